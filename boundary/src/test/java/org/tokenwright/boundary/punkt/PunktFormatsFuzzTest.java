package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class PunktFormatsFuzzTest {
    @TempDir
    private static Path folder;

    /** Any bytes as a model: read, and the same when written and read again, or refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyFile(byte[] data) throws IOException {
        Path path = Files.write(folder.resolve("any"), data);
        try {
            PunktModel model = PunktFormats.read(path);
            Path copy = folder.resolve("copy");
            model.save(copy);
            PunktModelTest.assertSame(model, PunktModel.load(copy));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }
}
