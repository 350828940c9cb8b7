package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Spans;

class PunktDetectorFuzzTest {
    private static final PunktModel MODEL = PunktModel.builder()
            .abbreviation("dr")
            .abbreviation("u.s")
            .abbreviation("x")
            .sentenceStarter("the")
            .collocation(PunktModel.NUMBER, "of")
            .orthographicContext("the", PunktModel.BEGINNING_UPPER | PunktModel.MIDDLE_LOWER)
            .build();

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
