package org.tokenwright.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class LengthScannerTest {
    /** Ends sentences behind digits, 5 half sure; 1 to 3 are too unsure to be ends. */
    private static final SentenceDetector DIGITS = DigitScanner::new;

    @Test
    void mergesShortSentences() {
        assertEquals(List.of("Chapter9 It was late9"), DIGITS.withLengths(9, 40).split("Chapter9 It was late9"));
        assertEquals(
                List.of("It was late5 Yes9", "It was dark9"),
                DIGITS.withLengths(8, 40).split("It was late5 Yes9 It was dark9"));
        assertEquals(
                List.of("It was late9", "Yes9 It was dark9"),
                DIGITS.withLengths(8, 40).split("It was late9 Yes9 It was dark9"));
        assertEquals(List.of("It was late9 No9"), DIGITS.withLengths(8, 40).split("It was late9 No9"));
        assertEquals(
                List.of("It was late9 No9", "It was so dark9"),
                DIGITS.withLengths(8, 16).split("It was late9 No9 It was so dark9"));
        assertEquals(
                List.of("It was so late9", "No9", "It was so dark9"),
                DIGITS.withLengths(8, 16).split("It was so late9 No9 It was so dark9"));
        assertEquals(0.9, DIGITS.withLengths(8, 40).detect("It was late5 Yes9").confidence(0));
    }

    @Test
    void cutsLongSentences() {
        assertEquals(
                List.of("one two three,", "four five six"),
                DIGITS.withLengths(2, 18).split("one two three, four five six"));
        assertEquals(
                List.of("one two three", "four five six"),
                DIGITS.withLengths(2, 14).split("one two three four five six"));
        assertEquals(
                List.of("one two thr3", "four, five six"),
                DIGITS.withLengths(2, 18).split("one two thr3 four, five six"));
        assertEquals(List.of("aaaa", "aaaa", "aa"), DIGITS.withLengths(2, 4).split("aaaaaaaaaa"));
        assertEquals(
                List.of("a\ud83d\ude00", "\ud83d\ude00b"),
                DIGITS.withLengths(0, 4).split("a\ud83d\ude00\ud83d\ude00b"));
        assertEquals(
                List.of("\u4e2d\u6587\u3001", "\u4e2d\u6587"),
                DIGITS.withLengths(0, 4).split("\u4e2d\u6587\u3001\u4e2d\u6587"));
    }

    @Test
    void explainsCutsAndMerges() {
        List<Decision> decisions = DIGITS.withLengths(8, 16).explain("It was late5 No9 one two three four");
        assertEquals(
                List.of(
                        new Decision(11, 12, false, 0.5, List.of("the next sentence is shorter than 8")),
                        new Decision(23, 24, true, 0, List.of("the sentence is longer than 16"))),
                decisions.stream().filter(d -> !d.evidence().isEmpty()).toList());
    }

    @Test
    void refusesLengthsThatDoNotFit() {
        assertEquals(
                "minimum length is -1, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> DIGITS.withLengths(-1, 9))
                        .getMessage());
        assertEquals(
                "maximum length is 9, expected 10 to 1048576 for a minimum of 5",
                assertThrows(IllegalArgumentException.class, () -> DIGITS.withLengths(5, 9))
                        .getMessage());
    }

    /** The same in pieces, in bounds, and whole; short sentences only where both neighbours leave no room. */
    @Test
    void keepsLengthsInPieces() {
        SplittableRandom random = Seeds.random("LengthScannerTest");
        String alphabet = "aaab ,    \n1259";
        for (int round = 0; round < 3000; round++) {
            int min = random.nextInt(6);
            int max = Math.max(2, 2 * min + random.nextInt(8));
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(80);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                if (random.nextInt(40) == 0) {
                    text.append(" ".repeat(random.nextInt(3 * max)));
                }
            }
            SentenceDetector detector =
                    (random.nextBoolean() ? DIGITS : DIGITS.withNewlines(Newlines.EVERY_LINE)).withLengths(min, max);
            String whole = text.toString();
            Sentences sentences = detector.detect(whole);
            Spans spans = sentences.trimmed();
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < spans.size(); i++) {
                assertTrue(spans.end(i) - spans.start(i) <= max, whole);
                joined.append(whole, spans.start(i), spans.end(i)).append('\n');
                boolean isCut = i > 0 && (!endsAsTold(whole, spans.end(i)) || !endsAsTold(whole, spans.end(i - 1)));
                if (i > 0 && !isCut && spans.end(i) - spans.start(i) < min) {
                    assertTrue(spans.end(i) - spans.start(i - 1) > max, min + " " + max + " " + spans + " " + whole);
                }
            }
            assertEquals(whole.replaceAll("\\s", ""), joined.toString().replaceAll("\\s", ""), whole);
            SentenceCursor cursor = detector.newCursor();
            List<Sentence> pieces = new ArrayList<>();
            for (int i = 0; i < whole.length(); ) {
                int to = Math.min(whole.length(), i + 1 + random.nextInt(7));
                cursor.append(whole.substring(i, to));
                for (Sentence sentence; (sentence = cursor.next()) != null; ) {
                    pieces.add(sentence);
                }
                i = to;
            }
            cursor.finish();
            for (Sentence sentence; (sentence = cursor.next()) != null; ) {
                pieces.add(sentence);
            }
            List<Sentence> expected = new ArrayList<>();
            for (int i = 0; i < spans.size(); i++) {
                expected.add(new Sentence(
                        spans.start(i),
                        spans.end(i),
                        whole.substring(spans.start(i), spans.end(i)),
                        sentences.confidence(i)));
            }
            assertEquals(expected, pieces, min + " " + max + " " + whole);
        }
    }

    private static boolean endsAsTold(String text, int end) {
        return text.charAt(end - 1) >= '5' && text.charAt(end - 1) <= '9';
    }

    @Test
    void takesLinearTime() {
        for (String piece : List.of("a", " ", "9", "3", ", ", "a 9", "3 a", "9" + " ".repeat(1000))) {
            String text = piece.repeat(2_000_000 / piece.length());
            for (int max : new int[] {2, 100, SentenceDetector.MAX_LENGTH}) {
                assertTimeout(
                        Duration.ofSeconds(5),
                        () -> DIGITS.withLengths(max / 2, max).detect(text),
                        piece);
            }
        }
    }

    private static final class DigitScanner implements BoundaryScanner {
        private int next;

        @Override
        public void start(int index) {
            next = index;
        }

        @Override
        public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
            for (; next < end; next++) {
                if (text[next] >= '1' && text[next] <= '9') {
                    double sure = (text[next] - '0') / 10.0;
                    if (sink.detail() != BoundarySink.Detail.ENDS) {
                        sink.decision(new Decision(next, next + 1, sure >= 0.5, sure, List.of()));
                    }
                    if (sure >= 0.5) {
                        sink.boundary(next + 1, sure);
                    }
                }
            }
            return end;
        }

        @Override
        public void shift(int distance) {
            next -= distance;
        }
    }
}
