package org.tokenwright.embeddings.fasttext;

/**
 * Finds short words that are frequent, which most tokens of a text are, without leaving the processor's cache. Immutable.
 */
final class FrequentWords {
    /*
     * A word of at most 7 bytes is a long, its length in the highest byte. Each slot has such a word and its id, beside each
     * other; there is no probing: of the words of a slot the first one of the dictionary has it, which is the most frequent. Who
     * is not found here may still be known.
     */
    private static final int BITS = 13;

    /** Dictionaries with fewer words have room in the cache themselves. */
    private static final int LEAST_WORDS = 1 << BITS;

    private static final int MOST_BYTES = 7;
    private static final int LENGTH_SHIFT = 56;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long[] slots;

    FrequentWords(WordTable entries) {
        if (entries.size() < LEAST_WORDS) {
            slots = new long[0];
            return;
        }
        slots = new long[2 << BITS];
        for (int id = 0; id < entries.size(); id++) {
            int length = entries.length(id);
            if (length > 0 && length <= MOST_BYTES) {
                long key = key(entries.arena(), entries.start(id), length);
                int slot = slot(key);
                if (slots[slot] == 0) {
                    slots[slot] = key;
                    slots[slot + 1] = id;
                }
            }
        }
    }

    /** {@return the id of a word, or -1 if it is not here} */
    int find(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= 0 || length > MOST_BYTES || slots.length == 0) {
            return -1;
        }
        long key = key(bytes, from, length);
        int slot = slot(key);
        return slots[slot] == key ? (int) slots[slot + 1] : -1;
    }

    private static long key(byte[] bytes, int from, int length) {
        return WordTable.shortWord(bytes, from, length) | (long) length << LENGTH_SHIFT;
    }

    private static int slot(long key) {
        return (int) ((key * MULTIPLIER) >>> (Long.SIZE - BITS)) << 1;
    }
}
