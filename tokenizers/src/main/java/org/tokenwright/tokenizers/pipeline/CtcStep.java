package org.tokenwright.tokenizers.pipeline;

import org.jspecify.annotations.Nullable;

/** Leaves one of equal tokens in a row, and no pads. */
final class CtcStep extends TokenStep {
    private final String pad;
    private final String delimiter;
    private final boolean cleansUp;
    private @Nullable String last;

    CtcStep(TokenSink next, String pad, String delimiter, boolean cleansUp) {
        super(next);
        this.pad = pad;
        this.delimiter = delimiter;
        this.cleansUp = cleansUp;
    }

    @Override
    void token(String text, int index, TokenSink out) {
        if (text.equals(last)) {
            return;
        }
        last = text;
        String left = pad.isEmpty() ? text : text.replace(pad, "");
        if (cleansUp) {
            left = DecodeSteps.cleanedUp(left);
            left = delimiter.isEmpty() ? left : left.replace(delimiter, " ");
        }
        if (!left.isEmpty()) {
            give(left, out);
        }
    }

    @Override
    void end(TokenSink out) {
        last = null;
    }
}
