package org.tokenwright.tokenizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenwright.testing.Seeds;

class RunningCountTest {
    private static List<String> names() {
        return TestTokenizers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void countsAreThoseOfTheTextAfterEveryStep(String name) {
        SplittableRandom random = Seeds.random("countsAreThoseOfTheTextAfterEveryStep." + name);
        Tokenizer tokenizer = TestTokenizers.of(name);
        SpecialTokenPolicy policy = SpecialTokenPolicy.ALLOW;
        RunningCount count = TokenCounter.of(tokenizer, policy).newRunningCount();
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(3) > 0 || text.isEmpty()) {
                    String more = TestTokenizers.text(random, random.nextInt(4) == 0 ? 400 : 5);
                    text.append(more);
                    count.append(more);
                } else {
                    int length = random.nextInt(text.length() + 1);
                    length = random.nextBoolean() ? Math.max(length, text.length() - 50) : length;
                    length = text.offsetByCodePoints(0, text.codePointCount(0, length));
                    text.setLength(length);
                    assertEquals(tokenizer.encode(text, policy).length, count.truncate(length));
                }
                assertEquals(text.length(), count.length());
                assertEquals(tokenizer.encode(text, policy).length, count.count());
            }
            count.clear();
            assertEquals(0, count.count());
        }
    }

    @Test
    void aRefusedStepChangesNothing() {
        Tokenizer tokenizer = TestTokenizers.of("words");
        RunningCount count =
                TokenCounter.of(tokenizer, SpecialTokenPolicy.RAISE).newRunningCount();
        count.append("a few words😀");
        int tokens = count.count();
        assertThrows(IllegalArgumentException.class, () -> count.append(" and".repeat(300) + "<|end|>"));
        assertThrows(IllegalArgumentException.class, () -> count.append("\uD83D"));
        assertEquals(
                "length 12 is inside a surrogate pair",
                assertThrows(IllegalArgumentException.class, () -> count.truncate(12))
                        .getMessage());
        assertEquals(
                "length is 14, expected 0 to 13",
                assertThrows(IndexOutOfBoundsException.class, () -> count.truncate(14))
                        .getMessage());
        assertEquals(13, count.length());
        assertEquals(tokens, count.count());
        assertEquals(tokenizer.encode("a few words😀!").length, count.append("!"));
    }

    /** A special token that is put together by two steps is one. */
    @Test
    void tokensFormOverSteps() {
        RunningCount count = TokenCounter.of(TestTokenizers.of("words"), SpecialTokenPolicy.ALLOW)
                .newRunningCount();
        count.append("word <|e");
        count.append("nd|>");
        assertEquals(TestTokenizers.of("words").encode("word <|end|>", SpecialTokenPolicy.ALLOW).length, count.count());
    }
}
