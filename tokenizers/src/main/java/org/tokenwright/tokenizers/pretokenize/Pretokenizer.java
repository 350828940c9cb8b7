package org.tokenwright.tokenizers.pretokenize;

/**
 * Cuts a text into pretokens that tile it: what a pattern leaves between two matches is a pretoken of its own, and a match
 * of no character is a cut. Immutable, safe for any number of threads.
 */
public interface Pretokenizer {
    /**
     * {@return the name in {@link Pretokenizers}, or the regular expression itself if it has none}
     */
    String name();

    /**
     * {@return the regular expression whose matches, from left to right, are the pretokens}
     */
    String regex();

    /**
     * {@return a scanner for one thread}
     */
    PretokenScanner newScanner();

    /**
     * Tells whether a text can be cut at a place, so that its pretokens are those of what stands before the place and of what
     * stands behind it, each taken as a text. Looks at a few characters on both sides and knows only some of all such places;
     * where words are joined, and in regular expressions of users, none. Takes constant time.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind the last byte that is looked at; the text may go on there in any way
     * @param at index of the first byte behind the cut
     * @return whether it is known that the text can be cut there; never at {@code start} and {@code end}
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    boolean isCut(byte[] utf8, int start, int end, int at);
}
