package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import org.tokenwright.tokenizers.slices.SliceTable;

/**
 * Remembers what segments of text were encoded to. A segment's symbols come with the length of the segment up to the end of each,
 * and a note of the encoder's. Bounded: when it is full, it starts anew. For one thread.
 */
final class SegmentCache {
    /*
     * The payload of a segment in the table has the note in its high half, which is never 0. In the low half is the symbol plus
     * one, if there is one alone; a negative number is the complement of the place in `memory` where the number of symbols
     * stands, before the symbols, each followed by its end.
     */
    private static final int LONGEST = 256;
    private static final int MOST_SEGMENTS = 1 << 18;
    private static final int MOST_BYTES = 1 << 22;

    private final SliceTable segments = new SliceTable();
    private int[] memory = new int[1 << 10];
    private int size;

    /** {@return whether a segment is short enough to be remembered} */
    static boolean holds(int start, int end) {
        return end - start <= LONGEST;
    }

    /** {@return the slot of a segment, until the next one is looked up} */
    int slot(byte[] utf8, int start, int end) {
        if (segments.size() >= MOST_SEGMENTS || segments.totalLength() >= MOST_BYTES) {
            segments.clear();
            size = 0;
        }
        return segments.slot(utf8, start, end);
    }

    /** {@return what is known about the segment in a slot, or 0} */
    long get(int slot) {
        return segments.payload(slot);
    }

    /** {@return the note on a segment} */
    static int note(long known) {
        return (int) (known >>> 32);
    }

    /** {@return the one symbol of a segment, or a negative number if it has several} */
    static int symbol(long known) {
        return (int) known - 1;
    }

    /** {@return where in {@link #memory()} the symbols of a segment are: their number, then each with its end} */
    static int place(long known) {
        return ~(int) known;
    }

    int[] memory() {
        return memory;
    }

    /**
     * Remembers a segment.
     *
     * @param slot its slot
     * @param note anything but 0
     * @param symbols its symbols, 0 or more each
     * @param ends the end of each, counted from the start of the segment
     * @param count how many they are
     */
    void put(int slot, int note, int[] symbols, int[] ends, int count) {
        if (count == 1) {
            segments.payload(slot, (long) note << 32 | (symbols[0] + 1));
            return;
        }
        int needed = size + 2 * count + 1;
        if (needed > memory.length) {
            memory = Arrays.copyOf(memory, Math.max(needed, 2 * memory.length));
        }
        segments.payload(slot, (long) note << 32 | (~size & 0xFFFF_FFFFL));
        memory[size++] = count;
        for (int i = 0; i < count; i++) {
            memory[size++] = symbols[i];
            memory[size++] = ends[i];
        }
    }
}
