package org.tokenwright.tokenizers.pipeline;

import org.jspecify.annotations.Nullable;

/** Puts a space in the place of the suffix that ends words, or nothing in the last token, so that it holds one token back. */
final class SuffixStep extends TokenStep {
    private final String suffix;
    private @Nullable String last;

    SuffixStep(TokenSink next, String suffix) {
        super(next);
        this.suffix = suffix;
    }

    @Override
    void token(String text, int index, TokenSink out) {
        if (last != null) {
            give(replaced(last, " "), out);
        }
        last = text;
    }

    @Override
    void end(TokenSink out) {
        if (last != null) {
            give(replaced(last, ""), out);
            last = null;
        }
    }

    private String replaced(String token, String replacement) {
        return suffix.isEmpty() ? token : token.replace(suffix, replacement);
    }
}
