package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.pretokenize.RandomText;

class TFreeWordsTest {
    @Test
    void giveBackAnyText() {
        SplittableRandom random = Seeds.random("TFreeWordsTest.giveBackAnyText");
        for (int round = 0; round < 15_000; round++) {
            String text = text(random);
            List<String> words = TFreeWords.words(text);
            assertEquals(text, TFreeWords.text(words), () -> RandomText.escaped(text) + words);
        }
    }

    private static String text(SplittableRandom random) {
        return random.nextBoolean()
                ? new String(Segments.random(random, 30), UTF_8)
                : RandomText.of(
                        random,
                        20,
                        List.of(
                                "a",
                                "1",
                                " ",
                                "\n",
                                ".",
                                "(",
                                "$",
                                "|",
                                "<",
                                ">",
                                "<|x|>",
                                "<|ws|>",
                                "<|no_ws|>",
                                "<|\n|>",
                                "é"));
    }

    /** The rules of white space, one place at a time, over the pieces of the text. */
    @Test
    void followTheRules() {
        SplittableRandom random = Seeds.random("TFreeWordsTest.followTheRules");
        for (int round = 0; round < 8_000; round++) {
            String text = text(random);
            List<String> pieces = Segments.of(Segmenters.of("tfree"), text);
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < pieces.size(); i++) {
                String piece = pieces.get(i);
                String before = i == 0 ? "" : pieces.get(i - 1);
                String behind = i == pieces.size() - 1 ? "" : pieces.get(i + 1);
                if (!piece.equals(" ")) {
                    words.append(i > 0 && !before.equals(" ") && isExpected(before, piece) ? "<|no_ws|>\uFFFF" : "")
                            .append(piece.equals("\n") ? "<|\n|>" : piece)
                            .append('\uFFFF');
                } else if (before.isEmpty() || behind.isEmpty() || !isExpected(before, behind)) {
                    words.append("<|ws|>\uFFFF");
                }
            }
            assertEquals(merged(words.toString()), TFreeWords.words(text), () -> RandomText.escaped(text));
        }
    }

    private static boolean isExpected(String left, String right) {
        return !left.matches("(?s).*[#$=\\-+*/'\"\\\\(<\\[\\]~^&@%_\\n ]|<\\|.*\\|>")
                && !right.matches("(?s)[.,:;?!=\\-+*/'\"\\\\)>\\]~^&@%_\\n 0-9].*|<\\|.*\\|>");
    }

    private static List<String> merged(String words) {
        String all = words;
        for (String name : List.of("ws", "\n")) {
            all = Pattern.compile("(?<=^|\uFFFF)(<\\|" + name + "\\|>\uFFFF)+")
                    .matcher(all)
                    .replaceAll(run -> merged(run, name));
        }
        return Arrays.stream(all.split("\uFFFF", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }

    private static String merged(MatchResult run, String name) {
        int count = run.group().length() / ("<||>\uFFFF".length() + name.length());
        StringBuilder merged = new StringBuilder();
        int h = count / 2;
        for (; h > 2; h -= 2) {
            merged.append("<|4<-").append(name).append("->|>\uFFFF");
        }
        if (h > 0) {
            merged.append("<|").append(2 * h).append("<-").append(name).append("->|>\uFFFF");
        }
        return merged.append(count % 2 == 1 ? "<|" + name + "|>\uFFFF" : "").toString();
    }

    /** Texts that the reference does not give back. */
    @Test
    void keepWhatLooksLikeAToken() {
        assertEquals(List.of("<", "|", "<|no_ws|>", "ws", "<|no_ws|>", "|", ">"), TFreeWords.words("<|ws|>"));
        assertEquals(List.of("<|wss|>"), TFreeWords.words("<|wss|>"));
        assertEquals(List.of("<", "|", "<|\n|>", "|", ">"), TFreeWords.words("<|\n|>"));
        assertEquals(
                List.of("a", "<|4<-ws->|>", "<|4<-ws->|>", "<|2<-ws->|>", "<|ws|>", "b"),
                TFreeWords.words("a" + " ".repeat(11) + "b"));
    }

    @Test
    void refuseWhatIsNoText() {
        assertEquals(
                "the text holds an unpaired surrogate",
                assertThrows(IllegalArgumentException.class, () -> TFreeWords.words("a\uD83D"))
                        .getMessage());
        assertEquals(
                "a word is empty",
                assertThrows(IllegalArgumentException.class, () -> TFreeWords.text(List.of("a", "")))
                        .getMessage());
    }
}
