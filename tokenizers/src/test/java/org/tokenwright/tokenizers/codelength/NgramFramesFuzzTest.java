package org.tokenwright.tokenizers.codelength;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tokenwright.text.CorruptInputException;

class NgramFramesFuzzTest {
    private static final NgramCompressor COMPRESSOR = NgramCompressor.ofBytes();

    /** Any frames with the right checksums, behind a good header: restored or refused, nothing else. */
    @FuzzTest(maxDuration = "60s")
    void readsOrRefusesAnyFrames(FuzzedDataProvider data) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new StreamHeader(data.consumeInt(0, 16), 256, new byte[32]).write(stream);
        int frames = data.consumeInt(0, 3);
        for (int i = 0; i < frames; i++) {
            byte[] message = data.consumeBytes(data.consumeInt(0, 40));
            byte[] head = new byte[FrameReader.HEAD_BYTES];
            ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            fields.putInt(data.consumeInt(0, 3_000) | (data.consumeBoolean() ? FrameWriter.PLAIN : 0));
            fields.putInt(message.length).putInt(FrameWriter.crc(head, message, message.length));
            stream.writeBytes(head);
            stream.writeBytes(message);
        }
        stream.writeBytes(data.consumeRemainingAsBytes());
        try {
            COMPRESSOR.decompress(new ByteArrayInputStream(stream.toByteArray()), "any", new ByteArrayOutputStream());
        } catch (CorruptInputException e) {
            assertEquals("any", e.source());
        }
    }
}
