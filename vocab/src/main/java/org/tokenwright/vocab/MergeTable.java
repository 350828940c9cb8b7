package org.tokenwright.vocab;

/**
 * The merges of a BPE model in the order of their ranks: left id, right id, id of the product. The same pair may own
 * several ranks. Immutable, safe for any number of threads.
 */
public final class MergeTable {
    /** The answer where a pair has no rank: larger than every rank. */
    public static final int NO_RANK = Integer.MAX_VALUE;

    private MergeTable() {}

    /**
     * {@return a table}
     *
     * @param lefts ids of the left operands, by rank
     * @param rights ids of the right operands, by rank
     * @param products ids of the products, by rank
     * @throws IllegalArgumentException if the lengths differ or an id is negative
     */
    public static MergeTable of(int[] lefts, int[] rights, int[] products) {
        return new MergeTable();
    }

    /**
     * {@return number of merges}
     */
    public int size() {
        return 0;
    }

    /**
     * {@return id of the left operand}
     *
     * @param rank a rank, 0 to {@link #size()} exclusive
     */
    public int left(int rank) {
        return 0;
    }

    /**
     * {@return id of the right operand}
     *
     * @param rank a rank, 0 to {@link #size()} exclusive
     */
    public int right(int rank) {
        return 0;
    }

    /**
     * {@return id of the product}
     *
     * @param rank a rank, 0 to {@link #size()} exclusive
     */
    public int product(int rank) {
        return 0;
    }

    /**
     * Looks up the first rank of a pair.
     *
     * @param left id of the left operand
     * @param right id of the right operand
     * @return its lowest rank, or {@link #NO_RANK}
     */
    public int rank(int left, int right) {
        return NO_RANK;
    }

    /**
     * Looks up the next rank of a pair.
     *
     * @param left id of the left operand
     * @param right id of the right operand
     * @param after a rank, or -1
     * @return the lowest rank of the pair above {@code after}, or {@link #NO_RANK}
     */
    public int rankAfter(int left, int right, int after) {
        return NO_RANK;
    }
}
