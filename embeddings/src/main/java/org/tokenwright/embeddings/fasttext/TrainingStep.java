package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;

/** One thread's steps of stochastic gradient descent. */
final class TrainingStep {
    private final Matrix input;
    private final TrainingLoss loss;
    private final boolean normalizesGradient;
    private final Minstd random;
    private final float[] hidden;
    private final float[] gradient;
    private float rate;

    TrainingStep(Matrix input, TrainingLoss loss, boolean normalizesGradient, Minstd random) {
        this.input = input;
        this.loss = loss;
        this.normalizesGradient = normalizesGradient;
        this.random = random;
        hidden = new float[input.dimension()];
        gradient = new float[input.dimension()];
    }

    Minstd random() {
        return random;
    }

    float[] hidden() {
        return hidden;
    }

    float[] gradient() {
        return gradient;
    }

    float rate() {
        return rate;
    }

    void rate(float rate) {
        this.rate = rate;
    }

    /**
     * Learns from one example.
     *
     * @param rows the input rows, repeated ones count as often
     * @param count how many of them
     * @param target the output that is right
     * @param all all outputs that are right
     */
    void update(int[] rows, int count, int target, RowList all) {
        if (count == 0) {
            return;
        }
        float share = (float) (1.0 / count);
        Arrays.fill(hidden, 0);
        input.addAll(rows, count, hidden);
        Kernels.scale(hidden, share);
        Arrays.fill(gradient, 0);
        loss.update(this, target, all);
        if (normalizesGradient) {
            Kernels.scale(gradient, share);
        }
        for (int i = 0; i < count; i++) {
            Kernels.add(gradient, input.row(rows[i]));
        }
    }

    TrainingDivergedException diverged() {
        return new TrainingDivergedException(rate);
    }
}
