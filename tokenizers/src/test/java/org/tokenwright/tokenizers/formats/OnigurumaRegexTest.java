package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected matches were found with the reference. */
class OnigurumaRegexTest {
    record Case(String regex, String text, List<String> matches) {}

    static List<Case> cases() {
        return List.of(
                new Case("\\n$", "a\n\n", List.of("\n", "\n")),
                new Case("\\n^", "a\n", List.of()),
                new Case("^b", "a\nb", List.of("b")),
                new Case("\\s\\s*$", "a  \n  b  ", List.of("  ", "  ")),
                new Case("\\w+", "a\u200db\u00bc\u2160 \u0660", List.of("a", "b\u00bc\u2160", "\u0660")),
                new Case("\\bb", "a\u200db", List.of("b")),
                new Case("\\h", "ag1", List.of("a", "1")),
                new Case("\\v", "a\u000bb\nc", List.of("\u000b")),
                new Case("a{2}+", "aaaaaa", List.of("aaaaaa")),
                new Case("a{,2}b", "aaab", List.of("aab")),
                new Case(".", "a\r\u2028\n", List.of("a", "\r", "\u2028")),
                new Case("(?m).", "a\n", List.of("a", "\n")),
                new Case("(?m:.)b|.", "\nb\n", List.of("\nb")),
                new Case("(?i:k)", "K \u212a k", List.of("K", "\u212a", "k")),
                new Case("(?<x>a)b|(c)", "ab c", List.of("ab", "c")),
                new Case("\\p{^L}", "a1", List.of("1")),
                new Case("[^\\W\\d_]+", "ab1_c", List.of("ab", "c")),
                new Case("[[:punct:]]", "$!a", List.of("$", "!")),
                new Case("\\p{Punct}", "$!a", List.of("!")),
                new Case("[\\]\\-a-c#]+", "x]-ab#d", List.of("]-ab#")),
                new Case("(?<=a|bc)d", "ad bcd d", List.of("d", "d")),
                new Case("(?>a|ab)c", "abc ac", List.of("ac")),
                new Case("\\x{e9}\\u00e9\\x41", "éé" + "A", List.of("ééA")),
                new Case("x{y", "x{y", List.of("x{y")),
                new Case("\\p{han}+\\p{Hiragana}", "漢字か", List.of("漢字か")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matchesAreThoseOfOniguruma(Case example) {
        Matcher matcher = OnigurumaRegex.compile(example.regex()).matcher(example.text());
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group());
        }
        assertEquals(example.matches(), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a)\\1",
                "(?i:ss)",
                "(?i:\u00e9)",
                "a(?i)b|c",
                "\\G",
                "a\\Kb",
                "(?x)a",
                "[a-z&&[^c]]",
                "a{2}?",
                "\\p{IsHan}",
                "[a",
                "(a",
                "a)",
                "\\",
                "*a",
                "a**",
                "\\xE9",
                "(?#x)a",
                "\\q",
                "[b-a]",
                "[]",
                "\\p{L",
                "\\u12",
                "\\x{110000}",
                "\\ud800"
            })
    void whatMeansSomethingElseIsRefused(String regex) {
        String message =
                Objects.requireNonNull(assertThrows(IllegalArgumentException.class, () -> OnigurumaRegex.compile(regex))
                        .getMessage());
        assertTrue(message.startsWith("the regular expression " + regex + " holds "), message);
    }
}
