package org.tokenwright.tokenizers.bpe;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.tokenwright.vocab.Vocabulary;

/** Finds pretokens of up to {@value #LONGEST} bytes that are a token. Immutable, safe for any number of threads. */
final class SeedTable {
    /*
     * Two longs a slot, so that a slot lies in one cache line: bytes 0 to 7, and above bytes 8 to 11, zero-padded, the length in
     * 4 bits and the id in 24. The second is 0 where the slot is free. Open addressing with linear probing, at most half full.
     * The hash has a secret, so that nobody can make a vocabulary whose tokens collide; nothing depends on it but time.
     */
    static final int LONGEST = 12;

    private static final int ID_SHIFT = 36;
    private static final long KEY = (1L << ID_SHIFT) - 1;

    private final long secret0;
    private final long secret1;
    private final long[] slots;

    /**
     * Makes a table.
     *
     * @param vocabulary has the tokens
     * @param isIn tells which of them a pretoken of their bytes becomes
     */
    SeedTable(Vocabulary vocabulary, IntPredicate isIn) {
        SplittableRandom random = new SplittableRandom();
        secret0 = random.nextLong();
        secret1 = random.nextLong();
        slots = new long[Math.max(4, 4 * Integer.highestOneBit(2 * vocabulary.size()))];
        byte[] bytes = new byte[Math.max(16, vocabulary.maxLength())];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            int length = vocabulary.length(id);
            if (length > 0 && length <= LONGEST && isIn.test(id)) {
                vocabulary.copy(id, bytes, 0);
                add(PieceCache.key0(bytes, 0, length), PieceCache.key1(bytes, 0, length), id);
            }
        }
    }

    private void add(long key0, long key1, int id) {
        long key = key(key1);
        int at = home(key0, key);
        while (slots[at + 1] != 0) {
            at = at + 2 & slots.length - 1;
        }
        slots[at] = key0;
        slots[at + 1] = key | (long) id << ID_SHIFT;
    }

    /**
     * {@return the token that a pretoken of at most {@link #LONGEST} bytes is, or {@link Vocabulary#NO_ID}}
     *
     * @param key0 its bytes, as {@link PieceCache} has them
     * @param key1 the rest of them, and its length
     */
    int find(long key0, long key1) {
        long key = key(key1);
        for (int at = home(key0, key); ; at = at + 2 & slots.length - 1) {
            long found = slots[at + 1];
            if ((found & KEY) == key && slots[at] == key0) {
                return (int) (found >>> ID_SHIFT);
            }
            if (found == 0) {
                return Vocabulary.NO_ID;
            }
        }
    }

    private static long key(long key1) {
        return (key1 & 0xFFFF_FFFFL) | ((key1 >>> 56) << 32);
    }

    private int home(long key0, long key) {
        return (int) PieceCache.mix(key0 ^ secret0, key ^ secret1) << 1 & slots.length - 2;
    }
}
