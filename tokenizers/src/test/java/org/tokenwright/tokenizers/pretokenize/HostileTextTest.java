package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.slow.Bytes;

/** Texts on which a scanner that looks ahead without a bound takes quadratic time. */
class HostileTextTest {
    private static final int LENGTH = 1 << 20;

    /** Far more than a megabyte takes on any machine, far less than the minutes of quadratic time. */
    private static final long LIMIT_NANOS = 2_000_000_000L;

    private static final List<String> REPEATED = List.of(
            "a",
            "A",
            "漢",
            "é",
            "1",
            "٣",
            " ",
            "\t",
            "\n",
            "\r\n",
            " \n",
            "\n ",
            "\u3000",
            "!",
            "'",
            "’",
            "_",
            "/",
            "\u0301",
            "\u200D",
            "\u0378",
            "\uD83D\uDE00",
            "aB",
            "Ab",
            "ABab",
            "A漢",
            "a漢",
            "a'",
            "'a",
            "a''",
            "a_",
            "_a",
            "A\u0301",
            "a\u0301",
            "1\u0301",
            "11\u0301",
            "111\u0301",
            "1111\u0301",
            "1\u0301\u0301",
            "12\u0301345",
            "!\u0301",
            "_\u0301",
            " \u0301",
            "\u200D ",
            "'s",
            "'S",
            " a",
            " 1",
            "1a");

    /** Put in front of a run or behind it. */
    private static final List<String> EDGES =
            List.of("", "a", "A", "1", "'", "'s", "’t", " ", "\n", "!", "\u0301", "漢");

    private static List<String> patterns() {
        return names().stream().filter(name -> !name.endsWith("-script")).toList();
    }

    private static List<String> names() {
        return Pretokenizers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesLinearTime(String name) {
        PretokenScanner scanner = Pretokenizers.of(name).newScanner();
        for (String unit : REPEATED) {
            assertFast(scanner, unit.repeat(LENGTH / unit.getBytes(UTF_8).length), RandomText.escaped(unit));
        }
        for (String unit : List.of("a", "A", "1", "漢", "\u0301", " ")) {
            String run = unit.repeat(LENGTH / unit.getBytes(UTF_8).length);
            assertFast(scanner, "漢" + run + "'s", RandomText.escaped(unit) + " with edges");
            assertFast(scanner, "1" + run + "\u0301b", RandomText.escaped(unit) + " with edges");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesLinearTimeOnRandomText(String name) {
        SplittableRandom random = Seeds.random("HostileTextTest." + name);
        PretokenScanner scanner = Pretokenizers.of(name).newScanner();
        assertFast(scanner, random(random, 'a', 'z'), "random letters");
        assertFast(scanner, random(random, 'A', 'z'), "random letters of both cases");
        assertFast(scanner, random(random, '\u4E00', '\u9FFF'), "random Han");
        assertFast(scanner, random(random, '\u0300', '\u036F'), "random marks");
        assertFast(scanner, random(random, 0, '\uD7FF'), "random code points");
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        assertFast(scanner, bytes, "random bytes");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void equalsItsExpressionOnShorterOnes(String name) {
        Pretokenizer pretokenizer = Pretokenizers.of(name);
        Pattern pattern = Pretokens.pattern(pretokenizer);
        PretokenScanner scanner = pretokenizer.newScanner();
        for (String unit : REPEATED) {
            for (String edge : EDGES) {
                for (int times = 1; times <= 17; times += 1 + times / 8) {
                    for (String text : List.of(edge + unit.repeat(times), unit.repeat(times) + edge)) {
                        assertEquals(
                                Bytes.pretokens(pattern, text),
                                Pretokens.scanned(scanner, text),
                                () -> RandomText.escaped(text));
                    }
                }
            }
        }
    }

    private static String random(SplittableRandom random, int first, int last) {
        StringBuilder text = new StringBuilder();
        for (int length = 0; length < LENGTH; length++) {
            text.append((char) random.nextInt(first, last + 1));
        }
        return text.toString();
    }

    private static void assertFast(PretokenScanner scanner, String text, String what) {
        assertFast(scanner, text.getBytes(UTF_8), what);
    }

    private static void assertFast(PretokenScanner scanner, byte[] utf8, String what) {
        int[] ends = new int[1024];
        long start = System.nanoTime();
        scanner.reset(utf8, 0, utf8.length);
        int last = 0;
        for (int count; (count = scanner.next(ends)) > 0; ) {
            last = ends[count - 1];
        }
        long nanos = System.nanoTime() - start;
        assertEquals(utf8.length, last, what);
        assertTrue(nanos < LIMIT_NANOS, () -> what + " took " + nanos / 1_000_000 + " ms");
    }
}
