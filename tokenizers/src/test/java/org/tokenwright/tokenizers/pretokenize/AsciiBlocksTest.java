package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

/** Blocks of ASCII against the rules that find one pretoken after the other. */
class AsciiBlocksTest {
    private static final List<Supplier<PretokenRule>> RULES = List.of(
            () -> new Cl100kRule(3),
            () -> new Cl100kRule(1),
            () -> new Gpt4oRule(true),
            () -> new Gpt4oRule(false),
            DeepSeekRule::new);

    /** What texts are made of: the first of them in most, the others in some. */
    private static final String[] PARTS = {
        "a",
        "s",
        "t",
        "S",
        "'",
        " ",
        "\n",
        "the",
        "Word",
        " of",
        ".",
        "\r",
        "'s",
        "'ll",
        "'Re",
        "  ",
        "\n\n",
        "\t",
        "/",
        "1",
        "23",
        "4567",
        ",",
        "(",
        "ABC",
        "x",
        "\u000b",
        "\u0001",
        "\u007f",
        "\u00e9",
        "\u4e2d",
        "\u0301",
        "\u00a0",
        "\u0085",
        "\u017f",
        "\ud83d\ude00"
    };

    private static final int[] HOW_MANY = {8, 12, 24, 29, PARTS.length};

    @Test
    void blocksFindWhatRulesFind() {
        compare(10_000, Seeds.random("blocksFindWhatRulesFind"));
    }

    @Test
    @Tag("long")
    void blocksFindWhatRulesFindInManyTexts() {
        compare(300_000, Seeds.random("blocksFindWhatRulesFindInManyTexts"));
    }

    private static void compare(int rounds, SplittableRandom random) {
        for (int round = 0; round < rounds; round++) {
            byte[] text = text(random);
            int start = random.nextInt(Math.min(3, text.length));
            int end = text.length - random.nextInt(Math.min(3, text.length - start));
            int capacity = random.nextInt(8) == 0 ? random.nextInt(1, 100) : 512;
            for (Supplier<PretokenRule> rule : RULES) {
                assertEquals(
                        one(rule.get(), text, start, end),
                        filled(rule.get(), text, start, end, capacity),
                        () -> new String(text, UTF_8) + " from " + start + " to " + end);
            }
        }
    }

    private static byte[] text(SplittableRandom random) {
        int parts = HOW_MANY[random.nextInt(HOW_MANY.length)];
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10, 150); length > 0; length--) {
            String part = PARTS[random.nextInt(parts)];
            text.append(part.repeat(random.nextInt(20) == 0 ? random.nextInt(1, 70) : 1));
        }
        return text.toString().getBytes(UTF_8);
    }

    private static List<Integer> one(PretokenRule rule, byte[] text, int start, int end) {
        List<Integer> ends = new ArrayList<>();
        for (int p = start; p < end; ) {
            p = rule.end(text, p, end);
            ends.add(p);
        }
        return ends;
    }

    private static List<Integer> filled(PretokenRule rule, byte[] text, int start, int end, int capacity) {
        List<Integer> ends = new ArrayList<>();
        int[] batch = new int[capacity];
        for (int p = start; p < end; ) {
            int count = rule.fill(text, p, end, batch);
            for (int i = 0; i < count; i++) {
                ends.add(batch[i]);
            }
            p = batch[count - 1];
        }
        return ends;
    }
}
