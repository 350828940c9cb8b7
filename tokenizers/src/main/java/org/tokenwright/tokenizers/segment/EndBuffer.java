package org.tokenwright.tokenizers.segment;

/** Gathers the ends of segments and hands them on in batches. For one thread. */
final class EndBuffer {
    private static final int SIZE = 1024;

    private final long[] ends = new long[SIZE];
    private int size;

    /** The last end of the text, 0 if there is none yet. */
    private long last;

    /** Adds an end, unless it is the one before: where nothing is, no segment ends. */
    void add(long end, BoundarySink sink) {
        if (end > last) {
            last = end;
            ends[size++] = end;
            if (size == SIZE) {
                flush(sink);
            }
        }
    }

    /**
     * Adds an end for every bit of a word that is set.
     *
     * @param bits bit i stands for the place i bytes behind {@code base}; none for the end before or a place before it
     */
    void addAll(long base, long bits, BoundarySink sink) {
        if (bits == 0) {
            return;
        }
        if (size > SIZE - Long.SIZE) {
            flush(sink);
        }
        int count = size;
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            ends[count++] = base + Long.numberOfTrailingZeros(rest);
        }
        size = count;
        last = ends[count - 1];
        if (size == SIZE) {
            flush(sink);
        }
    }

    long last() {
        return last;
    }

    /** Hands on what is there. */
    void flush(BoundarySink sink) {
        if (size > 0) {
            int count = size;
            size = 0;
            sink.accept(ends, 0, count);
        }
    }

    /** Ends a text of so many bytes, and begins another. */
    void finish(long length, BoundarySink sink) {
        add(length, sink);
        last = 0;
        flush(sink);
    }
}
