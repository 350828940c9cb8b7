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
    /* 0 is a break; 1 comes before the weight of the runs that follow, where it changes; an id is its value + 2. */
    private static final int BREAK_CODE = 0;

    private static final int WEIGHT_CODE = 1;
    private static final int FIRST_ID_CODE = 2;
    private static final int BLOCK = 1 << 20;
    /** Bytes of the longest id, and enough for the code and number of a weight. */
    private static final int LONGEST = 5;

    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] block = new byte[0];
    private int end;
    private long size;
    private boolean broken = true;
    private int weight = 1;

    void add(int id) {
        reserve();
        put(id + FIRST_ID_CODE);
        size++;
        broken = false;
    }

    /** Says how many times each run counts from here on, behind a break. */
    void weigh(int times) {
        if (times != weight) {
            reserve();
            block[end++] = WEIGHT_CODE;
            put(times);
            weight = times;
        }
    }

    private void put(int number) {
        int value = number;
        while (value >= 0x80) {
            block[end++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        block[end++] = (byte) value;
    }

    /** Ends a run; several breaks in a row are one. */
    void addBreak() {
        if (!broken) {
            reserve();
            block[end++] = BREAK_CODE;
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

    /** How many ids have been added. */
    long size() {
        return size;
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
        private int weight = 1;

        /** The next id, {@link #BREAK} or {@link #END}. */
        int next() {
            while (at < limit || nextBlock()) {
                int code = read();
                if (code != WEIGHT_CODE) {
                    return code == BREAK_CODE ? BREAK : code - FIRST_ID_CODE;
                }
                weight = read();
            }
            return END;
        }

        /** How many times the run counts in which the last id was. */
        int weight() {
            return weight;
        }

        private boolean nextBlock() {
            if (index == blocks.size()) {
                return false;
            }
            current = blocks.get(index++);
            limit = index == blocks.size() ? end : current.length;
            at = 0;
            return true;
        }

        private int read() {
            int next = current[at++];
            int value = next & 0x7F;
            for (int shift = 7; next < 0; shift += 7) {
                next = current[at++];
                value |= (next & 0x7F) << shift;
            }
            return value;
        }
    }
}
