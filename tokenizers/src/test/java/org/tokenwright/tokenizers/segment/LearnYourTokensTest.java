package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.pretokenize.RandomText;

class LearnYourTokensTest {
    private static final List<String> CHARACTERS = List.of(
            "a",
            "b",
            "Z",
            "é",
            "\u0301",
            "1",
            "½",
            " ",
            " ",
            "\n",
            "\t",
            "\u00A0",
            "\u001C",
            "=",
            "<unk>",
            "@-@",
            "@",
            "-",
            "--",
            ":",
            "{",
            "}",
            "}:",
            ",",
            ".",
            "'",
            "?",
            "_",
            "\"",
            "(",
            "漢",
            "😀",
            "abcdefghijk");

    @Test
    void followTheExpressions() {
        SplittableRandom random = Seeds.random("LearnYourTokensTest.followTheExpressions");
        for (int round = 0; round < 6_000; round++) {
            String text = RandomText.of(random, 14, CHARACTERS);
            for (LearnYourTokens rule : LearnYourTokens.values()) {
                assertEquals(slow(rule, text), rule.words(text), () -> rule + " " + RandomText.escaped(text));
            }
        }
    }

    /** The steps of the reference, one after the other. */
    private static List<String> slow(LearnYourTokens rule, String text) {
        boolean published = rule.name().startsWith("PUBLISHED");
        String white = "\\s\\x1c-\\x1f\\x85\\xa0";
        String word = "[\\p{L}\\p{N}_]";
        String bound = "(?:(?<!" + word + ")(?=" + word + ")|(?<=" + word + ")(?!" + word + "))";
        String cleaned =
                text.replace("\n", " ").replace("<unk>", " ").replace("=", " ").replace("@-@", " ");
        cleaned = cleaned.replaceAll(published ? "[-{,;.!'?]|\\}:" : "--|[:,;.!'?]", " $0 ");
        if (rule == LearnYourTokens.PUBLISHED_WITHOUT_LETTERS) {
            cleaned = Pattern.compile(bound + "(?:[^" + white + "]*[a-zA-Z])+[^" + white + "]*" + bound)
                    .matcher(cleaned)
                    .replaceAll("");
        }
        cleaned = cleaned.replaceAll(" +", " ").replaceAll("^[" + white + "]+|[" + white + "]+$", "");
        List<String> words = new ArrayList<>();
        for (String each : cleaned.split(" ", -1)) {
            boolean isLong = rule == LearnYourTokens.EXPERIMENTS_SHORT && each.codePointCount(0, each.length()) > 9;
            words.add(isLong ? "@" : each);
        }
        return words;
    }

    /** Of texts without what is cleaned away, the lossless rule has the same words, with the spaces before them. */
    @Test
    void agreeWithTheLosslessRule() {
        SplittableRandom random = Seeds.random("LearnYourTokensTest.agreeWithTheLosslessRule");
        Segmenter words = Segmenters.of("words");
        for (int round = 0; round < 8_000; round++) {
            String text = RandomText.of(
                    random,
                    20,
                    List.of("a", "é", "1", " ", " ", "-", "--", ":", ",", ";", ".", "!", "'", "?", "{", "\n"));
            List<String> expected = new ArrayList<>(Segments.of(words, text).stream()
                    .map(segment -> segment.replaceAll("[ \n]+", ""))
                    .filter(segment -> !segment.isEmpty())
                    .toList());
            if (expected.isEmpty()) {
                expected.add("");
            }
            assertEquals(expected, LearnYourTokens.EXPERIMENTS.words(text), () -> RandomText.escaped(text));
        }
    }

    @Test
    void takeLinearTime() {
        for (String unit : List.of("a", "é.", "\"", "-", "<unk", "@-", "}", " ", "\t", "a\"")) {
            String text = unit.repeat(200_000);
            long begin = System.nanoTime();
            for (LearnYourTokens rule : LearnYourTokens.values()) {
                assertEquals(true, rule.words(text).size() <= 2 * text.getBytes(UTF_8).length);
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            assertEquals(true, millis < 4_000, unit + " took " + millis + " ms");
        }
    }
}
