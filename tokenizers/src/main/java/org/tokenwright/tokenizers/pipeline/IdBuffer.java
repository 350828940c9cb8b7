package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;

/** Ids, and behind which byte each ends; grows as needed. For one thread. */
public final class IdBuffer {
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private int[] ids = new int[256];
    private int[] ends = new int[256];
    private int size;

    /** Creates an empty buffer. */
    public IdBuffer() {}

    /**
     * Adds an id.
     *
     * @param id the id
     * @param end index behind the last byte that it stands for
     */
    public void add(int id, int end) {
        if (size == ids.length) {
            reserve(1);
        }
        ids[size] = id;
        ends[size++] = end;
    }

    /**
     * Adds ids whose ends are to be filled in later.
     *
     * @param source the array that holds the ids in front
     * @param count how many
     */
    public void addAll(int[] source, int count) {
        reserve(count);
        System.arraycopy(source, 0, ids, size, count);
        size += count;
    }

    private void reserve(int more) {
        if (ids.length - size < more) {
            int capacity = (int) Math.min(LARGEST, Math.max((long) size + more, size + (size >> 1) + 16L));
            ids = Arrays.copyOf(ids, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }

    /**
     * {@return number of ids}
     */
    public int size() {
        return size;
    }

    /**
     * {@return an array that holds the ids in front; until the next one is added}
     */
    public int[] ids() {
        return ids;
    }

    /**
     * {@return an array that holds the ends in front; until the next one is added}
     */
    public int[] ends() {
        return ends;
    }

    /**
     * Forgets all ids, or those from a place on.
     *
     * @param size how many stay
     */
    public void truncate(int size) {
        this.size = Math.min(size, this.size);
    }
}
