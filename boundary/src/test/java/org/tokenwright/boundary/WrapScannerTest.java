package org.tokenwright.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class WrapScannerTest {
    private static final SentenceDetector LINES =
            ((SentenceDetector) SentenceDetectorTest.MarkScanner::new).withNewlines(Newlines.DETECT);

    @Test
    void joinsWrappedLines() {
        String wrapped = """
                Chapter One
                The Mill stood by the River
                since King James, and Hill
                Farm lay behind it. Miller
                Reed was its Owner from May
                to the End.
                He left it to his Son.""";
        assertEquals(
                List.of(
                        "Chapter One",
                        "The Mill stood by the River\nsince King James, and Hill\nFarm lay behind it. Miller\n"
                                + "Reed was its Owner from May\nto the End.",
                        "He left it to his Son."),
                LINES.split(wrapped));
    }

    @Test
    void endsSentencesAtLinesWithoutWidth() {
        assertEquals(
                List.of("One long Line of a Text", "Two", "Three Words here", "(a) and", "b) so\non"),
                LINES.split("One long Line of a Text\nTwo\nThree Words here\n(a) and\nb) so\non"));
        assertEquals(List.of("A", "B", "C"), LINES.split("\n\nA\n \n\nB\r\n\r\nC\n\n"));
    }

    /** The same in pieces as by plain look-up of the lines round each line feed. */
    @Test
    void agreesWithPlainRule() {
        SplittableRandom random = Seeds.random("WrapScannerTest");
        for (int round = 0; round < 1500; round++) {
            StringBuilder text = new StringBuilder();
            int words = random.nextInt(60);
            int width = 4 + random.nextInt(20);
            int line = 0;
            for (int i = 0; i < words; i++) {
                String word = (random.nextInt(3) == 0 ? "a" : "A") + "bcdefgh".substring(random.nextInt(7));
                boolean wraps = line + 1 + word.length() > width;
                text.append(wraps || random.nextInt(9) == 0 ? "\n" : " ").append(word);
                line = wraps ? word.length() : line + 1 + word.length();
                if (random.nextInt(20) == 0) {
                    text.append(random.nextBoolean() ? "\n \n" : " ".repeat(random.nextInt(1, 6000)) + "|\n");
                }
            }
            String whole = text.toString();
            assertEquals(plain(whole), LINES.split(whole), whole);
            SentenceCursor cursor = LINES.newCursor();
            List<String> pieces = new ArrayList<>();
            for (int i = 0; i < whole.length(); ) {
                int to = Math.min(whole.length(), i + 1 + random.nextInt(7));
                cursor.append(whole.substring(i, to));
                i = to;
            }
            cursor.finish();
            for (Sentence sentence; (sentence = cursor.next()) != null; ) {
                pieces.add(sentence.text());
            }
            assertEquals(LINES.split(whole), pieces, whole);
        }
    }

    private record Pair(int feed, int low, int high, int known, String word) {}

    private static List<String> plain(String text) {
        List<Integer> feeds = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0, start = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                String line = text.substring(start, i);
                int word = i + 1;
                while (word < text.length() && word - i < 4096 && text.charAt(word) == ' ') {
                    word++;
                }
                int end = word;
                while (end < text.length() && end - word < 64 && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
                    end++;
                }
                feeds.add(i);
                if (!line.isBlank() && end > word) {
                    int low = line.stripTrailing().length();
                    pairs.add(new Pair(i, low, low + 1 + end - word, end, text.substring(word, end)));
                }
                start = i + 1;
            }
        }
        List<String> sentences = new ArrayList<>();
        int from = 0;
        feeds.add(text.length());
        for (int feed : feeds) {
            if (feed < text.length() && isWrap(feed, pairs)) {
                continue;
            }
            while (from < feed) {
                int bar = text.indexOf('|', from);
                int to = bar < 0 || bar >= feed ? feed : bar + 1;
                if (!text.substring(from, to).isBlank()) {
                    sentences.add(text.substring(from, to).strip());
                }
                from = to;
            }
        }
        return sentences;
    }

    private static boolean isWrap(int feed, List<Pair> pairs) {
        for (int m = 0; m < pairs.size(); m++) {
            Pair pair = pairs.get(m);
            if (pair.feed != feed) {
                continue;
            }
            if (pair.word.length() > 1
                    && Character.isLowerCase(pair.word.charAt(0))
                    && ".)".indexOf(pair.word.charAt(1)) < 0) {
                return true;
            }
            List<Pair> round = new ArrayList<>();
            for (int i = Math.max(0, m - 8); i < Math.min(pairs.size(), m + 9); i++) {
                if (i <= m || pairs.get(i).known <= feed + 4096) {
                    round.add(pairs.get(i));
                }
            }
            int best = -1;
            long most = 0;
            for (Pair candidate : round) {
                long votes = round.stream()
                        .filter(p -> p.low <= candidate.low && candidate.low < p.high)
                        .count();
                if (votes > most || (votes == most && candidate.low > best)) {
                    most = votes;
                    best = candidate.low;
                }
            }
            int width = best;
            long longer = round.stream().filter(p -> p.low > width).count();
            return most >= 3 && 2 * (most - longer) > round.size() && pair.high > best;
        }
        return false;
    }

    @Test
    void takesLinearTime() {
        for (String piece : List.of("a", " ", "\n", "A\n", "A \n", "| \n\n", "A" + " ".repeat(5000) + "\n")) {
            String text = piece.repeat(2_000_000 / piece.length());
            assertTimeout(Duration.ofSeconds(5), () -> LINES.detect(text), piece);
        }
    }
}
