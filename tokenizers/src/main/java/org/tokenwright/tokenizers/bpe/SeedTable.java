package org.tokenwright.tokenizers.bpe;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.tokenwright.vocab.Vocabulary;

/** Finds pretokens of up to {@value #LONGEST} bytes that are a token. Immutable, safe for any number of threads. */
final class SeedTable {
    /*
     * Two longs a slot, so that a slot lies in one cache line: bytes 0 to 7, and above bytes 8 to 11, zero-padded, the length in
     * 4 bits and the id in 24. The second is 0 where the slot is free. Open addressing with linear probing, three slots for two
     * tokens. A filter is asked first: most pretokens that are new to an encoder are no token.
     * The hash has a secret, so that nobody can make a vocabulary whose tokens collide; nothing depends on it but time.
     */
    static final int LONGEST = 12;

    private static final int ID_SHIFT = 36;
    private static final long KEY = (1L << ID_SHIFT) - 1;

    private final long secret0;
    private final long secret1;
    private final long[] slots;
    private final HashFilter filter;

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
        int tokens = 0;
        for (int id = 0; id < vocabulary.idBound(); id++) {
            tokens += isSeed(id, vocabulary, isIn) ? 1 : 0;
        }
        slots = new long[2 * (tokens + tokens / 2 + 1)];
        filter = new HashFilter(tokens);
        byte[] bytes = new byte[Math.max(16, vocabulary.maxLength())];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (isSeed(id, vocabulary, isIn)) {
                int length = vocabulary.length(id);
                vocabulary.copy(id, bytes, 0);
                add(PieceKey.low(bytes, 0, length), PieceKey.high(bytes, 0, length), id);
            }
        }
    }

    private static boolean isSeed(int id, Vocabulary vocabulary, IntPredicate isIn) {
        return vocabulary.contains(id) && vocabulary.length(id) <= LONGEST && isIn.test(id);
    }

    private void add(long key0, long key1, int id) {
        long key = key(key1);
        int hash = hash(key0, key);
        filter.add(hash);
        int at = home(hash);
        while (slots[at + 1] != 0) {
            at = next(at);
        }
        slots[at] = key0;
        slots[at + 1] = key | ((long) id << ID_SHIFT);
    }

    /**
     * {@return the token that a pretoken of at most {@link #LONGEST} bytes is, or {@link Vocabulary#NO_ID}}
     *
     * @param key0 its bytes, as {@link PieceKey} has them
     * @param key1 the rest of them, and its length
     */
    int find(long key0, long key1) {
        long key = key(key1);
        int hash = hash(key0, key);
        if (!filter.mayHave(hash)) {
            return Vocabulary.NO_ID;
        }
        for (int at = home(hash); ; at = next(at)) {
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

    private int hash(long key0, long key) {
        return (int) (PieceKey.mix(key0 ^ secret0, key ^ secret1) >>> 32);
    }

    private int home(int hash) {
        return (int) (((hash & 0xFFFF_FFFFL) * (slots.length / 2)) >>> 32) << 1;
    }

    private int next(int slot) {
        return slot + 2 == slots.length ? 0 : slot + 2;
    }
}
