package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.pretokenize.GoldenPretokens;
import org.tokenwright.tokenizers.pretokenize.RandomText;

class MergeRuleTest {
    @ParameterizedTest
    @EnumSource
    void equalsItsExpressionOnRandomText(MergeRule rule) {
        // With UNIX_LINES the line feed is the only line end that $ and . know, as in the reference.
        Pattern pattern = Pattern.compile(rule.regex(), Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
        SplittableRandom random = Seeds.random("MergeRuleTest." + rule);
        int admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            String text = random.nextBoolean()
                    ? RandomText.next(random, 6)
                    : RandomText.of(random, 6, List.of("a", "É", "漢", "\u0301", " ", "_", "'", "’", "\n"));
            boolean expected = pattern.matcher(text).find();
            assertEquals(expected, admits(rule, text.getBytes(UTF_8)), () -> RandomText.escaped(text));
            admitted += expected ? 1 : 0;
        }
        assertTrue(admitted > 10_000, "admitted only " + admitted);
    }

    @ParameterizedTest
    @EnumSource
    void neverAdmitsWhatIsNotUtf8(MergeRule rule) {
        assertTrue(admits(rule, "word é".getBytes(UTF_8)));
        assertFalse(admits(rule, new byte[] {'w', 'o', 'r', 'd', (byte) 0xFF}));
        assertFalse(admits(rule, new byte[] {(byte) 0xA9, 'w', 'o', 'r', 'd'}));
        assertFalse(admits(rule, new byte[] {'w', 'o', 'r', 'd', (byte) 0xC3}));
    }

    @ParameterizedTest
    @EnumSource
    void seesOnlyItsRange(MergeRule rule) {
        byte[] utf8 = " !é ab!".getBytes(UTF_8);
        assertTrue(rule.admits(utf8, 4, 7));
        assertFalse(rule.admits(utf8, 3, 7), "begins inside a character");
        assertFalse(rule.admits(utf8, 0, 2));
        assertFalse(rule.admits(utf8, 5, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "gpt4o", "ultimate2"})
    void admitsWhatTheReferenceAdmits(String pattern) throws IOException {
        for (GoldenPretokens golden : GoldenPretokens.read(pattern)) {
            for (int i = 0; i < golden.pretokens().size(); i++) {
                String pretoken = golden.pretokens().get(i);
                byte[] utf8 = pretoken.getBytes(UTF_8);
                assertEquals(golden.improved().get(i), admits(MergeRule.IMPROVED, utf8), pretoken);
                assertEquals(golden.simple().get(i), admits(MergeRule.SIMPLE, utf8), pretoken);
            }
        }
    }

    @Test
    void admitsAsItsExamplesSay() {
        assertTrue(admits(MergeRule.IMPROVED, " a"));
        assertFalse(admits(MergeRule.IMPROVED, "a"));
        assertTrue(admits(MergeRule.IMPROVED, "don’t"));
        assertFalse(admits(MergeRule.IMPROVED, "\"hello"));
        assertFalse(admits(MergeRule.IMPROVED, "\thello"));
        assertFalse(admits(MergeRule.IMPROVED, " \u0301a"));
        assertTrue(admits(MergeRule.SIMPLE, "\"hello"));
        assertFalse(admits(MergeRule.SIMPLE, " 12"));
    }

    private static boolean admits(MergeRule rule, String text) {
        return admits(rule, text.getBytes(UTF_8));
    }

    private static boolean admits(MergeRule rule, byte[] utf8) {
        return rule.admits(utf8, 0, utf8.length);
    }
}
