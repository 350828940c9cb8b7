package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Remembers the ids of pretokens of up to {@value #LONGEST} bytes. Looking up makes no object. For one thread. */
final class PieceCache {
    /*
     * Two tables with open addressing and linear probing, at most 5/8 full, each slot in one cache line, so that most pretokens
     * need no other.
     *
     * Pretokens of up to 7 bytes, which are most of a text, have two longs:
     *
     *   key: the bytes, and the length in the top byte, so that it is never 0, which stands where the slot is free
     *   ids: the number of ids in the lowest 4 bits, and up to three of them in 20 bits each; or 0, their number in the 28 bits
     *       above, and their place in `spilled` in the upper half
     *
     * Longer ones have four longs:
     *
     *   key0, key1: two longs of PieceKey; where a pretoken has more than 15 bytes, its hash, and the length below a top byte 0xFF
     *   ids0: the same, for up to six ids
     *   ids1: the fourth to the sixth id; where a pretoken has more than 15 bytes, its ids are always spilled, and this is its
     *       place in `arena`, with whose bytes it is compared
     *
     * The hashes have secrets that differ between caches: who writes the text cannot know which pretokens collide. Nothing
     * depends on them but time.
     *
     * Memory is bounded: a cache that has reached one of its limits forgets everything. It takes at most 8 MiB and 32 MiB of
     * slots, 16 MiB of spilled ids and 8 MiB of bytes.
     */
    static final int LONGEST = 256;

    /** The answer where a pretoken is not there. */
    static final int MISSING = -1;

    private static final long LONG_MARK = 0xFFL << 56;
    private static final int FIRST_SLOTS = 1 << 14;
    private static final int MOST_SMALL = 1 << 19;
    private static final int MOST_LARGE = 1 << 20;
    private static final int MOST_SPILLED = 1 << 22;
    private static final int MOST_BYTES = 1 << 23;
    private static final int COUNT_BITS = 4;
    private static final int ID_BITS = 20;
    private static final int ID_MASK = (1 << ID_BITS) - 1;

    /** How many ids a long has, beside their number. */
    private static final int IDS = 3;

    private final long secret0;
    private final long secret1;
    private long[] small = new long[2 * FIRST_SLOTS];
    private long[] large = new long[4 * FIRST_SLOTS];
    private int smallSize;
    private int largeSize;
    private int[] spilled = new int[1 << 10];
    private int spilledEnd;
    private byte[] arena = new byte[1 << 12];
    private int arenaEnd;

    PieceCache() {
        SplittableRandom random = new SplittableRandom();
        secret0 = random.nextLong();
        secret1 = random.nextLong() | 1;
    }

    /**
     * Looks a pretoken up and copies its ids.
     *
     * @param utf8 the array that holds the pretoken
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param ids receives its ids; has room for six more than the pretoken has bytes
     * @param from index of the first of them
     * @return index behind the last id, or {@link #MISSING}
     */
    int get(byte[] utf8, int start, int end, int[] ids, int from) {
        int length = end - start;
        if (length <= PieceKey.LONGEST_SINGLE) {
            return getSmall(PieceKey.low(utf8, start, length) | ((long) length << 56), ids, from);
        }
        if (length <= PieceKey.LONGEST) {
            return getLarge(PieceKey.low(utf8, start, length), PieceKey.high(utf8, start, length), ids, from);
        }
        return length <= LONGEST ? getLong(utf8, start, end, ids, from) : MISSING;
    }

    private int getSmall(long key, int[] ids, int from) {
        long[] table = small;
        for (int at = home(key, table); ; at = (at + 2) & (table.length - 2)) {
            long found = table[at];
            if (found == key) {
                return copySmall(table[at + 1], ids, from);
            }
            if (found == 0) {
                return MISSING;
            }
        }
    }

    private int copySmall(long ids0, int[] ids, int from) {
        int count = (int) ids0 & 0xF;
        if (count == 0) {
            return copySpilled(ids0, ids, from);
        }
        copy(ids0 >>> COUNT_BITS, ids, from);
        return from + count;
    }

    /** Copies the ids that a long has, whether they are meant or not. */
    private static void copy(long packed, int[] ids, int from) {
        ids[from] = (int) packed & ID_MASK;
        ids[from + 1] = (int) (packed >>> ID_BITS) & ID_MASK;
        ids[from + 2] = (int) (packed >>> (2 * ID_BITS));
    }

    private int getLarge(long key0, long key1, int[] ids, int from) {
        long[] table = large;
        for (int at = home(key0, key1, table); ; at = (at + 4) & (table.length - 4)) {
            long found = table[at + 1];
            if (found == key1 && table[at] == key0) {
                return copyLarge(table[at + 2], at, ids, from);
            }
            if (found == 0) {
                return MISSING;
            }
        }
    }

    private int copyLarge(long ids0, int slot, int[] ids, int from) {
        int count = (int) ids0 & 0xF;
        if (count == 0) {
            return copySpilled(ids0, ids, from);
        }
        copy(ids0 >>> COUNT_BITS, ids, from);
        if (count > IDS) {
            copy(large[slot + 3], ids, from + IDS);
        }
        return from + count;
    }

    private int getLong(byte[] utf8, int start, int end, int[] ids, int from) {
        long key0 = hash(utf8, start, end);
        long key1 = LONG_MARK | (end - start);
        for (int at = home(key0, key1, large); large[at + 1] != 0; at = (at + 4) & (large.length - 4)) {
            int bytes = (int) large[at + 3];
            if (large[at] == key0
                    && large[at + 1] == key1
                    && Arrays.equals(arena, bytes, bytes + end - start, utf8, start, end)) {
                return copySpilled(large[at + 2], ids, from);
            }
        }
        return MISSING;
    }

    private int copySpilled(long ids0, int[] ids, int from) {
        int count = (int) ids0 >>> COUNT_BITS;
        System.arraycopy(spilled, (int) (ids0 >>> 32), ids, from, count);
        return from + count;
    }

    /**
     * Remembers a pretoken that is not there, unless it is too long.
     *
     * @param utf8 the array that holds it
     * @param start index of its first byte
     * @param end index behind its last byte
     * @param ids the array that holds its ids
     * @param from index of the first of them
     * @param to index behind the last
     */
    void put(byte[] utf8, int start, int end, int[] ids, int from, int to) {
        int length = end - start;
        if (length > LONGEST) {
            return;
        }
        if (length <= PieceKey.LONGEST_SINGLE) {
            boolean fits = fits(IDS, ids, from, to);
            long ids0 = fits ? (pack(ids, from, to) << COUNT_BITS) | (to - from) : spill(ids, from, to);
            insertSmall(PieceKey.low(utf8, start, length) | ((long) length << 56), ids0, small);
            smallSize++;
        } else {
            putLarge(utf8, start, end, ids, from, to);
            largeSize++;
        }
        limit();
    }

    private void putLarge(byte[] utf8, int start, int end, int[] ids, int from, int to) {
        int length = end - start;
        if (length > PieceKey.LONGEST) {
            long ids0 = spill(ids, from, to);
            insertLarge(hash(utf8, start, end), LONG_MARK | length, ids0, keep(utf8, start, end), large);
            return;
        }
        boolean fits = fits(2 * IDS, ids, from, to);
        int middle = Math.min(to, from + IDS);
        long ids0 = fits ? (pack(ids, from, middle) << COUNT_BITS) | (to - from) : spill(ids, from, to);
        long ids1 = fits ? pack(ids, middle, to) : 0;
        insertLarge(PieceKey.low(utf8, start, length), PieceKey.high(utf8, start, length), ids0, ids1, large);
    }

    private static boolean fits(int most, int[] ids, int from, int to) {
        boolean fits = to - from <= most;
        for (int i = from; fits && i < to; i++) {
            fits = ids[i] <= ID_MASK;
        }
        return fits;
    }

    private static long pack(int[] ids, int from, int to) {
        long packed = 0;
        for (int i = to - 1; i >= from; i--) {
            packed = (packed << ID_BITS) | ids[i];
        }
        return packed;
    }

    private void insertSmall(long key, long value, long[] table) {
        int at = home(key, table);
        while (table[at] != 0) {
            at = (at + 2) & (table.length - 2);
        }
        table[at] = key;
        table[at + 1] = value;
    }

    private void insertLarge(long key0, long key1, long ids0, long ids1, long[] table) {
        int at = home(key0, key1, table);
        while (table[at + 1] != 0) {
            at = (at + 4) & (table.length - 4);
        }
        table[at] = key0;
        table[at + 1] = key1;
        table[at + 2] = ids0;
        table[at + 3] = ids1;
    }

    /** Puts ids where there is room for many, and returns what stands for them in a slot. */
    private long spill(int[] ids, int from, int to) {
        int place = spilledEnd;
        spilledEnd += to - from;
        if (spilledEnd > spilled.length) {
            spilled = Arrays.copyOf(spilled, 2 * spilled.length);
        }
        System.arraycopy(ids, from, spilled, place, to - from);
        return ((long) place << 32) | ((long) (to - from) << COUNT_BITS);
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

    /** Grows a table that is full, and forgets everything where a limit is reached. */
    private void limit() {
        if (smallSize > small.length / 16 * 5) {
            growSmall();
        }
        if (largeSize > large.length / 32 * 5) {
            growLarge();
        }
        if (smallSize > MOST_SMALL / 8 * 5
                || largeSize > MOST_LARGE / 8 * 5
                || spilledEnd > MOST_SPILLED - LONGEST
                || arenaEnd > MOST_BYTES - LONGEST) {
            forget();
        }
    }

    private void growSmall() {
        if (small.length < 2 * MOST_SMALL) {
            long[] grown = new long[2 * small.length];
            for (int at = 0; at < small.length; at += 2) {
                if (small[at] != 0) {
                    insertSmall(small[at], small[at + 1], grown);
                }
            }
            small = grown;
        }
    }

    private void growLarge() {
        if (large.length < 4 * MOST_LARGE) {
            long[] grown = new long[2 * large.length];
            for (int at = 0; at < large.length; at += 4) {
                if (large[at + 1] != 0) {
                    insertLarge(large[at], large[at + 1], large[at + 2], large[at + 3], grown);
                }
            }
            large = grown;
        }
    }

    private void forget() {
        Arrays.fill(small, 0);
        Arrays.fill(large, 0);
        smallSize = 0;
        largeSize = 0;
        spilledEnd = 0;
        arenaEnd = 0;
    }

    private long hash(byte[] bytes, int start, int end) {
        return PieceKey.hash(bytes, start, end, secret0, secret1);
    }

    private int home(long key, long[] table) {
        return ((int) PieceKey.mix(key ^ secret0, secret1) << 1) & (table.length - 2);
    }

    private int home(long key0, long key1, long[] table) {
        return ((int) PieceKey.mix(key0 ^ secret0, key1 ^ secret1) << 2) & (table.length - 4);
    }
}
