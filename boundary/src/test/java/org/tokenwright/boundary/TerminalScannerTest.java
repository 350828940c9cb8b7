package org.tokenwright.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import org.tokenwright.testing.Seeds;

class TerminalScannerTest {
    private static SentenceDetector of(Language language) {
        return PunktDetector.of(PunktModel.of(language), PunktProfile.NUPUNKT).withLanguage(language);
    }

    @Test
    void endsAtIdeographicFullStops() {
        SentenceDetector chinese = of(Language.CHINESE);
        assertEquals(
                List.of(
                        "\u4ed6\u8bf4\uff1a\u201c\u597d\u3002\u201d",
                        "\u6211\u8d70\u3002\u3002",
                        "U.S.\u516c\u53f8\uff1f\uff01",
                        "\u300a\u6454\uff01\u7238\uff01\u300b\u597d"),
                chinese.split(
                        "\u4ed6\u8bf4\uff1a\u201c\u597d\u3002\u201d\u6211\u8d70\u3002\u3002U.S.\u516c\u53f8\uff1f\uff01"
                                + "\u300a\u6454\uff01\u7238\uff01\u300b\u597d"));
        SentenceDetector japanese = of(Language.JAPANESE);
        assertEquals(
                List.of(
                        "\u300c\u884c\u304f\u3002\u300d\u3068\u8a00\u3046!",
                        "\u5c71\uff13\uff0e\uff12\uff08\u5c71\u3002\u5ddd\u3002\uff09\u3002",
                        "\u5c71\uff0e",
                        "\u5ddd"),
                japanese.split(
                        "\u300c\u884c\u304f\u3002\u300d\u3068\u8a00\u3046!\u5c71\uff13\uff0e\uff12\uff08\u5c71\u3002\u5ddd"
                                + "\u3002\uff09\u3002\u5c71\uff0e\u5ddd"));
        assertEquals(
                2,
                japanese.split("\uff08" + "\u5c71".repeat(1100) + "\u3002\u5c71")
                        .size());
    }

    @Test
    void knowsOrthography() {
        SentenceDetector german = of(Language.GERMAN);
        assertEquals(
                List.of(
                        "Am 3. Oktober kam Ludwig XIV. nach Bonn.",
                        "Es war 1990.",
                        "\u201eJa.\u201c",
                        "Er ging z.B. am 12. Mai."),
                german.split(
                        "Am 3. Oktober kam Ludwig XIV. nach Bonn. Es war 1990. \u201eJa.\u201c Er ging z.B. am 12. Mai."));
        assertEquals(
                List.of("\u00ab Il dit. \u00bb", "Puis il part\u2026", "Bien."),
                of(Language.FRENCH).split("\u00ab Il dit. \u00bb Puis il part\u2026 Bien."));
        assertEquals(
                List.of("He said \u201cStop.\u201d", "Then he left."),
                of(Language.ENGLISH).split("He said \u201cStop.\u201d Then he left."));
        assertEquals(
                List.of("\u00bfC\u00f3mo?", "Hola Srta. Ledesma y etc. de hoy."),
                of(Language.SPANISH).split("\u00bfC\u00f3mo? Hola Srta. Ledesma y etc. de hoy."));
        assertEquals(
                List.of("2010 \u0433. \u043e\u043d \u0431\u044b\u043b.", "\u0414\u0430."),
                of(Language.RUSSIAN).split("2010 \u0433. \u043e\u043d \u0431\u044b\u043b. \u0414\u0430."));
    }

    @Test
    void explains() {
        assertTrue(of(Language.GERMAN)
                .explain("Am 3. Mai")
                .contains(new Decision(4, 5, false, 0, List.of("an ordinal number"))));
    }

    @Test
    void findsTheSameInPieces() {
        SplittableRandom random = Seeds.random("TerminalScannerTest");
        String[] parts = {
            "\u3002",
            "\uff01",
            "\u300c",
            "\u300d",
            "\uff08",
            "\uff09",
            "\u5c71",
            "\u306f",
            "\u3001",
            ".",
            "!",
            "? ",
            " ",
            "\n",
            "\n\n",
            "a",
            "B",
            "3",
            "12.",
            "XIV.",
            "z.B.",
            "\u201d",
            "\u00bb",
            "\u00ab ",
            "\u2026",
            "\uff0e",
            "\ud83d\ude00",
            "Dr. ",
            ") ",
            "ab. Cd",
            "\u201cE"
        };
        for (int round = 0; round < 1500; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                text.append(parts[random.nextInt(parts.length)].repeat(random.nextInt(50) == 0 ? 70 : 1));
            }
            String whole = text.toString();
            Language language = List.of(Language.values()).get(random.nextInt(Language.values().length));
            SentenceDetector detector = of(language);
            detector = switch (random.nextInt(3)) {
                case 0 -> detector.withNewlines(Newlines.DETECT);
                case 1 -> detector.withNewlines(Newlines.BLANK_LINE).withLengths(5, 20);
                default -> detector;
            };
            Sentences sentences = detector.detect(whole);
            Spans contiguous = sentences.contiguous();
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < contiguous.size(); i++) {
                joined.append(whole, contiguous.start(i), contiguous.end(i));
            }
            assertEquals(whole, joined.toString());
            List<String> pieces = new ArrayList<>();
            SentenceCursor cursor = detector.newCursor();
            for (int i = 0; i < whole.length(); ) {
                int to = Math.min(whole.length(), i + 1 + random.nextInt(7));
                cursor.append(whole.substring(i, to));
                for (Sentence sentence; (sentence = cursor.next()) != null; ) {
                    pieces.add(sentence.text());
                }
                i = to;
            }
            cursor.finish();
            for (Sentence sentence; (sentence = cursor.next()) != null; ) {
                pieces.add(sentence.text());
            }
            assertEquals(detector.split(whole), pieces, language + " " + whole);
            byte[] utf8 = whole.getBytes(StandardCharsets.UTF_8);
            assertEquals(sentences.size(), detector.detect(utf8, 0, utf8.length).size());
        }
    }

    @Test
    void takesLinearTime() {
        for (String piece :
                List.of("\u3002", "\u300c", "\u201d", ".\u201d", "3. ", "IV", ". \u00bb ", "\u2026 ", "\uff08\u3002")) {
            String text = piece.repeat(1_000_000 / piece.length());
            SentenceDetector detector = of(Language.GERMAN);
            assertTimeout(Duration.ofSeconds(5), () -> detector.detect(text), piece);
        }
    }
}
