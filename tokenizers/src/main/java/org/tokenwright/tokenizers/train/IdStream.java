package org.tokenwright.tokenizers.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pretokens of a text in order, as ids of those that may take part in supermerges and breaks for everything else: the
 * text need not be pretokenized a second time. Ids are variable-length numbers, and as they are given in the order of first
 * appearance, frequent pretokens have short ones: about two bytes each.
 */
final class IdStream {
    private static final int BLOCK = 1 << 20;
    private static final int LONGEST = 5;

    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] block = new byte[0];
    private int end;
    private boolean broken = true;

    void add(int id) {
        int value = id + 1;
        reserve();
        while (value >= 0x80) {
            block[end++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        block[end++] = (byte) value;
        broken = false;
    }

    /** Ends a run; several breaks in a row are one. */
    void addBreak() {
        if (!broken) {
            reserve();
            block[end++] = 0;
            broken = true;
        }
    }

    private void reserve() {
        if (block.length - end < LONGEST) {
            if (block.length > 0) {
                blocks.set(blocks.size() - 1, Arrays.copyOf(block, end));
            }
            block = new byte[BLOCK];
            blocks.add(block);
            end = 0;
        }
    }

    Reader reader() {
        return new Reader();
    }

    /** Reads the stream, block by block. */
    final class Reader {
        static final int BREAK = -1;
        static final int END = -2;

        private int index;
        private int at;
        private int limit;
        private byte[] current = new byte[0];

        /** The next id, {@link #BREAK} or {@link #END}. */
        int next() {
            if (at == limit) {
                if (index == blocks.size()) {
                    return END;
                }
                current = blocks.get(index++);
                limit = index == blocks.size() ? end : current.length;
                at = 0;
            }
            int next = current[at++];
            int value = next & 0x7F;
            for (int shift = 7; next < 0; shift += 7) {
                next = current[at++];
                value |= (next & 0x7F) << shift;
            }
            return value - 1;
        }
    }
}
