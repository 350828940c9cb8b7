package org.tokenwright.embeddings.fasttext;

import org.jspecify.annotations.Nullable;

/**
 * Binary logistic regression on output rows: four rows at a time have their dot products computed, which does not change them as
 * long as the rows are different. For one thread.
 */
final class LogisticSteps {
    private static final int BATCH = 4;

    private final Matrix output;
    private final SigmoidTable sigmoid;
    private final float @Nullable [] offsets;
    private final int[] rows = new int[BATCH];
    private final float[] labels = new float[BATCH];
    private final float[] dots = new float[BATCH];
    private int size;

    LogisticSteps(Matrix output, SigmoidTable sigmoid) {
        this(output, sigmoid, null);
    }

    /**
     * Creates the steps.
     *
     * @param offsets what is added to the dot product of each row, or null for nothing
     */
    LogisticSteps(Matrix output, SigmoidTable sigmoid, float @Nullable [] offsets) {
        this.output = output;
        this.sigmoid = sigmoid;
        this.offsets = offsets;
    }

    /** Does a step on a row, at the latest in {@link #finish}. */
    void add(TrainingStep step, int row, boolean positive) {
        for (int i = 0; i < size; i++) {
            if (rows[i] == row) {
                finish(step);
            }
        }
        rows[size] = row;
        labels[size++] = positive ? 1 : 0;
        if (size == BATCH) {
            finish(step);
        }
    }

    /** Does all steps that are left. */
    void finish(TrainingStep step) {
        if (size == 0) {
            return;
        }
        float[] hidden = step.hidden();
        float[] first = output.row(rows[0]);
        float[] second = output.row(rows[Math.min(1, size - 1)]);
        float[] third = output.row(rows[Math.min(2, size - 1)]);
        float[] fourth = output.row(rows[size - 1]);
        Kernels.dot4(first, second, third, fourth, hidden, dots);
        dots[size - 1] = dots[BATCH - 1];
        for (int i = 0; i < size; i++) {
            if (Float.isNaN(dots[i])) {
                throw step.diverged();
            }
            float score = offsets == null ? dots[i] : dots[i] + offsets[rows[i]];
            float alpha = step.rate() * (labels[i] - sigmoid.of(score));
            Kernels.step(output.row(rows[i]), alpha, hidden, step.gradient());
        }
        size = 0;
    }
}
