package org.tokenwright.embeddings.sentence;

/**
 * Weights that make frequent tokens light: {@code a / (a + p)}, p the probability of a token (Arora, Liang and Ma 2017). Tokens
 * are taken to be in order of their frequency, which is that of Zipf: token i, from 0, has p in proportion to 1 / (i + 2).
 */
final class SifWeights {
    private SifWeights() {}

    /** {@return the weights of a number of tokens} */
    static double[] of(int count, double a) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += 1.0 / (i + 2);
        }
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = a / (a + 1.0 / (i + 2) / total);
        }
        return weights;
    }
}
