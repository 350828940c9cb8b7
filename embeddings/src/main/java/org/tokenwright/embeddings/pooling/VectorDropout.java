package org.tokenwright.embeddings.pooling;

import java.util.Objects;

/**
 * Drops by chance on the vectors of tokens: whole vectors, or single components with what is left scaled up (inverted dropout). On
 * the sum of a one-hot vector and a position, the second drops a token where it drops its one component: this is the token dropout
 * of "Neural Machine Translation without Embeddings". What is dropped is a function of the seed, the number of the document and the
 * position in it alone, so that documents can be treated in any order and in parallel. Special tokens are the caller's to leave
 * out. Immutable, safe for any number of threads.
 *
 * @see org.tokenwright.tokenizers.bytes.TokenDropout
 */
public final class VectorDropout {
    /*
     * The seed and the number of the document are mixed to a key, the key and the position to 64 bits. Of these the upper 53 are a
     * number in [0, 1) for whole vectors, so that the same seed drops the same positions as TokenDropout does. For components they
     * are a key again. The mixing is the finalizer of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford).
     */
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final double probability;
    private final long seed;
    private final boolean isWhole;

    private VectorDropout(double probability, long seed, boolean isWhole) {
        this.probability = probability;
        this.seed = mix(seed);
        this.isWhole = isWhole;
    }

    /**
     * {@return a dropout of whole vectors, which become zero; the others stay as they are} With the same seed it drops the positions
     * that {@link org.tokenwright.tokenizers.bytes.TokenDropout} drops.
     *
     * @param probability the share that is dropped, 0 to 1
     * @param seed decides which
     * @throws IllegalArgumentException if {@code probability} is not between 0 and 1
     */
    public static VectorDropout ofTokens(double probability, long seed) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("the probability is " + probability + ", expected 0 to 1");
        }
        return new VectorDropout(probability, seed, true);
    }

    /**
     * {@return a dropout of components, which become zero; the others are divided by {@code 1 - probability}}
     *
     * @param probability the share that is dropped, 0 to less than 1
     * @param seed decides which
     * @throws IllegalArgumentException if {@code probability} is not between 0 and 1, or is 1
     */
    public static VectorDropout inverted(double probability, long seed) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("the probability is " + probability + ", expected 0 to less than 1");
        }
        return new VectorDropout(probability, seed, false);
    }

    /**
     * Drops on the vectors of a part of a document, in place.
     *
     * @param document its number
     * @param position how many tokens of the document are before the part
     * @param vectors the vectors, one behind the other
     * @param dimension the number of components of one
     * @throws IllegalArgumentException if {@code dimension} is less than 1, or {@code vectors} are not whole ones
     */
    public void apply(long document, long position, float[] vectors, int dimension) {
        if (dimension < 1 || vectors.length % dimension != 0) {
            throw new IllegalArgumentException(
                    vectors.length + " components, expected vectors of " + dimension + " components, 1 or more");
        }
        for (int token = 0; token < vectors.length / dimension; token++) {
            apply(document, position + token, vectors, token * dimension, dimension);
        }
    }

    /**
     * Drops on the vector of one token, in place.
     *
     * @param document the number of its document
     * @param position its position in it
     * @param vectors the array that holds the vector
     * @param offset the index of its first component
     * @param dimension the number of its components
     * @throws IndexOutOfBoundsException if the vector is not inside the array
     */
    public void apply(long document, long position, float[] vectors, int offset, int dimension) {
        Objects.checkFromIndexSize(offset, dimension, vectors.length);
        long bits = mix(mix(seed + STEP * document) + STEP * position);
        boolean isDropped = isWhole && isDrawn(bits);
        float factor = isWhole ? 1 : (float) (1 / (1 - probability));
        for (int i = 0; i < dimension; i++) {
            if (isDropped || (!isWhole && isDrawn(mix(bits + STEP * (i + 1L))))) {
                vectors[offset + i] = 0;
            } else {
                vectors[offset + i] *= factor;
            }
        }
    }

    private boolean isDrawn(long bits) {
        return (bits >>> 11) * 0x1.0p-53 < probability;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
