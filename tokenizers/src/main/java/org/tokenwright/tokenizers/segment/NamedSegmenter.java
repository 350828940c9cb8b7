package org.tokenwright.tokenizers.segment;

import java.util.function.Supplier;

/**
 * A segmenter.
 *
 * @param name the name of its rule
 * @param streams makes streams
 */
record NamedSegmenter(String name, Supplier<SegmentStream> streams) implements Segmenter {
    @Override
    public SegmentStream newStream() {
        return streams.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
