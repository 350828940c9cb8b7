package org.tokenwright.tokenizers.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.text.CorruptInputException;

class JsonTokenReaderFuzzTest {
    /** Behind an empty line, so that nothing is taken for compressed data. */
    @FuzzTest(maxDuration = "1m")
    void anyLinesAreRefusedOrReadForWhatTheySay(byte[] lines) throws IOException {
        int[][] documents;
        try {
            ByteArrayOutputStream behind = new ByteArrayOutputStream();
            behind.write('\n');
            behind.write(lines);
            documents = JsonTokenReaderTest.read(behind.toByteArray());
        } catch (CorruptInputException expected) {
            return;
        }
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        for (int[] document : documents) {
            again.writeBytes(("{\"ids\":" + Arrays.toString(document) + "}\n").getBytes(UTF_8));
        }
        assertArrayEquals(documents, JsonTokenReaderTest.read(again.toByteArray()));
    }
}
