package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tokenwright.boundary.Sentence;
import org.tokenwright.boundary.SentenceCursor;
import org.tokenwright.boundary.Sentences;
import org.tokenwright.testing.Seeds;

class CharBoundaryDetectorTest {
    @Test
    void findsTheSameInPiecesAsInTheWhole() {
        SplittableRandom random = Seeds.random("CharBoundaryDetectorTest.findsTheSameInPiecesAsInTheWhole");
        for (int round = 0; round < 200; round++) {
            CharBoundaryDetector detector = detector(random).withThreshold(random.nextDouble());
            String text = RandomForests.text(random, random.nextInt(1, 300));
            Sentences whole = detector.detect(text);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < whole.size(); i++) {
                expected.add(whole.trimmed().start(i) + " " + whole.trimmed().end(i) + " " + whole.confidence(i));
            }
            for (int most : new int[] {1, 7, 200}) {
                SentenceCursor cursor = detector.newCursor();
                List<String> found = new ArrayList<>();
                for (int from = 0; from < text.length(); ) {
                    int to = Math.min(text.length(), from + random.nextInt(1, most + 1));
                    cursor.append(text.substring(from, to));
                    take(cursor, found);
                    from = to;
                }
                cursor.finish();
                take(cursor, found);
                assertEquals(expected, found, text);
            }
        }
    }

    private static void take(SentenceCursor cursor, List<String> found) {
        for (Sentence sentence; (sentence = cursor.next()) != null; ) {
            found.add(sentence.start() + " " + sentence.end() + " " + sentence.confidence());
        }
    }

    private static CharBoundaryDetector detector(SplittableRandom random) {
        CharBoundaryFeatures set =
                random.nextBoolean() ? CharBoundaryFeatures.REFERENCE : CharBoundaryFeatures.EXTENDED;
        int before = random.nextInt(Features.MAX_WINDOW + 1);
        int after = random.nextInt(Features.MAX_WINDOW + 1);
        return CharBoundaryDetector.of(RandomForests.model(random, set, before, after));
    }

    @Test
    void findsTheSameInUtf8() {
        SplittableRandom random = Seeds.random("CharBoundaryDetectorTest.findsTheSameInUtf8");
        for (int round = 0; round < 100; round++) {
            CharBoundaryDetector detector = detector(random);
            byte[] utf8 = RandomForests.text(random, 200).getBytes(StandardCharsets.UTF_8);
            String text = new String(utf8, StandardCharsets.UTF_8);
            Sentences bytes = detector.detect(utf8, 0, utf8.length);
            List<String> found = new ArrayList<>();
            for (int i = 0; i < bytes.size(); i++) {
                int from = bytes.trimmed().start(i);
                found.add(new String(utf8, from, bytes.trimmed().end(i) - from, StandardCharsets.UTF_8));
            }
            assertEquals(detector.split(text), found);
        }
    }

    @Test
    void looksNoFurtherThanItSays() {
        SplittableRandom random = Seeds.random("CharBoundaryDetectorTest.looksNoFurtherThanItSays");
        for (int round = 0; round < 100; round++) {
            CharBoundaryModel model = detector(random).model();
            char[] text = RandomForests.text(random, 400).toCharArray();
            List<String> whole = new ArrayList<>();
            List<String> shifted = new ArrayList<>();
            CharBoundaryScanner scanner = scanner(model, 0, whole);
            scanner.scan(text, text.length, true, (end, confidence) -> {});
            CharBoundaryScanner slow = scanner(model, 0, shifted);
            char[] window = new char[text.length];
            int base = 0;
            for (int end = 1; end <= text.length; end++) {
                Arrays.fill(window, '\uFFFF');
                System.arraycopy(text, base, window, 0, end - base);
                int keep = slow.scan(window, end - base, end == text.length, (at, confidence) -> {});
                int distance = random.nextInt(keep + 1);
                slow.shift(distance);
                base += distance;
            }
            assertEquals(whole, shifted);
        }
    }

    private static CharBoundaryScanner scanner(CharBoundaryModel model, int start, List<String> described) {
        CharBoundaryScanner scanner = new CharBoundaryScanner(
                (values, index) -> {
                    described.add(Arrays.toString(values));
                    return 0;
                },
                model.newFeatures(),
                1,
                null);
        scanner.start(start);
        return scanner;
    }

    @Test
    void findsTheSameWhereTextRepeatsItself() {
        SplittableRandom random = Seeds.random("CharBoundaryDetectorTest.findsTheSameWhereTextRepeatsItself");
        for (int round = 0; round < 100; round++) {
            CharBoundaryModel model = detector(random).model();
            StringBuilder repeated = new StringBuilder();
            for (int part = random.nextInt(1, 6); part > 0; part--) {
                String unit = RandomForests.text(random, random.nextInt(1, 4));
                repeated.append(unit.repeat(random.nextInt(1, 700 / unit.length() + 2)));
            }
            char[] text = repeated.toString().toCharArray();
            List<String> expected = new ArrayList<>();
            List<String> found = new ArrayList<>();
            int[] asked = new int[2];
            for (int i = 0; i < 2; i++) {
                int kind = i;
                List<String> ends = i == 0 ? expected : found;
                CharBoundaryScanner scanner = new CharBoundaryScanner(
                        (values, index) -> {
                            asked[kind]++;
                            return model.forest().probability(values);
                        },
                        model.newFeatures(),
                        0.3,
                        i == 0 ? null : new Repeats());
                scanner.start(0);
                scanner.scan(text, text.length, true, (end, probability) -> ends.add(end + " " + probability));
            }
            assertEquals(expected, found);
            assertTrue(asked[1] <= asked[0]);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void takesLinearTimeOnHostileText() {
        SplittableRandom random = Seeds.random("CharBoundaryDetectorTest.takesLinearTimeOnHostileText");
        int length = 200_000;
        for (CharBoundaryFeatures set : CharBoundaryFeatures.values()) {
            CharBoundaryDetector detector = CharBoundaryDetector.of(RandomForests.model(random, set, 9, 7));
            for (String unit : List.of(
                    "a",
                    ".",
                    "\"",
                    "'",
                    ". ",
                    ";",
                    "; a",
                    "U.S.",
                    "\n",
                    " ",
                    "\t",
                    "(",
                    "\u201C",
                    "*",
                    "a\n",
                    "a 1. ",
                    " 2) b 3) c",
                    "\u2022 a ")) {
                Sentences sentences = detector.detect(unit.repeat(length / unit.length()));
                assertTrue(sentences.size() <= length);
            }
        }
    }

    @Test
    void finds() {
        Trees trees = new Trees();
        trees.branch(0, CharCodes.TERMINAL);
        trees.branch(0, CharCodes.LINE_BREAK);
        trees.leaf(0);
        trees.leaf(0.75f);
        trees.leaf(0);
        int features = Features.count(CharBoundaryFeatures.REFERENCE, 0, 0);
        CharBoundaryModel model = new CharBoundaryModel(
                new Forest(trees, features), CharBoundaryFeatures.REFERENCE, 0, 0, 0.75, List.of());
        CharBoundaryDetector detector = CharBoundaryDetector.of(model);
        assertEquals(0.75, detector.threshold());
        Sentences sentences = detector.detect("One. Two! Three\nfour");
        assertEquals("[0,4) [5,9) [10,20)", sentences.trimmed().toString());
        assertEquals(0.75, sentences.confidence(1));
        assertEquals(1, sentences.confidence(2));
        assertEquals(1, detector.withThreshold(0.76).detect("One. Two!").size());
        assertEquals(0, detector.detect("").size());
        assertEquals(0, detector.detect(" \n").size());
    }

    @Test
    void refusesThresholds() {
        CharBoundaryDetector detector = detector(new SplittableRandom(1));
        for (double threshold : new double[] {-0.1, 1.1, Double.NaN}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> detector.withThreshold(threshold));
            assertEquals("threshold is " + threshold + ", expected 0 to 1", e.getMessage());
        }
    }
}
