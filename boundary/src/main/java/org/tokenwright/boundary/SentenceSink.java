package org.tokenwright.boundary;

import java.io.IOException;

/** Takes sentences as they are found. */
@FunctionalInterface
public interface SentenceSink {
    /**
     * Takes a sentence.
     *
     * @param start offset of its first char, which is not white space, from the beginning of the text
     * @param end offset behind its last char that is not white space
     * @param confidence how sure its end is, 0 to 1
     * @throws IOException if it cannot be passed on
     */
    void sentence(long start, long end, double confidence) throws IOException;
}
