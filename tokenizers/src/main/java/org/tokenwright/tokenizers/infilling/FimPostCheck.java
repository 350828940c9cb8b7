package org.tokenwright.tokenizers.infilling;

import org.jspecify.annotations.Nullable;

/** Checks what a model has written for a prompt of FIM-SE. */
public final class FimPostCheck {
    private FimPostCheck() {}

    /**
     * {@return the middle: what a model has written without L-Prefix and F-Suffix; or null if it does not begin with the one and end with
     * the other, or is so short that they overlap}
     *
     * @param prompt the parts of the prompt; constraints that it does not name are not asked for
     * @param output what the model has written, without the token that ends it
     */
    public static @Nullable String middle(FimSeParts prompt, String output) {
        String start = prompt.text(FimSection.L_PREFIX);
        String end = prompt.text(FimSection.F_SUFFIX);
        boolean fits =
                output.length() >= start.length() + end.length() && output.startsWith(start) && output.endsWith(end);
        return fits ? output.substring(start.length(), output.length() - end.length()) : null;
    }
}
