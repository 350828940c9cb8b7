package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class MaxoutTest {
    private static final int INPUTS = 5;
    private static final int OUTPUTS = 4;
    private static final int PIECES = 3;

    /** The layer in doubles, as a function of all of its numbers. */
    private static double loss(double[][] all, double[] weightsOfLoss) {
        double[] x = all[0];
        double[] z = new double[OUTPUTS];
        for (int o = 0; o < OUTPUTS; o++) {
            z[o] = Double.NEGATIVE_INFINITY;
            for (int p = 0; p < PIECES; p++) {
                int piece = o * PIECES + p;
                double sum = all[2][piece];
                for (int i = 0; i < INPUTS; i++) {
                    sum += all[1][piece * INPUTS + i] * x[i];
                }
                z[o] = Math.max(z[o], sum);
            }
        }
        double mean = Arrays.stream(z).average().orElseThrow();
        double variance =
                Arrays.stream(z).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double loss = 0;
        for (int o = 0; o < OUTPUTS; o++) {
            loss += weightsOfLoss[o] * ((z[o] - mean) / Math.sqrt(variance + 1e-8) * all[3][o] + all[4][o]);
        }
        return loss;
    }

    @Test
    void gradientsAreThoseOfDifferences() {
        SplittableRandom random = Seeds.random("MaxoutTest.gradientsAreThoseOfDifferences");
        float[][] all = {
            TrainableTable.uniform(INPUTS, 1, random),
            TrainableTable.uniform(INPUTS * OUTPUTS * PIECES, 1, random),
            TrainableTable.uniform(OUTPUTS * PIECES, 1, random),
            TrainableTable.uniform(OUTPUTS, 1, random),
            TrainableTable.uniform(OUTPUTS, 1, random)
        };
        float[] lossWeights = TrainableTable.uniform(OUTPUTS, 1, random);
        Maxout layer = Maxout.of(INPUTS, all[1], all[2], all[3], all[4]);
        float[] output = new float[OUTPUTS];
        layer.apply(all[0], output);
        double found = 0;
        for (int o = 0; o < OUTPUTS; o++) {
            found += lossWeights[o] * output[o];
        }
        double[][] exact = new double[all.length][];
        for (int part = 0; part < all.length; part++) {
            exact[part] = doubles(all[part]);
        }
        double[] exactWeights = doubles(lossWeights);
        assertEquals(loss(exact, exactWeights), found, 1e-3);

        Maxout.Gradients gradients = new Maxout.Gradients(layer);
        float[] inputGradient = layer.backward(all[0], lossWeights, gradients);
        float[][] gradientParts = {
            inputGradient, gradients.weights(), gradients.bias(), gradients.gain(), gradients.shift()
        };
        for (int part = 0; part < all.length; part++) {
            for (int i = 0; i < all[part].length; i++) {
                double value = exact[part][i];
                double step = 1e-7;
                exact[part][i] = value + step;
                double above = loss(exact, exactWeights);
                exact[part][i] = value - step;
                double below = loss(exact, exactWeights);
                exact[part][i] = value;
                double expected = (above - below) / (2 * step);
                assertEquals(expected, gradientParts[part][i], 5e-3 * (1 + Math.abs(expected)), part + " " + i);
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @Test
    void stepGoesAgainstTheGradient() {
        Maxout layer = Maxout.of(1, new float[] {2}, new float[] {3}, new float[] {4}, new float[] {5});
        Maxout.Gradients gradients = new Maxout.Gradients(layer);
        layer.backward(new float[] {1}, new float[] {10}, gradients);
        float[] output = new float[1];
        layer.step(gradients, 0.1f).apply(new float[] {7}, output);
        assertEquals(4, output[0]);
        gradients.weights()[0] = Float.MAX_VALUE;
        assertEquals(
                "the gradient 3.4028235E38 would leave the range of floats at the learning rate 2.0, expected a lower rate "
                        + "or a clipped gradient",
                assertThrows(ArithmeticException.class, () -> layer.step(gradients, 2))
                        .getMessage());
    }

    @Test
    void sizesAreChecked() {
        float[] one = {1};
        float[] two = {1, 2};
        assertEquals(
                "1 inputs, 2 outputs and 1 linear functions, expected 1 or more of each and as many functions for each "
                        + "output",
                assertThrows(IllegalArgumentException.class, () -> Maxout.of(1, one, one, two, two))
                        .getMessage());
        assertEquals(
                "1 weights, expected 2 times 1",
                assertThrows(IllegalArgumentException.class, () -> Maxout.of(1, one, two, one, one))
                        .getMessage());
        assertEquals(
                "2 shifts, expected 1 as there are gains",
                assertThrows(IllegalArgumentException.class, () -> Maxout.of(1, one, one, one, two))
                        .getMessage());
    }
}
