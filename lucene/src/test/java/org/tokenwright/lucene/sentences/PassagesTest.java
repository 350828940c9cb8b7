package org.tokenwright.lucene.sentences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.boundary.Language;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Spans;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.TokenCounter;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;

class PassagesTest {
    private static final SentenceDetector PUNKT =
            PunktDetector.of(PunktModel.of(Language.ENGLISH), PunktProfile.NUPUNKT);
    private static final SentenceDetector LINES =
            PunktDetector.of(PunktModel.builder().build(), PunktProfile.NUPUNKT).withNewlines(Newlines.EVERY_LINE);
    private static final Tokenizer BYTES = bytes();
    private static final List<String> WORDS = List.of(
            "a",
            "The",
            "court",
            "\u6C34\u6C34",
            "\uD83D\uDE00",
            "\uD83D",
            "held",
            "x".repeat(40),
            "Id. at 5",
            "Roe v. Wade,",
            "410 U.S. 113, 116 (1973)",
            "29 C.F.R. \u00A7 1614.105(a)",
            "Fed. R. Civ. P. 12(b)(6)",
            "No",
            "\u00A7 7");
    private static final List<String> ENDS =
            List.of(" ", " ", " ", ", ", ". ", ".\n", "! ", "?\n\n", ".", "\u00A0", "\u0085", "\t");

    private static Tokenizer bytes() {
        try {
            return Tokenizers.load("bytes");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> texts(List<Passage> passages) {
        return passages.stream().map(Passage::text).toList();
    }

    @Test
    void packsSentences() {
        Passages passages = Passages.of(PUNKT, BYTES, 24);
        assertEquals(
                List.of(new Passage(1, 22, "He came. He saw. Yes.", 21), new Passage(24, 35, "Nobody won.", 11)),
                passages.split(" He came. He saw. Yes.  Nobody won."));
        assertEquals(List.of(), passages.split(" \n "));
        assertEquals(List.of(), passages.split(""));
    }

    @Test
    void overlapsBySentences() {
        String text = "Aaaa. Bbbb. Cccc. Dddd. Eeee.";
        assertEquals(
                List.of("Aaaa. Bbbb. Cccc.", "Cccc. Dddd. Eeee."),
                texts(Passages.of(PUNKT, BYTES, 17).withOverlap(1).split(text)));
        assertEquals(
                List.of("Aaaa. Bbbb. Cccc.", "Bbbb. Cccc. Dddd.", "Cccc. Dddd. Eeee."),
                texts(Passages.of(PUNKT, BYTES, 17).withOverlap(9).split(text)));
        assertEquals(
                List.of("Aaaa. Bbbb.", "Bbbb. Cc.", "Ddddddddd."),
                texts(Passages.of(PUNKT, BYTES, 11).withOverlap(2).split("Aaaa. Bbbb. Cc. Ddddddddd.")));
    }

    @Test
    void longSentenceIsCutAtWhiteSpaceOutsideCitations() {
        assertEquals(
                List.of("So it was held in", "Roe v. Wade, 410 U.S. 113, 116 (1973)", "and often since."),
                texts(Passages.of(PUNKT, BYTES, 38)
                        .split("So it was held in Roe v. Wade, 410 U.S. 113, 116 (1973) and often since.")));
        assertEquals(
                List.of("\u6C34", "\u6C34", "ab"),
                texts(Passages.of(PUNKT, BYTES, 3).split("\u6C34\u6C34ab")));
        assertEquals(List.of("\u6C34", "a"), texts(Passages.of(PUNKT, BYTES, 1).split("\u6C34a")));
    }

    @Test
    void citationIsNotCutWhereTheDetectorSeesAnEnd() {
        for (String citation : List.of(
                "Roe v.\nWade",
                "Bell Atl.\nv. Doe",
                "Roe v. Wade Co.,\n410 U.S. 113",
                "410 U.S.\n113",
                "410 U.S. 113\n(1973)",
                "93 F. Supp.\n2d 1",
                "29 C.F.R. \u00A7\n1614.105(a)",
                "38 U.S.C.A. \u00A7\u00A7\n1110",
                "38 U.S.C.A.\n\u00A71154(b)",
                "418 U.S. 264, 282-83, 94\nS. Ct. 2770",
                "265 N.C. 581, 583,  144\nS.E.2d 634, 635 (1965)",
                "Fed. R. Civ.\nP. 12(b)(6)",
                "12 Vet. App.\n119, 124 (1999)",
                "Id.\nat 5",
                "Id., at\n22")) {
            String cited = "See " + citation + ".";
            String text = "Ok.\n" + cited + " Next.";
            assertTrue(LINES.detect(text).trimmed().size() >= 4, citation);
            int budget = TokenCounter.of(BYTES).count(cited) + 2;
            assertEquals(
                    List.of("Ok.", cited, "Next."),
                    texts(Passages.of(LINES, BYTES, budget).split(text)),
                    citation);
        }
        assertEquals(
                List.of("See it", "So he."), texts(Passages.of(LINES, BYTES, 10).split("See it\nSo he.")));
    }

    @Test
    void passagesOfAnyTextAreRight() {
        SplittableRandom random = Seeds.random("passagesOfAnyTextAreRight");
        TokenCounter counter = TokenCounter.of(BYTES);
        for (int round = 0; round < 400; round++) {
            StringBuilder builder = new StringBuilder();
            for (int i = random.nextInt(120); i > 0; i--) {
                builder.append(WORDS.get(random.nextInt(WORDS.size())));
                builder.append(ENDS.get(random.nextInt(ENDS.size())));
            }
            String text = builder.toString();
            SentenceDetector detector = random.nextBoolean() ? PUNKT : LINES;
            int budget = 1 + random.nextInt(random.nextBoolean() ? 20 : 300);
            int overlap = random.nextInt(3);
            Passages passages = Passages.of(detector, BYTES, budget).withOverlap(overlap);
            List<Passage> found = passages.split(text);
            assertEquals(found, inPieces(passages, text, random));
            long covered = 0;
            Spans sentences = detector.detect(text).trimmed();
            for (Passage passage : found) {
                assertEquals(text.substring((int) passage.start(), (int) passage.end()), passage.text());
                assertEquals(passage.text(), strip(passage.text()));
                assertEquals(counter.count(repaired(passage.text())), passage.tokens());
                assertTrue(
                        passage.tokens() <= budget
                                || passage.text()
                                                .codePointCount(
                                                        0, passage.text().length())
                                        == 1,
                        () -> passage + " exceeds " + budget);
                if (overlap == 0 || passage.start() > covered) {
                    assertTrue(passage.start() >= covered);
                    assertEquals("", strip(text.substring((int) covered, (int) passage.start())));
                }
                assertTrue(passage.end() > covered);
                covered = passage.end();
                assertCutIsRight(text, sentences, (int) passage.start(), (int) passage.end(), budget, counter);
            }
            assertEquals("", strip(text.substring((int) covered)));
        }
    }

    /** A passage ends with a sentence, unless that one, or what a citation joins it to, exceeds the budget. */
    private static void assertCutIsRight(
            String text, Spans sentences, int start, int end, int budget, TokenCounter counter) {
        for (int i = 0; i < sentences.size(); i++) {
            if (sentences.start(i) < end && end < sentences.end(i)) {
                int first = i;
                while (first > 0 && sentences.start(first) > start) {
                    first--;
                }
                int last = Math.min(sentences.size() - 1, i + 8);
                String widest = text.substring(sentences.start(Math.max(0, i - 8)), sentences.end(last));
                assertTrue(counter.count(repaired(widest)) > budget, () -> "cut at " + end + " of " + text);
            }
        }
    }

    /** Has U+FFFD for each unpaired surrogate. */
    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder();
        text.codePoints().forEach(c -> repaired.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return repaired.toString();
    }

    private static List<Passage> inPieces(Passages passages, String text, SplittableRandom random) {
        PassageCursor cursor = passages.newCursor();
        List<Passage> found = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int to = Math.min(text.length(), at + random.nextInt(50));
            cursor.append(text.substring(at, to));
            at = to;
            if (random.nextBoolean()) {
                drain(cursor, found);
            }
        }
        cursor.finish();
        drain(cursor, found);
        return found;
    }

    private static void drain(PassageCursor cursor, List<Passage> found) {
        for (Passage passage = cursor.next(); passage != null; passage = cursor.next()) {
            found.add(passage);
        }
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c) || c == '\u0085';
    }

    @Test
    void whiteSpaceOfAnyLengthAndEndlessSentences() {
        Passages passages = Passages.of(PUNKT, BYTES, 1 << 20);
        PassageCursor cursor = passages.newCursor();
        cursor.append("One.");
        List<Passage> found = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            cursor.append(" ".repeat(10_000));
            drain(cursor, found);
        }
        assertEquals(List.of(new Passage(0, 4, "One.", 4)), found);
        cursor.append("Two.");
        cursor.append("x".repeat(200_000));
        cursor.finish();
        drain(cursor, found);
        assertEquals(3_000_004, found.get(1).start());
        assertEquals(3_200_008, found.get(found.size() - 1).end());
        assertEquals(
                List.of(new Passage(0, 4, "One.", 4), new Passage(200_004, 200_008, "Two.", 4)),
                passages.split("One." + " ".repeat(200_000) + "Two."));
    }

    @Test
    void wrongCalls() {
        assertEquals(
                "a passage has at most 0 tokens, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> Passages.of(PUNKT, BYTES, 0))
                        .getMessage());
        assertEquals(
                "the overlap is -1 sentences, expected 0 or more",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Passages.of(PUNKT, BYTES, 1).withOverlap(-1))
                        .getMessage());
        PassageCursor cursor = Passages.of(PUNKT, BYTES, 5).newCursor();
        cursor.finish();
        assertThrows(IllegalStateException.class, () -> cursor.append("x"));
        assertThrows(IllegalStateException.class, cursor::finish);
    }
}
