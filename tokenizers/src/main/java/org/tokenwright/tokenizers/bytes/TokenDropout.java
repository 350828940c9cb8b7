package org.tokenwright.tokenizers.bytes;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Drops tokens by chance, as models of bytes are trained with: each is removed, or becomes a given id, with one probability, but
 * special tokens stay, and so do negative numbers, which are no ids (the padding of BLT is one). What is dropped is a function of the seed, the number of the document and the position in it alone, so
 * that documents can be treated in any order and in parallel. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * TokenDropout dropout = TokenDropout.replacing(tokenizer, 0.2, 2, seed);   // 2: <unk> of ByT5
 * for (long document = 0; (ids = next()) != null; document++) {
 *     train(dropout.apply(document, ids));
 * }
 * }</pre>
 */
public final class TokenDropout {
    /*
     * The seed and the number of the document are mixed to a key, the key and the position to 64 bits, of which the upper 53 are a
     * number in [0, 1). The mixing is the finalizer of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford).
     */
    private static final int REMOVED = -1;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final double probability;
    private final long seed;
    private final int replacement;
    private final IntOpenHashSet special;

    private TokenDropout(Tokenizer tokenizer, double probability, int replacement, long seed) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("the probability is " + probability + ", expected 0 to 1");
        }
        this.probability = probability;
        this.seed = mix(seed);
        this.replacement = replacement;
        special = new IntOpenHashSet(tokenizer.specialTokens().ids().values());
    }

    /**
     * {@return a dropout by which tokens become an id, that of padding or of the unknown token for instance}
     *
     * @param tokenizer knows the special tokens, which stay
     * @param probability the share of the others that is dropped, 0 to 1
     * @param id what they become
     * @param seed decides which
     * @throws IllegalArgumentException if {@code probability} is not between 0 and 1, or {@code id} negative
     */
    public static TokenDropout replacing(Tokenizer tokenizer, double probability, int id, long seed) {
        if (id < 0) {
            throw new IllegalArgumentException("the id is " + id + ", expected 0 or more");
        }
        return new TokenDropout(tokenizer, probability, id, seed);
    }

    /**
     * {@return a dropout by which tokens are removed}
     *
     * @param tokenizer knows the special tokens, which stay
     * @param probability the share of the others that is dropped, 0 to 1
     * @param seed decides which
     * @throws IllegalArgumentException if {@code probability} is not between 0 and 1
     */
    public static TokenDropout removing(Tokenizer tokenizer, double probability, long seed) {
        return new TokenDropout(tokenizer, probability, REMOVED, seed);
    }

    /**
     * Drops tokens of a document.
     *
     * @param document its number
     * @param ids its ids
     * @return the ids that are left, in a new array
     */
    public int[] apply(long document, int... ids) {
        int[] changed = ids.clone();
        int end = apply(document, 0, changed, 0, changed.length);
        return end == changed.length ? changed : Arrays.copyOf(changed, end);
    }

    /**
     * Drops tokens of a part of a document in place.
     *
     * @param document its number
     * @param position how many ids of the document are before the part
     * @param ids the array that holds the ids
     * @param start index of the first
     * @param end index behind the last
     * @return index behind the last that is left; those that are begin at {@code start}
     * @throws IndexOutOfBoundsException if the range is not inside {@code ids}
     */
    public int apply(long document, long position, int[] ids, int start, int end) {
        Objects.checkFromToIndex(start, end, ids.length);
        long key = mix(seed + STEP * document);
        int left = start;
        for (int i = start; i < end; i++) {
            int id = ids[i];
            if (id < 0 || !isDrawn(key, position + (i - start)) || special.contains(id)) {
                ids[left++] = id;
            } else if (replacement != REMOVED) {
                ids[left++] = replacement;
            }
        }
        return left;
    }

    private boolean isDrawn(long key, long position) {
        return (mix(key + STEP * position) >>> 11) * 0x1.0p-53 < probability;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
