package org.tokenwright.embeddings.fasttext;

/** Turns the mean of a line's rows into the best labels. For one thread. */
sealed interface Scorer permits FlatScorer, TreeScorer {
    /**
     * Finds the best labels.
     *
     * @param hidden the mean
     * @param threshold the least probability
     * @param best where they go: the logarithm as the C++ program has it, the label, the probability
     */
    void score(float[] hidden, float threshold, BestList best);

    /** {@return the logarithm of a probability plus 0.00001, as a float} */
    static float log(float probability) {
        return (float) Math.log(probability + 1e-5);
    }
}
