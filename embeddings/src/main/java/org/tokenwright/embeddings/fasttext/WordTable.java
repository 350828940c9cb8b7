package org.tokenwright.embeddings.fasttext;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Words as slices of bytes, numbered in the order in which they came. Any number of threads may look up while nobody adds. */
final class WordTable {
    /*
     * Layout. Word i is arena[offsets[i] .. offsets[i + 1]). Slots are longs: 32 bits of the hash above the number of the word
     * plus one, 0 where free; linear probing, at most half full. A miss reads one cache line, a hit also the word.
     *
     * Hash. Eight bytes at a time, folded by a 128-bit product with a random multiplier, the last word overlapping the one
     * before: whoever chooses the words does not know which ones collide. No result depends on the random values.
     */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LARGEST_ARENA = Integer.MAX_VALUE - 64;
    private static final int LARGEST_TABLE = 1 << 29;

    private final long start;
    private final long multiplier;
    private byte[] arena;
    private int[] offsets;
    private int size;
    private long[] slots;

    /**
     * Creates an empty table.
     *
     * @param expected how many words to make room for
     */
    WordTable(int expected) {
        SplittableRandom random = new SplittableRandom();
        start = random.nextLong();
        multiplier = random.nextLong() | Long.MIN_VALUE | 1;
        int capacity = Math.max(16, Math.min(expected, LARGEST_TABLE / 2));
        slots = new long[Integer.highestOneBit(2 * capacity - 1) << 1];
        offsets = new int[capacity + 1];
        arena = new byte[Math.max(64, (int) Math.min(8L * capacity, 1 << 26))];
    }

    int size() {
        return size;
    }

    /** {@return the number of a word, or -1} */
    int find(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int mask = slots.length - 1;
        for (int slot = (int) (hash >>> 32) & mask; ; slot = (slot + 1) & mask) {
            long entry = slots[slot];
            if (entry == 0) {
                return -1;
            }
            if ((int) (entry >>> 32) == (int) hash && equal((int) entry - 1, bytes, from, to)) {
                return (int) entry - 1;
            }
        }
    }

    /** {@return the number of a word, which is added if it is not there} */
    int add(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask) {
            long entry = slots[slot];
            if ((int) (entry >>> 32) == (int) hash && equal((int) entry - 1, bytes, from, to)) {
                return (int) entry - 1;
            }
        }
        append(bytes, from, to);
        slots[slot] = hash << 32 | size;
        if (2L * size > slots.length) {
            rehash();
        }
        return size - 1;
    }

    int length(int word) {
        return offsets[word + 1] - offsets[word];
    }

    byte[] bytes(int word) {
        return Arrays.copyOfRange(arena, offsets[word], offsets[word + 1]);
    }

    /** {@return the array that holds all words, until one is added} */
    byte[] arena() {
        return arena;
    }

    int start(int word) {
        return offsets[word];
    }

    int end(int word) {
        return offsets[word + 1];
    }

    /** {@return a table without spare room, with some of the words, numbered by their place} */
    WordTable select(int[] words) {
        WordTable table = new WordTable(words.length);
        int bytes = 0;
        for (int word : words) {
            bytes += length(word);
        }
        table.arena = new byte[bytes];
        for (int word : words) {
            table.add(arena, offsets[word], offsets[word + 1]);
        }
        return table;
    }

    private void append(byte[] bytes, int from, int to) {
        int end = offsets[size];
        int length = to - from;
        if (length > LARGEST_ARENA - end) {
            throw new IllegalStateException("different words hold more than " + LARGEST_ARENA + " bytes");
        }
        if (length > arena.length - end) {
            arena = Arrays.copyOf(arena, larger(arena.length, end + length));
        }
        if (size + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, larger(offsets.length, size + 2));
        }
        System.arraycopy(bytes, from, arena, end, length);
        offsets[++size] = end + length;
    }

    private static int larger(int capacity, int needed) {
        return (int) Math.min(LARGEST_ARENA, Math.max(needed, capacity + (capacity >> 1) + 16L));
    }

    private void rehash() {
        if (slots.length > LARGEST_TABLE) {
            throw new IllegalStateException("more than " + size + " different words");
        }
        long[] old = slots;
        slots = new long[2 * old.length];
        int mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int word = (int) entry - 1;
                int slot = (int) (hash(arena, offsets[word], offsets[word + 1]) >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    private boolean equal(int word, byte[] bytes, int from, int to) {
        return Arrays.equals(arena, offsets[word], offsets[word + 1], bytes, from, to);
    }

    private long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = start ^ length;
        if (length < Long.BYTES) {
            return mix(hash ^ shortWord(bytes, from, length));
        }
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            hash = fold(hash ^ (long) LONGS.get(bytes, i));
        }
        return mix(hash ^ (long) LONGS.get(bytes, to - Long.BYTES));
    }

    /** {@return the bytes of a word of fewer than eight} */
    static long shortWord(byte[] bytes, int from, int length) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) LONGS.get(bytes, from) & ((1L << (8 * length)) - 1);
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | (bytes[from + i] & 0xFF);
        }
        return word;
    }

    private long fold(long x) {
        return (x * multiplier) ^ Math.unsignedMultiplyHigh(x, multiplier);
    }

    private long mix(long x) {
        return fold(fold(x) + start);
    }
}
