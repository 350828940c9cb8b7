package org.tokenwright.tokenizers.infilling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** Tokenizers with special tokens for infilling, and texts. */
final class FimTokenizers {
    private FimTokenizers() {}

    /** {@return a tokenizer with special tokens beside {@code <|endoftext|>}} */
    static Tokenizer with(String... special) {
        try {
            return ModelFormats.load(GoldenSet.file("gpt4o_simple.model"))
                    .withSpecialTokens(List.of(special), 1)
                    .tokenizer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of StarCoder, with those of FIM-SE. */
    static Tokenizer starcoder() {
        return with("<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<fim_pad>", "<file_sep>", "<START>", "<END>");
    }

    /** Code-like text with line ends of all kinds, characters of all lengths and strings of special tokens. */
    static String text(SplittableRandom random, int pieces) {
        List<String> from = List.of(
                "def f(x):",
                "\n",
                "\r\n",
                "\r",
                "\n\n",
                "    ",
                "\t",
                "return",
                " the",
                "é",
                "你好",
                "😀",
                "e\u0301",
                "\u2028",
                "x",
                " + 1",
                "<fim_middle>",
                "<START>",
                "\uFEFF",
                "\0");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(from.get(random.nextInt(from.size())));
        }
        return text.toString();
    }
}
