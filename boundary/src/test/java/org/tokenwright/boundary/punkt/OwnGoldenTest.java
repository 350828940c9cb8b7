package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokenwright.boundary.Spans;
import org.tokenwright.testing.Json;

/** Compares with what NLTK learns from texts of our own, and finds in them. */
class OwnGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @Test
    void learnsTheSame() throws IOException {
        PunktTrainer trainer = new PunktTrainer(
                PunktTrainerOptions.kissStrunk().collocationsOf(true, false).build());
        trainer.train(Files.readString(FOLDER.resolve("meadow.txt")));
        PunktModelTest.assertSame(PunktFormats.read(FOLDER.resolve("punkt.json")), trainer.model());
    }

    @Test
    void findsTheSame() throws IOException {
        PunktDetector detector =
                PunktDetector.of(PunktFormats.read(FOLDER.resolve("punkt.json")), PunktProfile.KISS_STRUNK);
        for (Json golden : Json.read(FOLDER.resolve("punkt.json")).get("texts").list()) {
            String text = golden.get("text").string();
            Spans spans = detector.detect(text).trimmed();
            List<String> found = new ArrayList<>();
            for (int i = 0; i < spans.size(); i++) {
                found.add(text.substring(spans.start(i), spans.end(i)));
            }
            List<String> expected = new ArrayList<>();
            for (Json span : golden.get("spans").list()) {
                expected.add(text.substring(
                        span.list().get(0).integer(), span.list().get(1).integer()));
            }
            assertEquals(expected, found);
        }
    }
}
