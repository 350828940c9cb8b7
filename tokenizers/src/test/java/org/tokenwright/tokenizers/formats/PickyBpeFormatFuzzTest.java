package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.pipeline.IdBuffer;
import org.tokenwright.tokenizers.slow.SlowPickyBpe;

class PickyBpeFormatFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void anyFileIsRefusedOrRead(FuzzedDataProvider data) throws IOException {
        StringBuilder file = new StringBuilder(
                new SlowPickyBpe(new SplittableRandom(data.consumeInt(0, 20)), List.of("\u2581", "a", "\u00e9"), 12)
                        .json());
        for (int i = data.consumeInt(0, 4); i > 0; i--) {
            int at = data.consumeInt(0, file.length());
            file.replace(at, Math.min(file.length(), at + data.consumeInt(0, 30)), data.consumeString(30));
        }
        PickyBpeModel.Parts parts;
        try {
            parts = PickyBpeReader.read(new ByteArrayInputStream(file.toString().getBytes(UTF_8)), "file")
                    .parts();
        } catch (CorruptInputException expected) {
            return;
        }
        byte[] word = "\u2581aa\u00e9\u4e2da".getBytes(UTF_8);
        parts.pieces().newEncoder().encode(word, 0, word.length, new IdBuffer());
    }
}
