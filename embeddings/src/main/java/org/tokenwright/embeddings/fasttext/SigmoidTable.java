package org.tokenwright.embeddings.fasttext;

/** The logistic function in 512 steps from -8 to 8, 0 and 1 outside. Immutable. */
final class SigmoidTable {
    private static final int STEPS = 512;
    private static final int BOUND = 8;

    private final float[] values = new float[STEPS + 1];

    SigmoidTable() {
        for (int i = 0; i <= STEPS; i++) {
            float x = (float) (i * 2 * BOUND) / STEPS - BOUND;
            values[i] = (float) (1.0 / (1.0 + (float) Math.exp(-x)));
        }
    }

    float of(float x) {
        if (x < -BOUND) {
            return 0;
        }
        if (x > BOUND) {
            return 1;
        }
        return values[(int) ((x + BOUND) * STEPS / BOUND / 2)];
    }
}
