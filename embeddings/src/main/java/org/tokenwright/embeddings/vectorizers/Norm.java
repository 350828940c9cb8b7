package org.tokenwright.embeddings.vectorizers;

/** By what a vector is divided; a zero vector stays as it is. */
public enum Norm {
    /** By nothing. */
    NONE,

    /** By the sum of its components' magnitudes. */
    L1,

    /** By its Euclidean length. */
    L2
}
