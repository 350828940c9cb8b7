package org.tokenwright.tokenizers.infilling;

import java.util.Locale;

/** Refuses text that cannot be written as UTF-8. */
final class WellFormed {
    private WellFormed() {}

    /**
     * {@return a text as it is}
     *
     * @param what what it is, for the message
     * @throws IllegalArgumentException if it holds an unpaired surrogate
     */
    static String text(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("the " + what + " holds the unpaired surrogate U+"
                            + Integer.toHexString(c).toUpperCase(Locale.ROOT) + " at index " + i);
                }
                i++;
            }
        }
        return text;
    }
}
