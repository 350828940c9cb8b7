package org.tokenwright.tokenizers.pretokenize;

import java.util.List;

/** Finds pretokenizers by name. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"}) // stub
public final class Pretokenizers {
    private Pretokenizers() {}

    /**
     * {@return the names of all pretokenizers}
     */
    public static List<String> names() {
        return List.of();
    }

    /**
     * Returns a pretokenizer.
     *
     * @param nameOrRegex one of {@link #names()}, or a regular expression in the syntax of java.util.regex; the exact text
     *     of a named pretokenizer's expression gives that pretokenizer
     * @return the pretokenizer
     * @throws IllegalArgumentException if it is neither
     */
    public static Pretokenizer of(String nameOrRegex) {
        throw new IllegalArgumentException("no such pretokenizer: " + nameOrRegex);
    }
}
