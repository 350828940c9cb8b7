package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/** Finds places in a text. Immutable, safe for any number of threads. */
interface TextPattern {
    /**
     * Finds all matches.
     *
     * @param utf8 the array that holds the text, which is well-formed UTF-8
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param matches receives where each match begins and ends, in order; they do not overlap and may be empty
     * @throws IllegalArgumentException if an expression gives up on the text
     */
    void find(byte[] utf8, int start, int end, IntArrayList matches);
}
