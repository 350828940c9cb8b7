package org.tokenwright.embeddings.transplant;

/** Makes the vectors of new tokens, in the base's space. */
@FunctionalInterface
interface NewRows {
    /** Writes the vector of a token, given by its id in the donor, over an array of zeros. */
    void make(int donorId, double[] row);
}
