package org.tokenwright.vocab;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hash table from slices of an arena of bytes to their numbers. The arena and its offsets (slice i is
 * {@code arena[offsets[i] .. offsets[i + 1])}) belong to the caller and come with each call. Safe for any number of
 * threads as long as nobody inserts.
 */
final class SliceIndex {
    /*
     * Layout. Open addressing with linear probing, two slots for each slice. A slot is one int: the number of the slice
     * plus one in the low indexBits, bits of its hash above them, or 0 where it is free. A miss reads one or two slots of
     * one cache line; it touches the arena once in 2^(32 - indexBits) times (16,384 for 200,000 slices). The home slot is
     * the hash scaled to the number of slots, so that the table need not be a power of two and is never more than half
     * full.
     *
     * Hash. Eight bytes at a time, the last word overlapping the one before. Every word but the last is folded in as the
     * xor of the halves of a 128-bit product, as in wyhash (https://github.com/wangyi-fudan/wyhash): what a difference in a
     * word does to the state cannot be known without the multiplier, so no later word can be chosen to undo it. The last
     * word needs no such care and is mixed in by two multiplications, which are quick before the code is compiled, too.
     * Multiplier and start value are random and differ from table to table. Slices of at most eight bytes are one word,
     * which with the length determines them, so they are compared as words.
     *
     * Worst case. Slices come from model files and from texts, which may be made to collide. Their author does not see the
     * multiplier, two slices collide with a chance of about one in the number of slots whatever they are, and at most half
     * of the slots are taken: the longest run of taken slots grows with the logarithm of their number. No result depends
     * on the random values, and no table is ever stored.
     */
    private static final int FREE = 0;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] slots;
    private final int indexBits;
    private final int indexMask;
    private final long start;
    private final long multiplier;

    /**
     * Makes an empty table.
     *
     * @param count how many slices will be inserted at most
     * @param bound larger than the number of every slice, at most 2^30
     */
    SliceIndex(int count, int bound) {
        slots = new int[2 * count + 1];
        indexBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(bound));
        indexMask = (1 << indexBits) - 1;
        SplittableRandom random = new SplittableRandom();
        start = random.nextLong();
        multiplier = random.nextLong() | Long.MIN_VALUE | 1;
    }

    /** Adds a slice that is not in the table. */
    void insert(byte[] arena, int[] offsets, int index) {
        long hash = hash(arena, offsets[index], offsets[index + 1]);
        int slot = home(hash);
        while (slots[slot] != FREE) {
            slot = next(slot);
        }
        slots[slot] = tag(hash) | (index + 1);
    }

    /** {@return the number of the slice that equals {@code bytes[from .. to)}, or -1} */
    int find(byte[] arena, int[] offsets, byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int tag = tag(hash);
        for (int slot = home(hash), entry; (entry = slots[slot]) != FREE; slot = next(slot)) {
            if ((entry & ~indexMask) == tag) {
                int index = (entry & indexMask) - 1;
                if (equal(arena, offsets[index], offsets[index + 1], bytes, from, to)) {
                    return index;
                }
            }
        }
        return -1;
    }

    private int home(long hash) {
        return (int) (((hash >>> 32) * slots.length) >>> 32);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }

    private int tag(long hash) {
        return (int) hash << indexBits;
    }

    private long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = start ^ length;
        if (length <= Long.BYTES) {
            return mix(hash ^ word(bytes, from, to));
        }
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            hash = fold(hash ^ (long) LONGS.get(bytes, i));
        }
        return mix(hash ^ (long) LONGS.get(bytes, to - Long.BYTES));
    }

    private long fold(long x) {
        return (x * multiplier) ^ Math.unsignedMultiplyHigh(x, multiplier);
    }

    private long mix(long x) {
        long product = x * multiplier;
        return (product ^ (product >>> 32)) * multiplier;
    }

    private static boolean equal(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        int length = aTo - aFrom;
        if (length != bTo - bFrom) {
            return false;
        }
        return length <= Long.BYTES
                ? word(a, aFrom, aTo) == word(b, bFrom, bTo)
                : Arrays.equals(a, aFrom, aTo, b, bFrom, bTo);
    }

    /** {@return at most eight bytes as one word; different slices of one length give different words} */
    private static long word(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == Long.BYTES) {
            return (long) LONGS.get(bytes, from);
        }
        if (length >= Integer.BYTES) {
            return Integer.toUnsignedLong((int) INTS.get(bytes, from))
                    | ((long) (int) INTS.get(bytes, to - Integer.BYTES) << 32);
        }
        if (length == 0) {
            return 0;
        }
        return (bytes[from] & 0xFF) | ((bytes[from + length / 2] & 0xFF) << 8) | ((bytes[to - 1] & 0xFF) << 16);
    }
}
