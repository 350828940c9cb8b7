package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class WordVectorsFuzzTest {
    @TempDir
    private static Path folder;

    /** What is written has five digits, so that only writing again gives the same. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyFile(byte[] file) throws IOException {
        Path path = Files.write(folder.resolve("any.vec"), file);
        WordVectors vectors;
        try {
            vectors = WordVectors.load(path);
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
            return;
        }
        vectors.save(path);
        byte[] written = Files.readAllBytes(path);
        WordVectors again = WordVectors.load(path);
        assertEquals(vectors.size(), again.size());
        again.save(path);
        assertArrayEquals(written, Files.readAllBytes(path));
        for (int id = 0; id < vectors.size(); id++) {
            assertEquals(vectors.word(id), again.word(id));
        }
    }
}
