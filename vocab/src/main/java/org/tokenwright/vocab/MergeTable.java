package org.tokenwright.vocab;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.tokenwright.text.CorruptInputException;

/**
 * The merges of a BPE model in the order of their ranks: left id, right id, id of the product. The same pair may own
 * several ranks. Immutable, safe for any number of threads. It takes 20 bytes of memory for each merge.
 */
public final class MergeTable {
    /*
     * Layout. pairs[rank] is left << 32 | right. A hash table with open addressing and linear probing, two slots for each
     * merge, leads from a pair to its first rank. A slot is one int: the rank plus one in the low rankBits, bits of the
     * pair's hash above them, or 0 where it is free. Most pairs that an encoder asks for have no rank: they cost one cache
     * line. Pairs that have one cost a second, in pairs.
     *
     * The further ranks of pairs that own several are in repeated, ordered by pair, then rank. There are few, if any.
     *
     * Worst case. The pairs come from model files, which may be made to collide, and inverting the mixing function of
     * fastutil's maps is easy. So the hash is multiplicative with random values that differ from table to table, as in
     * SliceIndex, and the longest run of taken slots grows with the logarithm of their number whatever the pairs are. No
     * result depends on the random values.
     */

    /** The answer where a pair has no rank: larger than every rank. */
    public static final int NO_RANK = Integer.MAX_VALUE;

    private static final int FREE = 0;
    private static final String LEFTS = ".lefts";
    private static final String RIGHTS = ".rights";
    private static final String PRODUCTS = ".products";

    private final long[] pairs;
    private final int[] products;
    private final int[] slots;
    private final int rankBits;
    private final int rankMask;
    private final long start;
    private final long multiplier;
    private final int[] repeated;

    private MergeTable(int[] lefts, int[] rights, int[] products) {
        int size = products.length;
        this.products = products;
        pairs = new long[size];
        slots = new int[2 * size + 1];
        rankBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size));
        rankMask = (1 << rankBits) - 1;
        SplittableRandom random = new SplittableRandom();
        start = random.nextLong();
        multiplier = random.nextLong() | Long.MIN_VALUE | 1;

        BitSet further = new BitSet();
        for (int rank = 0; rank < size; rank++) {
            pairs[rank] = pair(lefts[rank], rights[rank]);
            if (!insert(rank)) {
                further.set(rank);
            }
        }
        repeated = further.stream().toArray();
        if (repeated.length > 1) {
            IntArrays.mergeSort(repeated, (a, b) -> compare(pairs[a], a, pairs[b], b));
        }
    }

    /**
     * {@return a table}
     *
     * @param lefts ids of the left operands, by rank
     * @param rights ids of the right operands, by rank
     * @param products ids of the products, by rank
     * @throws IllegalArgumentException if the lengths differ, an id is negative, or there are more than
     *     {@link Vocabulary#MAX_ID_BOUND} merges
     */
    public static MergeTable of(int[] lefts, int[] rights, int[] products) {
        int size = products.length;
        if (lefts.length != size || rights.length != size) {
            throw new IllegalArgumentException("there are " + lefts.length + " left operands, " + rights.length
                    + " right operands and " + size + " products, expected the same number");
        }
        if (size > Vocabulary.MAX_ID_BOUND) {
            throw new IllegalArgumentException(
                    "there are " + size + " merges, expected at most " + Vocabulary.MAX_ID_BOUND);
        }
        for (int rank = 0; rank < size; rank++) {
            if ((lefts[rank] | rights[rank] | products[rank]) < 0) {
                throw new IllegalArgumentException("merge " + rank + " is " + lefts[rank] + " + " + rights[rank]
                        + " -> " + products[rank] + ", expected ids of 0 or more");
            }
        }
        return new MergeTable(lefts, rights, products.clone());
    }

    /**
     * Reads a table that {@link #write} has put into a file.
     *
     * @param file the file
     * @param prefix the first part of the names of its sections
     * @param isToken tells which ids operands and products may have
     * @return the table
     * @throws CorruptInputException if a section is missing, if the sections are not what {@code write} makes, or if an id
     *     has no token
     */
    public static MergeTable read(ModelFile file, String prefix, IntPredicate isToken) throws CorruptInputException {
        int[] products = ids(file, prefix.concat(PRODUCTS), isToken);
        if (products.length > Vocabulary.MAX_ID_BOUND) {
            String expected = Vocabulary.MAX_ID_BOUND + " merges at most";
            throw file.corrupt(prefix.concat(PRODUCTS), 0, products.length + " merges", expected);
        }
        int[] lefts = operands(file, prefix.concat(LEFTS), isToken, products.length);
        int[] rights = operands(file, prefix.concat(RIGHTS), isToken, products.length);
        return new MergeTable(lefts, rights, products);
    }

    private static int[] operands(ModelFile file, String section, IntPredicate isToken, int size)
            throws CorruptInputException {
        int[] operands = ids(file, section, isToken);
        if (operands.length != size) {
            throw file.corrupt(section, 0, operands.length + " operands", size + ", one for each product");
        }
        return operands;
    }

    private static int[] ids(ModelFile file, String section, IntPredicate isToken) throws CorruptInputException {
        int[] ids = file.ints(section);
        for (int rank = 0; rank < ids.length; rank++) {
            if (!isToken.test(ids[rank])) {
                throw file.corrupt(section, (long) rank * Integer.BYTES, "id " + ids[rank], "the id of a token");
            }
        }
        return ids;
    }

    /**
     * Adds the table to a file, as three content sections of int32 in the order of the ranks: {@code PREFIX.lefts} and
     * {@code PREFIX.rights}, the ids of the operands, and {@code PREFIX.products}, the ids of the products.
     *
     * @param file the file
     * @param prefix the first part of the names of its sections, at most 23 characters
     */
    public void write(ModelFile.Writer file, String prefix) {
        int[] lefts = new int[size()];
        int[] rights = new int[size()];
        Arrays.setAll(lefts, this::left);
        Arrays.setAll(rights, this::right);
        file.content(prefix.concat(LEFTS), lefts);
        file.content(prefix.concat(RIGHTS), rights);
        file.content(prefix.concat(PRODUCTS), products);
    }

    /**
     * {@return number of merges}
     */
    public int size() {
        return products.length;
    }

    /**
     * {@return id of the left operand}
     *
     * @param rank a rank, 0 to {@link #size()} exclusive
     * @throws IndexOutOfBoundsException if {@code rank} is outside
     */
    public int left(int rank) {
        return (int) (pairs[rank] >>> 32);
    }

    /**
     * {@return id of the right operand}
     *
     * @param rank a rank, 0 to {@link #size()} exclusive
     * @throws IndexOutOfBoundsException if {@code rank} is outside
     */
    public int right(int rank) {
        return (int) pairs[rank];
    }

    /**
     * {@return id of the product}
     *
     * @param rank a rank, 0 to {@link #size()} exclusive
     * @throws IndexOutOfBoundsException if {@code rank} is outside
     */
    public int product(int rank) {
        return products[rank];
    }

    /**
     * Looks up the first rank of a pair. Takes constant time.
     *
     * @param left id of the left operand
     * @param right id of the right operand
     * @return its lowest rank, or {@link #NO_RANK}
     */
    public int rank(int left, int right) {
        long pair = pair(left, right);
        long hash = hash(pair);
        int tag = (int) hash << rankBits;
        for (int slot = home(hash), entry; (entry = slots[slot]) != FREE; slot = next(slot)) {
            if ((entry & ~rankMask) == tag && pairs[rankIn(entry)] == pair) {
                return rankIn(entry);
            }
        }
        return NO_RANK;
    }

    /**
     * Looks up the next rank of a pair. Takes constant time if it is the first, logarithmic time otherwise.
     *
     * @param left id of the left operand
     * @param right id of the right operand
     * @param after a rank, or -1
     * @return the lowest rank of the pair above {@code after}, or {@link #NO_RANK}
     */
    public int rankAfter(int left, int right, int after) {
        int first = rank(left, right);
        if (first > after || repeated.length == 0) {
            return first > after ? first : NO_RANK;
        }
        long pair = pair(left, right);
        int low = 0;
        int high = repeated.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int rank = repeated[middle];
            if (compare(pairs[rank], rank, pair, after) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < repeated.length && pairs[repeated[low]] == pair ? repeated[low] : NO_RANK;
    }

    private boolean insert(int rank) {
        long hash = hash(pairs[rank]);
        int tag = (int) hash << rankBits;
        int slot = home(hash);
        for (int entry; (entry = slots[slot]) != FREE; slot = next(slot)) {
            if ((entry & ~rankMask) == tag && pairs[rankIn(entry)] == pairs[rank]) {
                return false;
            }
        }
        slots[slot] = tag | (rank + 1);
        return true;
    }

    private long hash(long pair) {
        long product = (pair ^ start) * multiplier;
        return (product ^ (product >>> 32)) * multiplier;
    }

    private int home(long hash) {
        return (int) (((hash >>> 32) * slots.length) >>> 32);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }

    private int rankIn(int entry) {
        return (entry & rankMask) - 1;
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | (right & 0xFFFF_FFFFL);
    }

    private static int compare(long pair, int rank, long otherPair, int otherRank) {
        int byPair = Long.compare(pair, otherPair);
        return byPair != 0 ? byPair : Integer.compare(rank, otherRank);
    }
}
