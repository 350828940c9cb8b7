package org.tokenwright.tokenizers.pretokenize;

/** Finds where pretokens end; may remember what it has seen further ahead in the text. For one thread. */
interface PretokenRule {
    /** Forgets all texts before; the next one begins at an index. */
    default void reset(int start) {}

    /**
     * {@return the end of the pretoken that begins at an index, exclusive}
     *
     * @param utf8 the array that holds the text
     * @param start index of the first byte of the pretoken, which is where the last one ended
     * @param end index behind the last byte of the text, above {@code start}
     */
    int end(byte[] utf8, int start, int end);

    /**
     * Finds pretokens one after the other. A rule that is much in use has a loop of its own, which calls nothing through this
     * interface.
     *
     * @param utf8 the array that holds the text
     * @param start index of the first byte of the first pretoken
     * @param end index behind the last byte of the text, above {@code start}
     * @param ends receives the ends of the pretokens
     * @return how many were found, at least one
     */
    default int fill(byte[] utf8, int start, int end, int[] ends) {
        int count = 0;
        for (int p = start; count < ends.length && p < end; count++) {
            p = end(utf8, p, end);
            ends[count] = p;
        }
        return count;
    }
}
