package org.tokenwright.tokenizers.segment;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * The patches of "Byte Latent Transformer" over ids, which are bytes plus {@value #OFFSET} and special ids below that. A patch
 * is known by the index of its first id. The first two ids, of which the first marks the beginning, always begin patches. For
 * the bytes of a text alone see {@link Segmenters}.
 *
 * <p>The reference counts the id that is predicted next, if it is told so: then a sequence of n ids has n + 1 places, the last
 * of which may begin a patch.
 */
public final class BltPatches {
    /** What is added to a byte to make an id. */
    public static final int OFFSET = 4;

    private BltPatches() {}

    /**
     * {@return where patches begin, by spaces: at 0, at 1, behind each space-like byte whose byte before is not, and behind each
     * special id} The last may be the number of ids, where the next patch would begin.
     *
     * @param ids the ids; none for an empty sequence
     * @throws IllegalArgumentException if one is 260 or more
     */
    public static int[] spaceStarts(int... ids) {
        IntArrayList starts = first(ids.length);
        boolean before = false;
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i];
            if (id >= OFFSET + 256) {
                throw new IllegalArgumentException(
                        "id " + id + " at index " + i + " is no byte, expected at most " + (OFFSET + 255));
            }
            boolean special = id < OFFSET;
            boolean space = special || ByteClasses.isSpaceLike((byte) (id - OFFSET));
            if (special || (space && !before)) {
                add(starts, i + 1);
            }
            before = space;
        }
        return starts.toIntArray();
    }

    /**
     * {@return where patches begin, by entropies}
     *
     * @param entropies for each id, in nats, that of the distribution predicted for what follows it
     * @param rule decides; its limit of lengths is left to {@link #lengths}
     * @param withNext whether the id behind the last can begin a patch
     */
    public static int[] entropyStarts(double[] entropies, EntropyRule rule, boolean withNext) {
        IntArrayList starts = first(entropies.length);
        int end = withNext ? entropies.length : entropies.length - 1;
        if (rule.needsAll()) {
            for (int i : LargestValues.places(entropies, 1, end, rule.count(entropies.length))) {
                add(starts, i + 1);
            }
        } else {
            for (int i = 1; i < end; i++) {
                if (rule.begins(i, entropies[i], entropies[i - 1])) {
                    add(starts, i + 1);
                }
            }
        }
        return starts.toIntArray();
    }

    /**
     * {@return {@link #entropyStarts} as the reference gives them, which are the same but where no id behind the first two begins
     * a patch: there it gives one more, the number of places} It has no length and changes nothing.
     *
     * @param entropies as there
     * @param rule as there
     * @param withNext as there
     */
    public static int[] entropyStartsOfReference(double[] entropies, EntropyRule rule, boolean withNext) {
        int[] starts = entropyStarts(entropies, rule, withNext);
        int places = withNext ? entropies.length + 1 : entropies.length;
        return starts.length == 2 && places > 2 ? new int[] {starts[0], starts[1], places} : starts;
    }

    /**
     * {@return the lengths of patches, in ids; none is empty, and they sum up to the number of places}
     *
     * @param starts where they begin, ascending from 0, none behind {@code places}
     * @param places the number of ids, or one more if the next is counted
     * @param maxLength the most ids of a patch: of a longer one every so many are a patch, and what is left
     * @throws IllegalArgumentException if {@code maxLength} is less than 1, or a start is out of order
     */
    public static int[] lengths(int[] starts, int places, int maxLength) {
        Segmenters.positive("longest patch", maxLength);
        IntArrayList lengths = new IntArrayList();
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : places;
            if (starts[0] != 0 || end < starts[i]) {
                throw new IllegalArgumentException("patch " + i + " begins at " + starts[i] + " and ends at " + end
                        + ", expected starts from 0 to " + places + " in order");
            }
            int length = end - starts[i];
            for (; length > maxLength; length -= maxLength) {
                lengths.add(maxLength);
            }
            if (length > 0) {
                lengths.add(length);
            }
        }
        return lengths.toIntArray();
    }

    private static IntArrayList first(int ids) {
        return ids == 0 ? new IntArrayList() : IntArrayList.of(0, 1);
    }

    private static void add(IntArrayList starts, int start) {
        if (start > starts.getInt(starts.size() - 1)) {
            starts.add(start);
        }
    }
}
