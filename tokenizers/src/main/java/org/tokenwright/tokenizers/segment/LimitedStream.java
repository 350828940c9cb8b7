package org.tokenwright.tokenizers.segment;

import java.util.Objects;

/** Cuts the segments of another stream that have too many bytes. For one thread. */
final class LimitedStream implements SegmentStream {
    /*
     * The bytes behind the last end are kept, for the place of a cut depends on them. The array is at least twice as long as
     * what it must hold when that is moved to its front, so that every byte is moved about once.
     */
    private static final int MOST = (1 << 30) - 8;

    private final SegmentStream stream;
    private final int maxBytes;
    private final EndBuffer ends = new EndBuffer();
    private final BoundarySink inner = this::take;
    private byte[] open = new byte[1 << 10];
    private int openStart;
    private int openEnd;

    /** Bytes of the text before {@code open}. */
    private long base;

    private BoundarySink outer = (none, start, end) -> {};

    LimitedStream(SegmentStream stream, int maxBytes) {
        this.stream = stream;
        this.maxBytes = maxBytes;
    }

    @Override
    public void add(byte[] utf8, int start, int end, BoundarySink sink) {
        Objects.checkFromToIndex(start, end, utf8.length);
        keep(utf8, start, end);
        outer = sink;
        stream.add(utf8, start, end, inner);
        ends.flush(sink);
    }

    private void keep(byte[] utf8, int start, int end) {
        if (end - start > open.length - openEnd) {
            int size = openEnd - openStart;
            long needed = (long) size + end - start;
            if (needed > MOST) {
                throw new IllegalArgumentException(
                        "a segment has " + needed + " bytes so far, expected at most " + MOST + " to be kept");
            }
            byte[] target = needed > open.length / 2 ? new byte[(int) (2 * needed)] : open;
            System.arraycopy(open, openStart, target, 0, size);
            open = target;
            base += openStart;
            openStart = 0;
            openEnd = size;
        }
        System.arraycopy(utf8, start, open, openEnd, end - start);
        openEnd += end - start;
    }

    private void take(long[] more, int start, int end) {
        for (int i = start; i < end; i++) {
            int segmentEnd = (int) (more[i] - base);
            while (segmentEnd - openStart > maxBytes) {
                openStart = CharacterCuts.last(open, openStart, openStart + maxBytes);
                ends.add(base + openStart, outer);
            }
            openStart = segmentEnd;
            ends.add(more[i], outer);
        }
    }

    @Override
    public void finish(BoundarySink sink) {
        outer = sink;
        stream.finish(inner);
        ends.finish(base + openEnd, sink);
        base = 0;
        openStart = 0;
        openEnd = 0;
    }
}
