package org.tokenwright.tokenizers.segment;

import java.util.Objects;

/** Gives whole characters to a rule. For one thread. */
final class CharacterStream implements SegmentStream {
    /*
     * What may be the beginning of a character at the end of a piece is kept, at most three bytes, and goes in front of the next
     * bytes. Any byte that is not a continuation begins a character or is ill-formed by itself, whatever is before it: so
     * characters are the same in any pieces.
     */
    private static final int LONGEST = 4;

    private final CharacterRule rule;
    private final EndBuffer ends = new EndBuffer();
    private final byte[] seam = new byte[2 * LONGEST];

    /** How many bytes are kept in the seam. */
    private int kept;

    /** Bytes of the text before those that are kept. */
    private long length;

    CharacterStream(CharacterRule rule) {
        this.rule = rule;
    }

    @Override
    public void add(byte[] utf8, int start, int end, BoundarySink sink) {
        Objects.checkFromToIndex(start, end, utf8.length);
        int from = start;
        while (kept > 0 && from < end) {
            int more = Math.min(LONGEST, end - from);
            System.arraycopy(utf8, from, seam, kept, more);
            int whole = wholeEnd(seam, 0, kept + more);
            int before = kept;
            give(seam, 0, whole, sink);
            if (whole < before) {
                kept = before + more - whole;
                System.arraycopy(seam, whole, seam, 0, kept);
                from += more;
            } else {
                kept = 0;
                from += whole - before;
            }
        }
        int whole = wholeEnd(utf8, from, end);
        give(utf8, from, whole, sink);
        if (whole < end) {
            kept = end - whole;
            System.arraycopy(utf8, whole, seam, 0, kept);
        }
        ends.flush(sink);
    }

    private void give(byte[] utf8, int start, int end, BoundarySink sink) {
        if (start < end) {
            rule.add(utf8, start, end, length - start, ends, sink);
            length += end - start;
        }
    }

    /** {@return the index behind which a character may have begun that has not ended} */
    private static int wholeEnd(byte[] utf8, int start, int end) {
        for (int i = end - 1; i >= Math.max(start, end - LONGEST + 1); i--) {
            if (utf8[i] >= (byte) 0xC0) {
                int first = utf8[i] & 0xFF;
                int bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : LONGEST;
                return bytes > end - i ? i : end;
            }
        }
        return end;
    }

    @Override
    public void finish(BoundarySink sink) {
        give(seam, 0, kept, sink);
        kept = 0;
        rule.finish(ends, sink);
        ends.finish(length, sink);
        length = 0;
    }
}
