package org.tokenwright.tokenizers.bpe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Remembers the ids of pretokens of up to {@value #LONGEST} bytes. Looking up makes no object. For one thread. */
final class PieceCache {
    /*
     * One long[] with four longs a slot, so that a slot lies in one cache line, and most pretokens need no other:
     *
     *   key0, key1, ids0, ids1
     *
     * A pretoken of up to 15 bytes is its own key: key0 holds bytes 0 to 7 and key1 bytes 8 to 14, little-endian, zero-padded,
     * with the length in key1's top byte. A longer one has a 64-bit hash in key0, and in key1 the top byte 0xFF above its
     * length; equal keys are then checked against its bytes. key1 is 0 where the slot is free.
     *
     * Up to four ids of a short pretoken stand in the slot: their number in the lowest byte of ids0, the first in the 24 bits
     * above, the second in the upper half; the third and fourth in ids1. Otherwise the lowest byte is 0, their number is in the
     * 24 bits above, the upper half of ids0 tells where they are in `spilled`, and ids1 where the bytes are in `arena`.
     *
     * Open addressing with linear probing, at most 5/8 full. The hash folds the two keys by a 128-bit product with a secret that
     * differs between caches: who writes the text cannot know which pretokens collide. Nothing depends on the secret but time.
     *
     * Memory is bounded: a cache that has reached one of its limits forgets everything. It takes at most 32 MiB of slots and
     * 16 MiB of spilled ids and 8 MiB of bytes.
     */
    static final int LONGEST = 256;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORT = 15;
    private static final long LONG_MARK = 0xFFL << 56;
    private static final int FIRST_SLOTS = 1 << 13;
    private static final int MOST_SLOTS = 1 << 20;
    private static final int MOST_SPILLED = 1 << 22;
    private static final int MOST_BYTES = 1 << 23;
    private static final int INLINE = 4;
    private static final int ID_MASK = 0xFF_FFFF;

    /** By length: which bits of the first and second eight bytes belong to a pretoken. */
    private static final long[] LOW = new long[16];

    private static final long[] HIGH = new long[16];

    static {
        for (int length = 1; length <= SHORT; length++) {
            LOW[length] = length >= 8 ? -1 : (1L << (8 * length)) - 1;
            HIGH[length] = length <= 8 ? 0 : (1L << (8 * (length - 8))) - 1;
        }
    }

    private final long secret0;
    private final long secret1;
    private long[] slots = new long[4 * FIRST_SLOTS];
    private int mask = FIRST_SLOTS - 1;
    private int size;
    private int[] spilled = new int[1 << 10];
    private int spilledEnd;
    private byte[] arena = new byte[1 << 12];
    private int arenaEnd;

    PieceCache() {
        SplittableRandom random = new SplittableRandom();
        secret0 = random.nextLong();
        secret1 = random.nextLong();
    }

    /**
     * {@return the slot of a pretoken, or the complement of the free one that it would go to}
     *
     * @param utf8 the array that holds the pretoken
     * @param start index of its first byte
     * @param end index behind its last byte, at most {@link #LONGEST} further
     */
    int find(byte[] utf8, int start, int end) {
        int length = end - start;
        return length <= SHORT
                ? find(key0(utf8, start, length), key1(utf8, start, length))
                : findLong(utf8, start, end);
    }

    /** The first 8 bytes of a pretoken of up to 15, little-endian. */
    static long key0(byte[] bytes, int start, int length) {
        return start + 16 <= bytes.length ? (long) LONGS.get(bytes, start) & LOW[length] : head(bytes, start, length);
    }

    /** The bytes from the ninth on of a pretoken of up to 15, little-endian, and its length in the top byte. */
    static long key1(byte[] bytes, int start, int length) {
        long rest = start + 16 <= bytes.length
                ? (long) LONGS.get(bytes, start + 8) & HIGH[length]
                : head(bytes, start + 8, length - 8);
        return rest | (long) length << 56;
    }

    private int find(long key0, long key1) {
        long[] table = slots;
        int wrap = table.length - 4;
        for (int at = home(key0, key1); ; at = at + 4 & wrap) {
            long found = table[at + 1];
            if (found == key1 && table[at] == key0) {
                return at;
            }
            if (found == 0) {
                return ~at;
            }
        }
    }

    private int findLong(byte[] utf8, int start, int end) {
        long key0 = hash(utf8, start, end);
        long key1 = LONG_MARK | end - start;
        for (int at = home(key0, key1); ; at = at + 4 & slots.length - 4) {
            if (slots[at + 1] == 0) {
                return ~at;
            }
            int bytes = (int) slots[at + 3];
            if (slots[at] == key0
                    && slots[at + 1] == key1
                    && Arrays.equals(arena, bytes, bytes + end - start, utf8, start, end)) {
                return at;
            }
        }
    }

    /** {@return the id in a slot, or -1 if there are several} */
    int single(int slot) {
        long ids0 = slots[slot + 2];
        int count = (int) ids0 & 0xFF;
        if (count == 1) {
            return (int) (ids0 >>> 8) & ID_MASK;
        }
        boolean isSpilledAlone = count == 0 && (int) ids0 >>> 8 == 1;
        return isSpilledAlone ? spilled[(int) (ids0 >>> 32)] : -1;
    }

    /**
     * Copies the ids in a slot.
     *
     * @param ids where to; has room for one id more than there are bytes in the pretoken
     * @param from index of the first
     * @return index behind the last
     */
    int copy(int slot, int[] ids, int from) {
        long ids0 = slots[slot + 2];
        int count = (int) ids0 & 0xFF;
        if (count == 0) {
            return copySpilled(ids0, ids, from);
        }
        ids[from] = (int) (ids0 >>> 8) & ID_MASK;
        ids[from + 1] = (int) (ids0 >>> 32);
        if (count > 2) {
            long ids1 = slots[slot + 3];
            ids[from + 2] = (int) ids1;
            ids[from + 3] = (int) (ids1 >>> 32);
        }
        return from + count;
    }

    private int copySpilled(long ids0, int[] ids, int from) {
        int count = (int) ids0 >>> 8;
        System.arraycopy(spilled, (int) (ids0 >>> 32), ids, from, count);
        return from + count;
    }

    /**
     * Remembers a pretoken.
     *
     * @param freeSlot the complement of what {@link #find} returned for it, nothing remembered since
     * @param utf8 the array that holds it
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param ids the array that holds its ids
     * @param from index of the first of them
     * @param to index behind the last
     */
    void remember(int freeSlot, byte[] utf8, int start, int end, int[] ids, int from, int to) {
        int length = end - start;
        boolean isShort = length <= SHORT;
        slots[freeSlot] = isShort ? key0(utf8, start, length) : hash(utf8, start, end);
        slots[freeSlot + 1] = isShort ? key1(utf8, start, length) : LONG_MARK | length;
        if (isShort && to - from <= INLINE) {
            slots[freeSlot + 2] = to - from | (long) ids[from] << 8 | (to - from > 1 ? (long) ids[from + 1] << 32 : 0);
            slots[freeSlot + 3] =
                    (to - from > 2 ? ids[from + 2] : 0) | (to - from > 3 ? (long) ids[from + 3] << 32 : 0);
        } else {
            slots[freeSlot + 2] = (long) spill(ids, from, to) << 32 | (long) (to - from) << 8;
            slots[freeSlot + 3] = isShort ? 0 : keep(utf8, start, end);
        }
        size++;
        if (size > (mask + 1) / 8 * 5) {
            grow();
        }
        if (size > MOST_SLOTS / 8 * 5 || spilledEnd > MOST_SPILLED - LONGEST || arenaEnd > MOST_BYTES - LONGEST) {
            forget();
        }
    }

    private int spill(int[] ids, int from, int to) {
        int place = spilledEnd;
        spilledEnd += to - from;
        if (spilledEnd > spilled.length) {
            spilled = Arrays.copyOf(spilled, 2 * spilled.length);
        }
        System.arraycopy(ids, from, spilled, place, to - from);
        return place;
    }

    private int keep(byte[] utf8, int start, int end) {
        int place = arenaEnd;
        arenaEnd += end - start;
        if (arenaEnd > arena.length) {
            arena = Arrays.copyOf(arena, 2 * arena.length);
        }
        System.arraycopy(utf8, start, arena, place, end - start);
        return place;
    }

    private void grow() {
        if (mask + 1 == MOST_SLOTS) {
            return;
        }
        long[] old = slots;
        slots = new long[2 * old.length];
        mask = slots.length / 4 - 1;
        for (int at = 0; at < old.length; at += 4) {
            if (old[at + 1] != 0) {
                int to = home(old[at], old[at + 1]);
                while (slots[to + 1] != 0) {
                    to = to + 4 & slots.length - 4;
                }
                System.arraycopy(old, at, slots, to, 4);
            }
        }
    }

    private void forget() {
        Arrays.fill(slots, 0);
        size = 0;
        spilledEnd = 0;
        arenaEnd = 0;
    }

    /** The first bytes of a slice, at most 8 of them, as a little-endian number; 0 for a length of 0 or less. */
    private static long head(byte[] bytes, int start, int length) {
        long word = 0;
        for (int i = Math.min(length, 8) - 1; i >= 0; i--) {
            word = (word << 8) | (bytes[start + i] & 0xFF);
        }
        return word;
    }

    /** Hashes a slice of 16 bytes or more. */
    private long hash(byte[] bytes, int start, int end) {
        long hash = secret1 ^ end - start;
        for (int at = start; at + 16 <= end; at += 16) {
            hash = mix((long) LONGS.get(bytes, at) ^ secret0, (long) LONGS.get(bytes, at + 8) ^ hash);
        }
        return mix((long) LONGS.get(bytes, end - 16) ^ secret1, (long) LONGS.get(bytes, end - 8) ^ hash);
    }

    private int home(long key0, long key1) {
        return ((int) mix(key0 ^ secret0, key1 ^ secret1) & mask) << 2;
    }

    static long mix(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }
}
