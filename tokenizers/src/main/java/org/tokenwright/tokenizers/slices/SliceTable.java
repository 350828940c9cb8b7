package org.tokenwright.tokenizers.slices;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Byte slices to dense ids, with a number beside each: the table in which pretokens are counted, tokens are numbered and
 * encodings of pretokens are remembered. Looking up or counting a known slice makes no object. For one thread.
 */
public final class SliceTable {
    /*
     * Layout. One long[] with four longs a slot, so that a slot lies in one cache line:
     *
     *   key0, key1, id + 1 (0: the slot is free), payload
     *
     * A slice of up to 15 bytes is its own key: key0 holds bytes 0 to 7 and key1 bytes 8 to 14, little-endian, zero-padded,
     * with the length in key1's top byte; equal keys are equal slices. A longer slice has a 64-bit hash in key0, and in
     * key1 the top byte 0xFF above its length; equal keys are then checked against the arena. All slices stand in the
     * arena one after the other in the order of their ids, so that ids lead back to bytes.
     *
     * Open addressing with linear probing, at most 5/8 full. The hash folds the two keys by a 128-bit product with a
     * secret that differs between tables: who chooses the slices cannot know which ones collide. Nothing that a table
     * answers depends on the secret.
     */
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SHORT = 15;
    private static final long LONG_MARK = 0xFFL << 56;
    private static final int LARGEST_ARENA = Integer.MAX_VALUE - 64;

    private final long secret0;
    private final long secret1;
    private long[] slots;
    private int mask;
    private int size;
    private byte[] arena = new byte[1 << 12];
    private int arenaEnd;
    private int[] offsets = new int[256];
    private boolean added;

    /** Creates an empty table. */
    public SliceTable() {
        SplittableRandom random = new SplittableRandom();
        secret0 = random.nextLong();
        secret1 = random.nextLong();
        slots = new long[4 << 10];
        mask = (1 << 10) - 1;
    }

    /**
     * Finds a slice, or adds it with payload 0.
     *
     * @param bytes the array that holds the slice
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return its slot, valid until a slice is added
     * @throws IllegalStateException if the slices hold more than 2 GiB in all
     */
    public int slot(byte[] bytes, int start, int end) {
        long key0 = key0(bytes, start, end);
        long key1 = key1(bytes, start, end);
        int slot = probe(key0, key1, bytes, start, end);
        if (slot < 0) {
            return insert(key0, key1, bytes, start, end, ~slot);
        }
        added = false;
        return slot;
    }

    /**
     * {@return whether a slice is there}
     *
     * @param bytes the array that holds the slice
     * @param start index of its first byte
     * @param end index behind its last byte
     */
    public boolean contains(byte[] bytes, int start, int end) {
        return probe(key0(bytes, start, end), key1(bytes, start, end), bytes, start, end) >= 0;
    }

    /**
     * {@return the slot of a slice, or a negative number if it is not there}
     *
     * @param bytes the array that holds the slice
     * @param start index of its first byte
     * @param end index behind its last byte
     */
    public int find(byte[] bytes, int start, int end) {
        return Math.max(-1, probe(key0(bytes, start, end), key1(bytes, start, end), bytes, start, end));
    }

    private long key0(byte[] bytes, int start, int end) {
        return end - start <= SHORT ? head(bytes, start, end - start) : hash(bytes, start, end);
    }

    private static long key1(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length > SHORT) {
            return LONG_MARK | length;
        }
        return length <= 8 ? (long) length << 56 : head(bytes, start + 8, length - 8) | (long) length << 56;
    }

    /** The slot of a slice, or the complement of the free one that it would go to. */
    private int probe(long key0, long key1, byte[] bytes, int start, int end) {
        int slot = fold(key0, key1) & mask;
        for (; ; slot = (slot + 1) & mask) {
            int at = slot << 2;
            long found = slots[at + 2];
            if (found == 0) {
                return ~slot;
            }
            if (slots[at] == key0
                    && slots[at + 1] == key1
                    && (end - start <= SHORT || inArena((int) found - 1, bytes, start, end))) {
                return slot;
            }
        }
    }

    /**
     * {@return the id of a slice, which is added if it is not there}
     *
     * @param bytes the array that holds the slice
     * @param start index of its first byte
     * @param end index behind its last byte
     * @throws IllegalStateException if the slices hold more than 2 GiB in all
     */
    public int add(byte[] bytes, int start, int end) {
        return id(slot(bytes, start, end));
    }

    /**
     * {@return whether the last call of {@link #slot} or {@link #add} added its slice}
     */
    public boolean added() {
        return added;
    }

    /**
     * {@return the id of the slice in a slot: how many were added before it}
     *
     * @param slot a slot that {@link #slot} returned
     */
    public int id(int slot) {
        return (int) slots[(slot << 2) + 2] - 1;
    }

    /**
     * {@return the number beside the slice in a slot}
     *
     * @param slot a slot that {@link #slot} returned
     */
    public long payload(int slot) {
        return slots[(slot << 2) + 3];
    }

    /**
     * Sets the number beside a slice.
     *
     * @param slot a slot that {@link #slot} returned
     * @param payload any number
     */
    public void payload(int slot, long payload) {
        slots[(slot << 2) + 3] = payload;
    }

    /**
     * {@return the numbers beside all slices, by id}
     */
    public long[] payloads() {
        long[] payloads = new long[size];
        for (int at = 0; at < slots.length; at += 4) {
            if (slots[at + 2] != 0) {
                payloads[(int) slots[at + 2] - 1] = slots[at + 3];
            }
        }
        return payloads;
    }

    /**
     * {@return number of slices}
     */
    public int size() {
        return size;
    }

    /**
     * {@return bytes of all slices together}
     */
    public int totalLength() {
        return arenaEnd;
    }

    /**
     * {@return about how many bytes of memory the table takes}
     */
    public long memory() {
        return (long) Long.BYTES * slots.length + arena.length + (long) Integer.BYTES * offsets.length;
    }

    /**
     * {@return the array that holds all slices; until a slice is added}
     */
    public byte[] arena() {
        return arena;
    }

    /**
     * {@return index of a slice's first byte in the arena}
     *
     * @param id the id of a slice
     */
    public int start(int id) {
        return offsets[id];
    }

    /**
     * {@return index behind a slice's last byte in the arena}
     *
     * @param id the id of a slice
     */
    public int end(int id) {
        return id + 1 == size ? arenaEnd : offsets[id + 1];
    }

    /**
     * {@return number of bytes of a slice}
     *
     * @param id the id of a slice
     */
    public int length(int id) {
        return end(id) - start(id);
    }

    /**
     * {@return a copy of a slice}
     *
     * @param id the id of a slice
     */
    public byte[] bytes(int id) {
        return Arrays.copyOfRange(arena, start(id), end(id));
    }

    /** Forgets all slices and keeps the memory. */
    public void clear() {
        Arrays.fill(slots, 0);
        size = 0;
        arenaEnd = 0;
    }

    private int insert(long key0, long key1, byte[] bytes, int start, int end, int freeSlot) {
        int length = end - start;
        if (length > LARGEST_ARENA - arenaEnd) {
            throw new IllegalStateException("distinct slices hold more than " + LARGEST_ARENA + " bytes");
        }
        int slot = freeSlot;
        if (size >= (mask + 1) / 8 * 5) {
            grow();
            slot = freeSlot(key0, key1);
        }
        if (arena.length - arenaEnd < length) {
            arena = Arrays.copyOf(arena, larger(arena.length, arenaEnd + length));
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, larger(size, size + 1));
        }
        System.arraycopy(bytes, start, arena, arenaEnd, length);
        offsets[size] = arenaEnd;
        arenaEnd += length;
        size++;
        int at = slot << 2;
        slots[at] = key0;
        slots[at + 1] = key1;
        slots[at + 2] = size;
        slots[at + 3] = 0;
        added = true;
        return slot;
    }

    private static int larger(int capacity, int needed) {
        return (int) Math.min(LARGEST_ARENA, Math.max(needed, capacity + (capacity >> 1) + 16L));
    }

    private int freeSlot(long key0, long key1) {
        int slot = fold(key0, key1) & mask;
        while (slots[(slot << 2) + 2] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        if (slots.length >= 1 << 30) {
            throw new IllegalStateException("more than " + size + " distinct slices");
        }
        long[] old = slots;
        slots = new long[old.length * 2];
        mask = slots.length / 4 - 1;
        for (int at = 0; at < old.length; at += 4) {
            if (old[at + 2] != 0) {
                System.arraycopy(old, at, slots, freeSlot(old[at], old[at + 1]) << 2, 4);
            }
        }
    }

    private boolean inArena(int id, byte[] bytes, int start, int end) {
        return Arrays.equals(arena, start(id), end(id), bytes, start, end);
    }

    private int fold(long key0, long key1) {
        return (int) mix(key0 ^ secret0, key1 ^ secret1);
    }

    private static long mix(long a, long b) {
        return a * b ^ Math.unsignedMultiplyHigh(a, b);
    }

    private long hash(byte[] bytes, int start, int end) {
        long hash = secret1 ^ (end - start);
        int at = start;
        for (; at + 16 <= end; at += 16) {
            hash = mix((long) LONG.get(bytes, at) ^ secret0, (long) LONG.get(bytes, at + 8) ^ hash);
        }
        // A long slice has 16 bytes or more, so the last 16 can be read whole; some may enter twice.
        return mix((long) LONG.get(bytes, end - 16) ^ secret1, (long) LONG.get(bytes, end - 8) ^ hash);
    }

    /** The first bytes of a slice, at most 8 of them, as a little-endian number. */
    private static long head(byte[] bytes, int start, int length) {
        if (start + 8 <= bytes.length) {
            long word = (long) LONG.get(bytes, start);
            return length >= 8 ? word : word & ((1L << (length << 3)) - 1);
        }
        long word = 0;
        for (int i = Math.min(length, 8) - 1; i >= 0; i--) {
            word = word << 8 | (bytes[start + i] & 0xFF);
        }
        return word;
    }
}
