package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.Sentence;
import org.tokenwright.boundary.SentenceCursor;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Sentences;
import org.tokenwright.boundary.Spans;
import org.tokenwright.testing.Seeds;

class PunktDetectorTest {
    @ParameterizedTest
    @EnumSource(PunktProfile.class)
    void equalsSlowModel(PunktProfile profile) {
        SplittableRandom random = Seeds.random("PunktDetectorTest.equalsSlowModel");
        for (int i = 0; i < 6_000; i++) {
            PunktModel model = RandomText.model(random);
            String text = RandomText.text(random, 1 + random.nextInt(30));
            List<Integer> found = new ArrayList<>();
            int length = text.length();
            PunktDetector.of(model, profile)
                    .newScanner()
                    .scan(text.toCharArray(), length, true, (end, confidence) -> found.add(end));
            int visible = length;
            while (visible > 0 && SlowPunkt.isWhite(text.charAt(visible - 1))) {
                visible--;
            }
            int last = visible;
            found.removeIf(end -> end >= last);
            assertEquals(
                    new SlowPunkt(model, profile).innerEnds(text), found, () -> show(text) + "\n" + describe(model));
        }
    }

    @Test
    void findsTheSameInPieces() throws IOException {
        SplittableRandom random = Seeds.random("PunktDetectorTest.findsTheSameInPieces");
        for (int i = 0; i < 3_000; i++) {
            SentenceDetector detector = detector(random);
            String text = RandomText.text(random, 1 + random.nextInt(60));
            Sentences whole = detector.detect(text);
            List<String> expected = new ArrayList<>();
            Spans spans = whole.trimmed();
            for (int k = 0; k < whole.size(); k++) {
                expected.add(spans.start(k) + "-" + spans.end(k) + " " + whole.confidence(k) + " "
                        + text.substring(spans.start(k), spans.end(k)));
            }
            List<String> found = new ArrayList<>();
            SentenceCursor cursor = detector.newCursor();
            int most = 1 + random.nextInt(7);
            for (int from = 0; from < text.length(); ) {
                int to = Math.min(text.length(), from + 1 + random.nextInt(most));
                cursor.append(text.substring(from, to));
                drain(cursor, found);
                from = to;
            }
            cursor.finish();
            drain(cursor, found);
            assertEquals(expected, found, () -> show(text));
            List<String> read = new ArrayList<>();
            detector.detect(
                    new StringReader(text),
                    (start, end, confidence) -> read.add(
                            start + "-" + end + " " + confidence + " " + text.substring((int) start, (int) end)));
            assertEquals(expected, read, () -> show(text));
        }
    }

    @Test
    void findsTheSameInUtf8() {
        SplittableRandom random = Seeds.random("PunktDetectorTest.findsTheSameInUtf8");
        for (int i = 0; i < 3_000; i++) {
            SentenceDetector detector = detector(random);
            String text = RandomText.text(random, 1 + random.nextInt(40))
                    .replaceAll("[\ud800-\udfff]", "")
                    .repeat(1 + random.nextInt(3));
            byte[] utf8 = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
            Spans chars = detector.detect(text).trimmed();
            Sentences bytes = detector.detect(utf8, 2, utf8.length - 2);
            StringBuilder expected = new StringBuilder();
            StringBuilder found = new StringBuilder();
            for (int k = 0; k < chars.size(); k++) {
                expected.append(text.substring(0, chars.start(k)).getBytes(StandardCharsets.UTF_8).length)
                        .append('-')
                        .append(text.substring(0, chars.end(k)).getBytes(StandardCharsets.UTF_8).length)
                        .append(' ');
            }
            for (int k = 0; k < bytes.size(); k++) {
                found.append(bytes.trimmed().start(k))
                        .append('-')
                        .append(bytes.trimmed().end(k))
                        .append(' ');
            }
            assertEquals(expected.toString(), found.toString(), () -> show(text));
        }
    }

    @Test
    void tilesTheText() {
        SplittableRandom random = Seeds.random("PunktDetectorTest.tilesTheText");
        for (int i = 0; i < 3_000; i++) {
            SentenceDetector detector = detector(random);
            String text = RandomText.text(random, 1 + random.nextInt(40));
            Spans spans = detector.detect(text).contiguous();
            StringBuilder joined = new StringBuilder();
            for (int k = 0; k < spans.size(); k++) {
                joined.append(text, spans.start(k), spans.end(k));
            }
            assertEquals(text, joined.toString());
        }
    }

    /** Any repetition takes linear time, and keeps little of the text. */
    @ParameterizedTest
    @EnumSource(PunktProfile.class)
    void isLinear(PunktProfile profile) {
        SplittableRandom random = Seeds.random("PunktDetectorTest.isLinear");
        PunktModel model = RandomText.model(random).withAbbreviations(List.of("etc", "a"));
        String[] units = {
            "a",
            ".",
            "\"",
            ". ",
            "etc. ",
            " ",
            "\n",
            "!",
            "?)",
            "a.",
            ".\"",
            "...",
            " . ",
            "--",
            "-",
            ",",
            "a,",
            ")",
            "! ",
            "\n.",
            ".\u00a0",
            "\u2026",
            "0",
            "0.",
            "A. ",
            "!\"",
            ".)\n",
            "\r",
            "- .",
            ". -",
            "\ud83d\ude00",
            "\u0130.",
            "("
        };
        for (String unit : units) {
            String text = unit.repeat(300_000 / unit.length());
            SentenceDetector detector = PunktDetector.of(model, profile);
            assertTimeout(Duration.ofSeconds(10), () -> detector.detect(text), unit);
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> PunktDetector.adaptive(model, 0.7).detect(text),
                    unit);
            assertTimeout(
                    Duration.ofSeconds(20),
                    () -> {
                        SentenceCursor cursor = detector.newCursor();
                        for (int i = 0; i < 30_000; i++) {
                            cursor.append(text.subSequence(i, i + 1));
                            while (cursor.next() != null) {}
                        }
                        cursor.finish();
                    },
                    unit);
        }
    }

    @Test
    void refusesThresholds() {
        PunktModel model = PunktModel.builder().build();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> PunktDetector.adaptive(model, 0.4));
        assertEquals("threshold is 0.4, expected 0.5 to 1", e.getMessage());
    }

    private static SentenceDetector detector(SplittableRandom random) {
        PunktModel model = RandomText.model(random);
        PunktProfile[] profiles = PunktProfile.values();
        int kind = random.nextInt(profiles.length + 1);
        SentenceDetector detector =
                kind == profiles.length ? PunktDetector.adaptive(model, 0.7) : PunktDetector.of(model, profiles[kind]);
        Newlines[] newlines = Newlines.values();
        return detector.withNewlines(newlines[random.nextInt(newlines.length)]);
    }

    private static void drain(SentenceCursor cursor, List<String> found) {
        for (Sentence sentence; (sentence = cursor.next()) != null; ) {
            found.add(sentence.start() + "-" + sentence.end() + " " + sentence.confidence() + " " + sentence.text());
        }
    }

    static String show(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (c >= ' ' && c < 0x7f) {
                shown.append((char) c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.toString();
    }

    private static String describe(PunktModel model) {
        return model.abbreviations() + " " + model.sentenceStarters() + " " + model.collocations() + " "
                + model.orthographicContexts();
    }
}
