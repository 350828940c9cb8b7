package org.tokenwright.tokenizers.codelength;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

class NgramCompressorFuzzTest {
    private static final NgramCompressor COMPRESSOR = NgramCompressor.ofBytes();

    /** Any bytes are restored. */
    @FuzzTest(maxDuration = "60s")
    void restoresAnyBytes(byte[] data) throws IOException {
        byte[] text = Arrays.copyOf(data, Math.min(data.length, 5_000));
        int order = text.length == 0 ? 0 : text[0] & 7;
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        COMPRESSOR.compress(new ByteArrayInputStream(text), stream, order);
        ByteArrayOutputStream restored = new ByteArrayOutputStream();
        COMPRESSOR.decompress(new ByteArrayInputStream(stream.toByteArray()), "any", restored);
        assertArrayEquals(text, restored.toByteArray());
    }
}
