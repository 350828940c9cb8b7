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
}
