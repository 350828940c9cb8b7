package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.tokenwright.text.CorruptInputException;

class FloretFuzzTest {
    /** What is written has five digits, so that only writing again gives the same. */
    @FuzzTest(maxDuration = "1m")
    void anyFileIsRefusedOrReadForWhatItSays(byte[] file) throws IOException {
        FloretVectors vectors;
        try {
            vectors = FloretFile.read(new ByteArrayInputStream(file), "f");
        } catch (CorruptInputException e) {
            return;
        }
        vectors.vector("word");
        byte[] written = written(vectors);
        FloretVectors again = FloretFile.read(new ByteArrayInputStream(written), "f");
        assertEquals(vectors.rows(), again.rows());
        assertEquals(new String(written, StandardCharsets.UTF_8), text(again));
    }

    private static byte[] written(FloretVectors vectors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FloretFile.write(vectors.rows(), vectors.table(), out);
        return out.toByteArray();
    }

    private static String text(FloretVectors vectors) throws IOException {
        return new String(written(vectors), StandardCharsets.UTF_8);
    }
}
