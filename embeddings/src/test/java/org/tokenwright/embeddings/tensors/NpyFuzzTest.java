package org.tokenwright.embeddings.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class NpyFuzzTest {
    @TempDir
    private static Path folder;

    /** Any header of any version: all elements can be read, or the file is refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesNpy(FuzzedDataProvider data) throws IOException {
        int version = data.consumeInt(0, 4);
        byte[] elements = new byte[data.consumeInt(0, 64)];
        String header = data.consumeRemainingAsAsciiString();
        byte[] bytes = version == 0
                ? header.getBytes(StandardCharsets.ISO_8859_1)
                : NpyFileTest.file(header, version, elements);
        Path path = Files.write(folder.resolve("any.npy"), bytes);
        try {
            SafetensorsFuzzTest.readAll(NpyFile.open(path));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }
}
