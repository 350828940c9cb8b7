package org.tokenwright.tokenizers.bpe;

/** Tells of most hashes that nothing in a hash table has them. Immutable once all are there. */
final class HashFilter {
    /*
     * A Bloom filter of one function: 8 to 16 bits for each entry of the table, of which the lower bits of its hash set one. Of
     * the hashes that no entry has, one in 8 to 16 is let through.
     *
     * What encoders ask for is mostly not there, and each time they would wait for another line of a table of megabytes. The
     * filter of 100,000 entries takes 128 KiB, which stay in the cache of a processor's core.
     *
     * Source: Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970.
     */
    private static final int BITS_PER_ENTRY = 16;

    private final long[] bits;

    /**
     * Makes an empty filter.
     *
     * @param most how many hashes are put into it at most
     */
    HashFilter(int most) {
        bits = new long[Math.max(1, Integer.highestOneBit(most) / Long.SIZE * BITS_PER_ENTRY)];
    }

    void add(int hash) {
        bits[index(hash)] |= 1L << hash;
    }

    /** {@return false if the hash has not been added; true if it has, and for some others} */
    boolean mayHave(int hash) {
        return ((bits[index(hash)] >>> hash) & 1) != 0;
    }

    private int index(int hash) {
        return (hash >>> 6) & (bits.length - 1);
    }
}
