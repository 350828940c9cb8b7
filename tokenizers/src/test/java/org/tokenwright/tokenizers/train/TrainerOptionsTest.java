package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

class TrainerOptionsTest {
    private static final TrainerOptions OPTIONS = TrainerOptions.of(300, Pretokenizers.of("gpt4o"));

    @Test
    void refusesWhatCannotBeTrained() {
        assertRefused("vocabulary size is 255, expected 256 to 16777216", () -> options(255, Alphabet.BYTES));
        assertRefused("vocabulary size is 242, expected 243 to 16777216", () -> options(242, Alphabet.UTF8));
        assertRefused("threads is 0, expected 1 or more", () -> OPTIONS.withThreads(0));
        assertRefused(
                "the special token <a> is given twice", () -> OPTIONS.withSpecialTokens(List.of("<a>", "<b>", "<a>")));
        assertRefused(
                "special token \"\" has 0 bytes, expected 1 to 1024", () -> OPTIONS.withSpecialTokens(List.of("")));
    }

    private static TrainerOptions options(int size, Alphabet alphabet) {
        return new TrainerOptions(size, Pretokenizers.of("gpt2"), MergeRule.SIMPLE, alphabet, List.of(), 1);
    }

    private static void assertRefused(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
