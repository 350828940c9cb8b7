package org.tokenwright.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;

class ViewsFuzzTest {
    private static final int MAX = 12;

    /** Any text: nothing lost, no sentence too long, and the same in pieces of a size that the first byte gives. */
    @FuzzTest(maxDuration = "1m")
    void keepsText(byte[] data) {
        int first = data.length == 0 ? 0 : data[0] & 0xFF;
        Language language = List.of(Language.values()).get(first % Language.values().length);
        SentenceDetector detector = PunktDetector.of(PunktModel.of(language), PunktProfile.NUPUNKT)
                .withLanguage(language)
                .withNewlines(List.of(Newlines.values()).get(first / 16 % Newlines.values().length))
                .withLengths(first % 7, MAX);
        String text = new String(data, StandardCharsets.UTF_8);
        Sentences sentences = detector.detect(text);
        Spans trimmed = sentences.trimmed();
        Spans contiguous = sentences.contiguous();
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < contiguous.size(); i++) {
            joined.append(text, contiguous.start(i), contiguous.end(i));
        }
        assertEquals(text, joined.toString());
        for (int i = 0; i < trimmed.size(); i++) {
            assertTrue(trimmed.end(i) - trimmed.start(i) <= MAX, text);
        }
        List<String> pieces = new ArrayList<>();
        SentenceCursor cursor = detector.newCursor();
        int step = 1 + first % 5;
        for (int i = 0; i < text.length(); i += step) {
            cursor.append(text.substring(i, Math.min(text.length(), i + step)));
            for (Sentence sentence; (sentence = cursor.next()) != null; ) {
                pieces.add(sentence.text());
            }
        }
        cursor.finish();
        for (Sentence sentence; (sentence = cursor.next()) != null; ) {
            pieces.add(sentence.text());
        }
        assertEquals(detector.split(text), pieces);
        detector.explain(text);
    }
}
