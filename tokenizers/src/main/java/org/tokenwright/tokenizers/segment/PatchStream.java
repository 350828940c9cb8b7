package org.tokenwright.tokenizers.segment;

import java.util.Objects;

/** Cuts into patches of so many bytes. For one thread. */
final class PatchStream implements SegmentStream {
    private final int size;
    private final EndBuffer ends = new EndBuffer();
    private long length;

    PatchStream(int size) {
        this.size = size;
    }

    @Override
    public void add(byte[] utf8, int start, int end, BoundarySink sink) {
        Objects.checkFromToIndex(start, end, utf8.length);
        length += end - start;
        for (long next = ends.last() + size; next <= length; next += size) {
            ends.add(next, sink);
        }
        ends.flush(sink);
    }

    @Override
    public void finish(BoundarySink sink) {
        ends.finish(length, sink);
        length = 0;
    }
}
