package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Spans;
import org.tokenwright.text.CorruptInputException;

class PunktFuzzTest {
    private static final PunktModel MODEL = PunktModel.builder()
            .abbreviation("dr")
            .abbreviation("u.s")
            .abbreviation("x")
            .sentenceStarter("the")
            .collocation(PunktModel.NUMBER, "of")
            .orthographicContext("the", PunktModel.BEGINNING_UPPER | PunktModel.MIDDLE_LOWER)
            .build();

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

    /** The body of a binary model, behind a header that is right. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyBinary(byte[] data) throws IOException {
        byte[] file = new byte[10 + data.length];
        file[0] = 'N';
        file[1] = 'P';
        file[2] = 'K';
        file[3] = 'T';
        file[4] = 1;
        for (int i = 0; i < 4; i++) {
            file[6 + i] = (byte) (data.length >> (8 * i));
        }
        System.arraycopy(data, 0, file, 10, data.length);
        try {
            PunktBinary.read("any", file);
        } catch (CorruptInputException e) {
            assertEquals("any", e.source());
        }
    }

    /** Any text: equal to the slow model, and in UTF-8 the same as in chars. */
    @FuzzTest(maxDuration = "1m")
    void findsWhatTheSlowModelFinds(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (text.length() > 2000) {
            return;
        }
        for (PunktProfile profile : PunktProfile.values()) {
            SentenceDetector detector = PunktDetector.of(MODEL, profile);
            Spans spans = detector.detect(text).trimmed();
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i + 1 < spans.size(); i++) {
                found.add(spans.end(i));
            }
            assertEquals(new SlowPunkt(MODEL, profile).innerEnds(text), found);
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            assertEquals(spans.size(), detector.detect(utf8, 0, utf8.length).size());
        }
    }
}
