package org.tokenwright.tokenizers.segment;

import java.util.Objects;

/** Cuts into words and signs, each with the spaces before it. For one thread. */
final class SpacedWordStream implements SegmentStream {
    /*
     * A segment ends before a byte if that is no word's and the byte before is, and behind every sign. Two dashes are a sign, of
     * a run of dashes the first two, and so on; one is a letter like others. So 64 bytes are done at once unless two dashes meet
     * in them or the last is one.
     */
    private final EndBuffer ends = new EndBuffer();
    private long length;

    /** Whether the byte before is a word's. */
    private boolean inWord;

    /** Whether the byte before is a dash which may be the first of two; then {@link #inWord} tells of what is before it. */
    private boolean behindDash;

    @Override
    public void add(byte[] utf8, int start, int end, BoundarySink sink) {
        Objects.checkFromToIndex(start, end, utf8.length);
        long base = length - start;
        int i = start;
        while (i <= end - ByteClasses.BLOCK) {
            long dashes = ByteClasses.equal(utf8, i, '-');
            if (behindDash || dashes < 0 || (dashes & dashes << 1) != 0) {
                oneByOne(utf8, i, i + ByteClasses.BLOCK, base, sink);
            } else {
                long signs = ByteClasses.signs(utf8, i);
                long words = ~(signs | ByteClasses.equal(utf8, i, ' '));
                long behindWords = words << 1 | (inWord ? 1 : 0);
                long all = (~words & behindWords) | signs << 1;
                if ((all & 1) != 0) {
                    ends.add(base + i, sink);
                }
                ends.addAll(base + i, all & ~1L, sink);
                if (signs < 0) {
                    ends.add(base + i + ByteClasses.BLOCK, sink);
                }
                inWord = words < 0;
            }
            i += ByteClasses.BLOCK;
        }
        oneByOne(utf8, i, end, base, sink);
        length += end - start;
        ends.flush(sink);
    }

    private void oneByOne(byte[] utf8, int start, int end, long base, BoundarySink sink) {
        for (int i = start; i < end; i++) {
            byte b = utf8[i];
            if (behindDash) {
                behindDash = false;
                if (b == '-') {
                    if (inWord) {
                        ends.add(base + i - 1, sink);
                    }
                    ends.add(base + i + 1, sink);
                    inWord = false;
                    continue;
                }
                inWord = true;
            }
            if (b == '-') {
                behindDash = true;
            } else if (b == ' ' || isSign(b)) {
                if (inWord) {
                    ends.add(base + i, sink);
                }
                if (b != ' ') {
                    ends.add(base + i + 1, sink);
                }
                inWord = false;
            } else {
                inWord = true;
            }
        }
    }

    /** Whether a byte is a sign of punctuation by itself. */
    private static boolean isSign(byte b) {
        return switch (b) {
            case '\n', '!', '\'', ',', '.', ':', ';', '?' -> true;
            default -> false;
        };
    }

    @Override
    public void finish(BoundarySink sink) {
        ends.finish(length, sink);
        length = 0;
        inWord = false;
        behindDash = false;
    }
}
