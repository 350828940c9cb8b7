package org.tokenwright.embeddings.transplant;

/**
 * A vector as a sum of a few atoms.
 *
 * @param atoms the numbers of the atoms, in the order in which they were picked
 * @param coefficients by what each is multiplied
 * @param residuals the norm of what is left after no atom, one, two and so on; one more than atoms. What is left after s atoms is
 *     also what a search for only s would have left
 */
@SuppressWarnings("ArrayRecordComponent") // a result, not a value that is compared
public record SparseApproximation(int[] atoms, double[] coefficients, double[] residuals) {
    /** {@return the norm of what is left} */
    public double residual() {
        return residuals[residuals.length - 1];
    }
}
