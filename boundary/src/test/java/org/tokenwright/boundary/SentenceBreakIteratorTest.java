package org.tokenwright.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.text.StringCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class SentenceBreakIteratorTest {
    private static final SentenceDetector BARS = SentenceDetectorTest.MarkScanner::new;

    @Test
    void walks() {
        BreakIterator breaks = BARS.newBreakIterator();
        assertEquals(0, breaks.first());
        assertEquals(0, breaks.last());
        assertEquals(BreakIterator.DONE, breaks.next());
        breaks.setText("ab| cd| e ");
        assertEquals(0, breaks.current());
        assertEquals(4, breaks.next());
        assertEquals(8, breaks.next());
        assertEquals(10, breaks.next());
        assertEquals(BreakIterator.DONE, breaks.next());
        assertEquals(10, breaks.current());
        assertEquals(8, breaks.previous());
        assertEquals(0, breaks.next(-2));
        assertEquals(BreakIterator.DONE, breaks.previous());
        assertEquals(0, breaks.current());
        assertEquals(BreakIterator.DONE, breaks.next(5));
        assertEquals(10, breaks.current());
        assertEquals(10, breaks.next(0));
    }

    @Test
    void keepsToPartsOfAText() {
        BreakIterator breaks = BARS.newBreakIterator();
        CharacterIterator part = new StringCharacterIterator("xx|ab|cd|yy", 3, 9, 5);
        breaks.setText(part);
        assertSame(part, breaks.getText());
        assertEquals(3, breaks.first());
        assertEquals(6, breaks.next());
        assertEquals(9, breaks.next());
        assertEquals(BreakIterator.DONE, breaks.next());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> breaks.following(2));
        assertEquals("offset is 2, expected 3 to 9", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> breaks.preceding(10));
        assertThrows(IllegalArgumentException.class, () -> breaks.isBoundary(10));
    }

    @Test
    void clones() {
        BreakIterator breaks = BARS.newBreakIterator();
        breaks.setText("ab|cd|");
        breaks.next();
        BreakIterator copy = (BreakIterator) breaks.clone();
        assertEquals(3, copy.current());
        assertNotSame(breaks.getText(), copy.getText());
        copy.next();
        assertEquals(3, breaks.current());
        copy.setText("|x");
        assertEquals(6, breaks.next());
    }

    /** Compares all calls with a sorted set. */
    @Test
    void keepsTheContract() {
        SplittableRandom random = Seeds.random("SentenceBreakIteratorTest.keepsTheContract");
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(12); k > 0; k--) {
                text.append("ab  ||".charAt(random.nextInt(6)));
            }
            TreeSet<Integer> boundaries = new TreeSet<>(List.of(0, text.length()));
            Spans spans = BARS.detect(text).contiguous();
            for (int k = 0; k < spans.size(); k++) {
                boundaries.add(spans.start(k));
            }
            BreakIterator breaks = BARS.newBreakIterator();
            breaks.setText(text.toString());
            List<Integer> all = new ArrayList<>();
            for (int at = breaks.first(); at != BreakIterator.DONE; at = breaks.next()) {
                all.add(at);
            }
            assertEquals(new ArrayList<>(boundaries), all);
            for (int at = 0; at <= text.length(); at++) {
                Integer higher = boundaries.higher(at);
                Integer lower = boundaries.lower(at);
                assertEquals(higher == null ? BreakIterator.DONE : higher, breaks.following(at));
                assertEquals(higher == null ? text.length() : higher, breaks.current());
                assertEquals(lower == null ? BreakIterator.DONE : lower, breaks.preceding(at));
                assertEquals(lower == null ? 0 : lower, breaks.current());
                assertEquals(boundaries.contains(at), breaks.isBoundary(at));
                assertEquals(boundaries.ceiling(at), breaks.current());
            }
        }
    }
}
