package org.tokenwright.tokenizers.formats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Names of tokens and their ids, both ways. For one thread. */
final class NameTable {
    /*
     * Open addressing with linear probing, at most half full. A slot is the hash in the high half, so that names are hardly ever
     * compared in vain, and the id plus one in the low half; 0 is free. Names come from files, which may be made to collide:
     * the multiplier of the hash is random. What two names give one behind the other is found without joining them.
     */
    static final int NONE = -1;

    private final long multiplier = new SplittableRandom().nextLong() | 1;
    private @Nullable String[] names = new @Nullable String[1 << 10];
    private long[] slots = new long[1 << 11];
    private int size;
    private int idBound;

    int size() {
        return size;
    }

    /** {@return the largest id plus one} */
    int idBound() {
        return idBound;
    }

    /** {@return the name of an id, or null if it has none} */
    @Nullable
    String name(int id) {
        return id < idBound ? names[id] : null;
    }

    /** Adds a name that is not there, with an id that has none. */
    void add(String name, int id) {
        if (2 * size >= slots.length) {
            grow();
        }
        if (id >= names.length) {
            names = Arrays.copyOf(names, Math.max(id + 1, 2 * names.length));
        }
        names[id] = name;
        idBound = Math.max(idBound, id + 1);
        size++;
        insert(hash(name, 0, 0), id);
    }

    private void insert(long hash, int id) {
        int slot = home(hash);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = (hash & -1L << 32) | (id + 1);
    }

    private void grow() {
        slots = new long[2 * slots.length];
        for (int id = 0; id < idBound; id++) {
            String name = names[id];
            if (name != null) {
                insert(hash(name, 0, 0), id);
            }
        }
    }

    /** {@return the id of a name, or {@link #NONE}} */
    int id(String name) {
        return id(name, "", 0);
    }

    /**
     * {@return the id of the name that two strings make, or {@link #NONE}}
     *
     * @param left the first string
     * @param right the second string
     * @param from how many chars of the second are left out at its start
     */
    int id(String left, String right, int from) {
        long hash = hash(right, from, hash(left, 0, 0));
        for (int slot = home(hash); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
            if ((slots[slot] ^ hash) >>> 32 == 0) {
                int id = (int) slots[slot] - 1;
                if (isName(id, left, right, from)) {
                    return id;
                }
            }
        }
        return NONE;
    }

    private boolean isName(int id, String left, String right, int from) {
        String name = names[id];
        return name != null
                && name.length() == left.length() + right.length() - from
                && name.startsWith(left)
                && name.regionMatches(left.length(), right, from, right.length() - from);
    }

    private long hash(String name, int from, long start) {
        long hash = start;
        for (int i = from; i < name.length(); i++) {
            hash = (hash ^ (name.charAt(i) + 1)) * multiplier;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private int home(long hash) {
        return (int) (((hash >>> 32) * slots.length) >>> 32);
    }
}
