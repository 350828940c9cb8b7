package org.tokenwright.tokenizers.pretokenize;

/**
 * Finds the pretokens of one text after the other. For one thread.
 *
 * <pre>{@code
 * scanner.reset(utf8, 0, utf8.length);
 * int start = 0;
 * for (int count; (count = scanner.next(ends)) > 0; ) {
 *     for (int i = 0; i < count; i++) {
 *         // a pretoken is utf8[start .. ends[i])
 *         start = ends[i];
 *     }
 * }
 * }</pre>
 */
public interface PretokenScanner {
    /**
     * Begins a text. Bytes outside the range do not change the result.
     *
     * @param utf8 the array that holds the text; must not change while it is scanned. A byte that is not part of
     *     well-formed UTF-8 counts as one character that is no letter, number, mark or white space
     * @param start index of its first byte
     * @param end index behind its last byte
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    void reset(byte[] utf8, int start, int end);

    /**
     * Finds the next pretokens.
     *
     * @param ends receives the index behind the last byte of each, in order; its length is the most that are found
     * @return how many were found; 0 at the end of the text
     * @throws IllegalArgumentException if the pattern is a regular expression of the user's and overflows the stack
     */
    int next(int[] ends);
}
