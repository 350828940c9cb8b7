package org.tokenwright.vocab;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;

/**
 * Finds the longest slice of an arena that is a prefix of a text. The arena and its offsets (slice i is
 * {@code arena[offsets[i] .. offsets[i + 1])}) belong to the caller and come with each call. Immutable, safe for any
 * number of threads.
 */
final class PrefixIndex {
    /*
     * Invariants. sorted holds the numbers of all slices in ascending order of their unsigned bytes, a prefix before what
     * extends it. prefixOf[i] is the longest slice that is a proper prefix of slice i, or NONE.
     *
     * Search. Let s be the last slice that is not above the text. All slices between a prefix of the text and the text
     * begin with that prefix, so every prefix of the text is s or a prefix of s: walk prefixOf from s until the slice is no
     * longer than what s and the text have in common. The same walk from slice to slice fills prefixOf in one pass over
     * sorted; each step of it leaves a slice that no later one returns to, so the pass is linear.
     *
     * The first 8 to 16 bits of a text select the part of sorted that is searched: part k is sorted[parts[k] .. parts[k +
     * 1]), with about as many parts as slices.
     *
     * Cost of a query: a binary search in one part and a walk. A chain of n prefixes needs n (n + 1) / 2 bytes in the arena,
     * so the walk is short even if the slices were made to be hostile: it never has more steps than the longest slice
     * has bytes.
     */
    private static final int NONE = Vocabulary.NO_ID;

    private final int[] sorted;
    private final int[] prefixOf;
    private final int[] parts;
    private final int partShift;

    /**
     * Makes an index over slices that are in order.
     *
     * @param sorted the numbers of all slices in ascending order, kept
     * @param prefixOf what {@link #link} has filled, kept
     */
    PrefixIndex(byte[] arena, int[] offsets, int[] sorted, int[] prefixOf) {
        this.sorted = sorted;
        this.prefixOf = prefixOf;
        int bits = Math.clamp(Integer.SIZE - Integer.numberOfLeadingZeros(sorted.length), 8, 16);
        partShift = 16 - bits;
        parts = new int[(1 << bits) + 1];
        for (int slice = 0; slice < prefixOf.length; slice++) {
            if (offsets[slice] < offsets[slice + 1]) {
                parts[part(arena, offsets[slice], offsets[slice + 1]) + 1]++;
            }
        }
        for (int part = 1; part < parts.length; part++) {
            parts[part] += parts[part - 1];
        }
    }

    /** {@return the numbers of all slices that are not empty, in ascending order of their bytes} */
    static int[] sort(byte[] arena, int[] offsets) {
        int[] sorted = new int[offsets.length - 1];
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (offsets[i] < offsets[i + 1]) {
                sorted[size++] = i;
            }
        }
        sorted = Arrays.copyOf(sorted, size);
        IntArrays.mergeSort(sorted, (a, b) -> compare(arena, offsets, a, b));
        return sorted;
    }

    /** Compares two slices as unsigned bytes; a prefix is less than what extends it. */
    static int compare(byte[] arena, int[] offsets, int a, int b) {
        return Arrays.compareUnsigned(arena, offsets[a], offsets[a + 1], arena, offsets[b], offsets[b + 1]);
    }

    /**
     * Fills in the longest proper prefixes and checks that the slices ascend.
     *
     * @param prefixOf an element for each slice, filled for those in {@code sorted}
     * @return the first position in {@code sorted} whose slice is not above the one before, or -1
     */
    static int link(byte[] arena, int[] offsets, int[] sorted, int[] prefixOf) {
        if (sorted.length > 0) {
            prefixOf[sorted[0]] = NONE;
        }
        for (int i = 1; i < sorted.length; i++) {
            if (!link(arena, offsets, sorted[i - 1], sorted[i], prefixOf)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean link(byte[] arena, int[] offsets, int before, int slice, int[] prefixOf) {
        int from = offsets[slice];
        int to = offsets[slice + 1];
        int common = common(arena, offsets, before, arena, from, to);
        prefixOf[slice] = shorten(offsets, prefixOf, before, common);
        return from + common < to
                && (prefixOf[slice] == before
                        || Byte.compareUnsigned(arena[offsets[before] + common], arena[from + common]) < 0);
    }

    /** {@return the longest slice that is a prefix of {@code bytes[from .. to)}, or -1} */
    int longestPrefix(byte[] arena, int[] offsets, byte[] bytes, int from, int to) {
        if (from == to) {
            return NONE;
        }
        int part = part(bytes, from, to);
        int low = parts[part];
        int high = parts[part + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            int slice = sorted[middle];
            if (Arrays.compareUnsigned(arena, offsets[slice], offsets[slice + 1], bytes, from, to) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return NONE;
        }
        int last = sorted[low - 1];
        return shorten(offsets, prefixOf, last, common(arena, offsets, last, bytes, from, to));
    }

    /** {@return the position in {@link #sorted} of the first slice that is not below a text} */
    int lowerBound(byte[] arena, int[] offsets, byte[] bytes, int from, int to) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int slice = sorted[middle];
            if (Arrays.compareUnsigned(arena, offsets[slice], offsets[slice + 1], bytes, from, to) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@return the position in {@link #sorted} behind the last slice that begins with a text, from its lower bound on} */
    int prefixBound(byte[] arena, int[] offsets, byte[] bytes, int from, int to, int lowerBound) {
        int low = lowerBound;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isPrefix(arena, offsets, bytes, from, to, middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@return whether the slice at a position in {@link #sorted} begins with a text} */
    boolean isPrefix(byte[] arena, int[] offsets, byte[] bytes, int from, int to, int position) {
        return common(arena, offsets, sorted[position], bytes, from, to) == to - from;
    }

    int longestProperPrefix(int slice) {
        return prefixOf[slice];
    }

    int[] sorted() {
        return sorted;
    }

    private int part(byte[] bytes, int from, int to) {
        return (((bytes[from] & 0xFF) << 8) | (to - from > 1 ? bytes[from + 1] & 0xFF : 0)) >>> partShift;
    }

    private static int common(byte[] arena, int[] offsets, int slice, byte[] bytes, int from, int to) {
        int offset = offsets[slice];
        int limit = Math.min(offsets[slice + 1] - offset, to - from);
        int common = 0;
        while (common < limit && arena[offset + common] == bytes[from + common]) {
            common++;
        }
        return common;
    }

    /** {@return the slice or the longest of its prefixes that has at most {@code length} bytes, or NONE} */
    private static int shorten(int[] offsets, int[] prefixOf, int slice, int length) {
        int shorter = slice;
        while (shorter != NONE && offsets[shorter + 1] - offsets[shorter] > length) {
            shorter = prefixOf[shorter];
        }
        return shorter;
    }
}
