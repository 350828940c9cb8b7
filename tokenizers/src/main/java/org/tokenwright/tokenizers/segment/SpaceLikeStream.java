package org.tokenwright.tokenizers.segment;

import java.util.Objects;

/** Ends a segment behind each space-like byte whose byte before is not. For one thread. */
final class SpaceLikeStream implements SegmentStream {
    private final EndBuffer ends = new EndBuffer();
    private long length;

    /** Whether the byte before is space-like, as the mark at the beginning of a text is. */
    private boolean behindSpace = true;

    @Override
    public void add(byte[] utf8, int start, int end, BoundarySink sink) {
        Objects.checkFromToIndex(start, end, utf8.length);
        long base = length - start;
        boolean before = behindSpace;
        int i = start;
        for (; i <= end - ByteClasses.BLOCK; i += ByteClasses.BLOCK) {
            long spaces = ByteClasses.spaceLike(utf8, i);
            ends.addAll(base + i + 1, spaces & ~(spaces << 1 | (before ? 1 : 0)), sink);
            before = spaces < 0;
        }
        for (; i < end; i++) {
            boolean space = ByteClasses.isSpaceLike(utf8[i]);
            if (space && !before) {
                ends.add(base + i + 1, sink);
            }
            before = space;
        }
        behindSpace = before;
        length += end - start;
        ends.flush(sink);
    }

    @Override
    public void finish(BoundarySink sink) {
        ends.finish(length, sink);
        length = 0;
        behindSpace = true;
    }
}
