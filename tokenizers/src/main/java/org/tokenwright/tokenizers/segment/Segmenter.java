package org.tokenwright.tokenizers.segment;

import java.util.Arrays;
import java.util.Objects;

/**
 * Cuts texts into segments: words, patches, tokens. The segments of a text tile it: none is empty, and one after the other they
 * are its bytes. An empty text has none. Immutable, safe for any number of threads; found in {@link Segmenters}.
 */
public interface Segmenter {
    /**
     * {@return the rule by which it cuts, as {@link Segmenters#of} names it if it knows it}
     */
    String name();

    /**
     * {@return a stream for one thread}
     */
    SegmentStream newStream();

    /**
     * Cuts a whole text.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return for each segment the number of bytes from {@code start} to its end
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     * @throws IllegalArgumentException if the rule cannot cut the text
     */
    default int[] ends(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        EndCollector collector = new EndCollector();
        SegmentStream stream = newStream();
        stream.add(utf8, start, end, collector);
        stream.finish(collector);
        return Arrays.copyOf(collector.ends, collector.size);
    }
}
