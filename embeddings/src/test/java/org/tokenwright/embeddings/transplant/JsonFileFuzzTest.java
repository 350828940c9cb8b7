package org.tokenwright.embeddings.transplant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class JsonFileFuzzTest {
    @TempDir
    private static Path folder;

    /** A file is refused, or its copy has the new values and otherwise the same. */
    @FuzzTest(maxDuration = "1m")
    void readsAndCopiesOrRefusesAnyFile(byte[] file) throws IOException {
        Path path = Files.write(folder.resolve("any.json"), file);
        Map<String, String> scalars;
        try {
            scalars = JsonFile.scalars(path);
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
            return;
        }
        Path copy = folder.resolve("copy.json");
        try {
            JsonFile.copy(path, Map.of("vocab_size", "7"), Set.of("bos_token_id"), copy);
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source()); // damage in what is not looked at before
            return;
        }
        Map<String, String> copied = JsonFile.scalars(copy);
        scalars.remove("bos_token_id");
        scalars.remove("vocab_size");
        copied.remove("vocab_size");
        assertEquals(scalars, copied);
    }
}
