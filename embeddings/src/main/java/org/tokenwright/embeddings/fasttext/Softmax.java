package org.tokenwright.embeddings.fasttext;

/** The softmax function, rounded as the C++ program rounds it. */
final class Softmax {
    private Softmax() {}

    /** Replaces scores by probabilities. */
    static void apply(float[] scores, int count) {
        float most = scores[0];
        for (int i = 1; i < count; i++) {
            most = Math.max(most, scores[i]);
        }
        float sum = 0;
        for (int i = 0; i < count; i++) {
            scores[i] = (float) Math.exp(scores[i] - most);
            sum += scores[i];
        }
        for (int i = 0; i < count; i++) {
            scores[i] /= sum;
        }
    }
}
