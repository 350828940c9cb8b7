package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.slow.Bytes;

class RegexPretokenizerTest {
    @ParameterizedTest
    @ValueSource(strings = {"\\w+", "\\p{L}|\\p{M}", "a*", "\\b", ".", "(?<=a).{2}", "[\\s\\S]{1,3}", "never"})
    void givesTheMatchesAndWhatIsBetweenThem(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
        PretokenScanner scanner = new RegexPretokenizer(regex).newScanner();
        SplittableRandom random = Seeds.random("RegexPretokenizerTest." + regex);
        boolean matchesNothing = pattern.matcher("").find();
        for (int i = 0; i < 2_000; i++) {
            String random30 = RandomText.next(random, 30);
            // Behind an empty match, java.util.regex goes on inside a surrogate pair: neverCutsACharacter has this
            // case.
            String text = matchesNothing ? random30.replaceAll("[^\\x{0}-\\x{FFFF}]", "") : random30;
            assertEquals(
                    Bytes.pretokens(pattern, text), Pretokens.scanned(scanner, text), () -> RandomText.escaped(text));
        }
    }

    @Test
    void seesOnlyItsRange() {
        SplittableRandom random = Seeds.random("RegexPretokenizerTest.seesOnlyItsRange");
        PretokenScanner scanner = Pretokenizers.of("^.|(?<=.)\\w+|.(?=.)").newScanner();
        for (int i = 0; i < 2_000; i++) {
            byte[] utf8 = RandomText.next(random, 30).getBytes(UTF_8);
            int start = random.nextInt(utf8.length + 1);
            int end = random.nextInt(start, utf8.length + 1);
            byte[] alone = Arrays.copyOfRange(utf8, start, end);
            List<Integer> expected = Pretokens.ends(scanner, alone, 0, alone.length, 1024);
            List<Integer> actual = Pretokens.ends(scanner, utf8, start, end, 1 + random.nextInt(3));
            assertEquals(expected, actual.stream().map(e -> e - start).toList(), () -> Arrays.toString(alone));
        }
    }

    @Test
    void takesAnIllFormedByteForUFFFD() {
        byte[] bytes = {'a', (byte) 0xE6, (byte) 0xBC, 'b', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, (byte) 0xFF};
        PretokenScanner scanner = Pretokenizers.of("[\\x{FFFD}]|ab*").newScanner();
        assertEquals(List.of(1, 2, 3, 4, 7, 8), Pretokens.ends(scanner, bytes, 0, bytes.length, 2));
    }

    @Test
    void neverCutsACharacter() {
        // After the empty match before the surrogate pair, java.util.regex goes on in the middle of it.
        PretokenScanner scanner = Pretokenizers.of("(?=\uD83D\uDE00)|.").newScanner();
        byte[] utf8 = "a\uD83D\uDE00b".getBytes(UTF_8);
        assertEquals(List.of(1, 5, 6), Pretokens.ends(scanner, utf8, 0, utf8.length, 8));
    }

    @Test
    void reportsAStackOverflow() {
        PretokenScanner scanner = Pretokenizers.of("!|(?:a|b)+").newScanner();
        byte[] utf8 = ("x\u00E9!" + "a".repeat(1_000_000)).getBytes(UTF_8);
        scanner.reset(utf8, 1, utf8.length);
        int[] ends = new int[2];
        assertEquals(2, scanner.next(ends));
        assertEquals(
                "the regular expression !|(?:a|b)+ overflows the stack at byte 3 of the text",
                assertThrows(IllegalArgumentException.class, () -> scanner.next(ends))
                        .getMessage());
        // The scanner can go on with another text.
        assertEquals(List.of(1, 2), Pretokens.ends(scanner, new byte[] {'a', '!'}, 0, 2, 8));
    }

    @Test
    void refusesWhatIsNoExpression() {
        assertEquals(
                "not a regular expression: (a: Unclosed group at index 2",
                assertThrows(IllegalArgumentException.class, () -> Pretokenizers.of("(a"))
                        .getMessage());
    }

    @Test
    void refusesAnUnknownName() {
        assertEquals(
                "there is no pretokenizer gpt-5; there are " + String.join(", ", Pretokenizers.names()),
                assertThrows(IllegalArgumentException.class, () -> Pretokenizers.of("gpt-5"))
                        .getMessage());
    }

    @Test
    void knowsAnExpressionByItself() {
        Pretokenizer pretokenizer = Pretokenizers.of("\\p{L}+");
        assertEquals("\\p{L}+", pretokenizer.regex());
        assertEquals("\\p{L}+", pretokenizer.name());
        Pretokenizer gpt2 = Pretokenizers.of("gpt2");
        assertEquals("gpt2", gpt2.name());
        assertSame(
                gpt2,
                Pretokenizers.of("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"));
        Pretokenizer ultimate2 = Pretokenizers.of("ultimate2");
        assertSame(ultimate2, Pretokenizers.of(ultimate2.regex().replace("\\u2019", "\u2019")));
    }
}
