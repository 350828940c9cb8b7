package org.tokenwright.embeddings.fasttext;

/**
 * A label that a classifier predicts.
 *
 * @param label the label with its prefix
 * @param probability its probability, 0 to 1
 * @param logProbability the value by which the C++ program orders labels: the logarithm of the probability plus 0.00001; with
 *     hierarchical softmax, the sum of such logarithms on the way to the label
 */
public record Prediction(String label, double probability, float logProbability) {
    /** {@return the probability as the C++ program prints it, which may be above 1 by about 0.00001} */
    public float referenceProbability() {
        return (float) Math.exp(logProbability);
    }
}
