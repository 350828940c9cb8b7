package org.tokenwright.embeddings.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class TensorFilesFuzzTest {
    @TempDir
    private static Path folder;

    /** Any index of shards. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnIndex(byte[] json) throws IOException {
        new SafetensorsWriter().add("a", new int[] {1}).write(folder.resolve("a.safetensors"));
        Path path = Files.write(folder.resolve("any.json"), json);
        try {
            assertTrue(TensorFiles.open(path).files().size() <= 1);
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        } catch (java.nio.file.NoSuchFileException e) {
            assertEquals(folder, Path.of(e.getFile()).getParent());
        }
    }
}
