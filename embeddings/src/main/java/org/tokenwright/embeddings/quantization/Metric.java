package org.tokenwright.embeddings.quantization;

/** How near two vectors are. */
public enum Metric {
    /** The square of the Euclidean distance: the smaller, the nearer. */
    SQUARED_DISTANCE,

    /** The inner product: the larger, the nearer. */
    INNER_PRODUCT,

    /** The inner product divided by both lengths; 0 if a vector is zero. The larger, the nearer. */
    COSINE;

    /** {@return a number that is the larger, the nearer two vectors are whose value this is} */
    float nearness(float value) {
        return this == SQUARED_DISTANCE ? -value : value;
    }
}
