package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

class TrainerOptionsTest {
    private static final TrainerOptions OPTIONS = TrainerOptions.of(300, Pretokenizers.of("gpt4o"));

    @Test
    void refusesWhatCannotBeTrained() {
        assertRefused("vocab-size is 255, expected 256 to 16777216", () -> options(255, Alphabet.BYTES));
        assertRefused("vocab-size is 242, expected 243 to 16777216", () -> options(242, Alphabet.UTF8));
        assertRefused("threads is 0, expected 1 or more", () -> OPTIONS.withThreads(0));
        assertRefused("the special token <a> is given twice", () -> special(List.of("<a>", "<b>", "<a>")));
        assertRefused("special token \"\" has 0 bytes, expected 1 to 1024", () -> special(List.of("")));
    }

    private static TrainerOptions options(int size, Alphabet alphabet) {
        return TrainerOptions.builder(size, Pretokenizers.of("gpt2"))
                .alphabet(alphabet)
                .build();
    }

    private static TrainerOptions special(List<String> tokens) {
        return OPTIONS.toBuilder().specialTokens(tokens).build();
    }

    @Test
    void refusesNumbersOutsideTheirRanges() {
        TrainerOptions.Builder builder = OPTIONS.toBuilder();
        assertRefused(
                "supermerges is -1, expected 0 to 16777216",
                () -> builder.supermerges(-1).build());
        assertRefused(
                "vocab-size with 45 supermerges is 300, expected 301 to 16777216",
                () -> builder.supermerges(45).build());
        builder.supermerges(0);
        assertRefused(
                "deletion-threshold is 0.0, expected above 0",
                () -> builder.deletions(0, DeletionParts.BYTES).build());
        assertRefused(
                "deletion-threshold is NaN, expected above 0",
                () -> builder.deletions(Double.NaN, DeletionParts.BYTES).build());
        builder.deletions(0.9, DeletionParts.BYTES);
        assertRefused(
                "min-count is 0, expected 1 or more", () -> builder.minCount(0).build());
        builder.minCount(1);
        assertRefused(
                "max-token-bytes is 4097, expected 2 to 4096",
                () -> builder.maxTokenBytes(4097).build());
        builder.maxTokenBytes(2);
        assertRefused(
                "max-words is 1, expected 2 or more", () -> builder.maxWords(1).build());
        builder.maxWords(2);
        assertRefused("pad-to is 0, expected 1 to 65536", () -> builder.padTo(0).build());
    }

    private static void assertRefused(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
