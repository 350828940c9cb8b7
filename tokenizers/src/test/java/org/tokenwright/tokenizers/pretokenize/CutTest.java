package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenwright.testing.Seeds;

/** A text cut at a place that a pretokenizer allows has the pretokens of its parts. */
class CutTest {
    /** Patterns that join words, where no cut is known; every other name must have cuts. */
    private static final Set<String> WITHOUT_CUTS = Set.of("superbpe2", "none");

    private static final List<String> AROUND_CUTS = List.of(
            " ", " ", " ", "\n", "\n", "\n", "a", "b", "S", "é", "漢", "字", "ま", "ไ", "ท", "я", "ー", ",", ".", ")", "。",
            "，", "、", "'", "’", "\u0301", "1", "\u00A0", "\u3000", "\u200D", "\u200B", "\r", "\t", "_", "/", "が",
            "\u1161");

    private static List<String> names() {
        return Pretokenizers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void partsHaveThePretokensOfTheWhole(String name) {
        compare(name, 20_000, Seeds.random("CutTest." + name));
    }

    @ParameterizedTest
    @MethodSource("names")
    @Tag("long")
    void partsHaveThePretokensOfTheWholeInManyTexts(String name) {
        compare(name, 2_000_000, Seeds.random("CutTest." + name));
    }

    private static void compare(String name, int rounds, SplittableRandom random) {
        Pretokenizer pretokenizer = Pretokenizers.of(name);
        PretokenScanner scanner = pretokenizer.newScanner();
        int cuts = 0;
        for (int round = 0; round < rounds; round++) {
            String text = random.nextBoolean()
                    ? RandomText.of(random, 40, AROUND_CUTS)
                    : RandomText.next(random, 30)
                            + RandomText.of(random, 10, AROUND_CUTS)
                            + RandomText.next(random, 30);
            byte[] utf8 = text.getBytes(UTF_8);
            for (int i = 0; i < utf8.length && random.nextInt(4) == 0; i += random.nextInt(1, 20)) {
                utf8[i] = (byte) random.nextInt(256);
            }
            int seen = random.nextInt(utf8.length + 1);
            List<Integer> whole = scan(scanner, utf8, 0, utf8.length);
            for (int at = 0; at <= seen; at++) {
                if (pretokenizer.isCut(utf8, 0, seen, at)) {
                    cuts++;
                    List<Integer> parts = scan(scanner, utf8, 0, at);
                    parts.addAll(scan(scanner, utf8, at, utf8.length));
                    assertEquals(whole, parts, name + " at " + at + " of " + RandomText.escaped(text));
                }
            }
        }
        assertEquals(WITHOUT_CUTS.contains(name), cuts < rounds / 20, name + " has " + cuts + " cuts");
    }

    private static List<Integer> scan(PretokenScanner scanner, byte[] utf8, int start, int end) {
        List<Integer> all = new ArrayList<>();
        int[] ends = new int[16];
        scanner.reset(utf8, start, end);
        for (int count = scanner.next(ends); count > 0; count = scanner.next(ends)) {
            Arrays.stream(ends, 0, count).forEach(all::add);
        }
        return all;
    }

    @Test
    void cutsAreWhereExpected() {
        Pretokenizer gpt4o = Pretokenizers.of("gpt4o");
        assertEquals("the| quick| fox;| it\n|ran  away| to 1 ", marked(gpt4o, "the quick fox; it\nran  away to 1 "));
        assertEquals("漢字|。漢字|，漢 1\n|漢。\n|漢", marked(gpt4o, "漢字。漢字，漢 1\n漢。\n漢"));
    }

    private static String marked(Pretokenizer pretokenizer, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        StringBuilder marked = new StringBuilder();
        int from = 0;
        for (int at = 1; at < utf8.length; at++) {
            if (pretokenizer.isCut(utf8, 0, utf8.length, at)) {
                marked.append(new String(utf8, from, at - from, UTF_8)).append('|');
                from = at;
            }
        }
        return marked.append(new String(utf8, from, utf8.length - from, UTF_8)).toString();
    }

    @Test
    void scriptsAreNotCutApart() {
        Pretokenizer script = Pretokenizers.of("gpt4o-script");
        assertEquals("a| b я| я 漢|、漢 a,| b\n|b", marked(script, "a b я я 漢、漢 a, b\nb"));
    }

    @Test
    void placesAtTheEdgesAndInExpressionsOfUsersAreNoCuts() {
        byte[] utf8 = "a b".getBytes(UTF_8);
        assertTrue(Pretokenizers.of("gpt2").isCut(utf8, 0, 3, 1));
        assertFalse(Pretokenizers.of("gpt2").isCut(utf8, 0, 2, 1));
        assertFalse(Pretokenizers.of("gpt2").isCut(utf8, 1, 3, 1));
        assertFalse(Pretokenizers.of("gpt2").isCut(utf8, 0, 3, 3));
        assertFalse(Pretokenizers.of("gpt2").isCut(utf8, 0, 3, 0));
        assertFalse(Pretokenizers.of(" ?\\S+| +").isCut(utf8, 0, 3, 1));
    }
}
