package org.tokenwright.tokenizers.segment;

/** Takes the ends of the segments of a text in their order. */
@FunctionalInterface
public interface BoundarySink {
    /**
     * Takes the next ends.
     *
     * @param ends an array that holds them until this returns: for each segment the number of bytes of the text up to its end
     * @param start index of the first
     * @param end index behind the last
     */
    void accept(long[] ends, int start, int end);
}
