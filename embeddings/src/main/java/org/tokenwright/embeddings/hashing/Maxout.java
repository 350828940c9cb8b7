package org.tokenwright.embeddings.hashing;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A layer that makes one vector of another, as thinc does: for each output the largest of several linear functions of the input
 * (maxout, Goodfellow et al. 2013), and then a layer normalization (Ba et al. 2016). All arithmetic is in float; sums go over the
 * inputs in order. Immutable, safe for any number of threads.
 *
 * <pre>
 * z[o]      = max over p of bias[o][p] + sum over i of weights[o][p][i] * x[i]
 * output[o] = gain[o] * (z[o] - mean(z)) / sqrt(variance(z) + 1e-8) + shift[o]
 * </pre>
 */
public final class Maxout {
    /*
     * The linear functions are computed together, input after input, with the weights of one input side by side: a loop that the
     * compiler vectorizes, and that adds in the same order as one function after the other.
     */
    private static final float EPSILON = 1e-8f;

    private final int inputs;
    private final int outputs;
    private final int pieces;
    private final float[] weights;

    /** The weights as [inputs][outputs][pieces]. */
    private final float[] columns;

    private final float[] bias;
    private final float[] gain;
    private final float[] shift;

    /** Takes the arrays for its own. */
    private Maxout(int inputs, float[] weights, float[] bias, float[] gain, float[] shift) {
        if (inputs < 1 || gain.length < 1 || bias.length < 1 || bias.length % gain.length != 0) {
            throw new IllegalArgumentException(inputs + " inputs, " + gain.length + " outputs and " + bias.length
                    + " linear functions, expected 1 or more of each and as many functions for each output");
        }
        if (weights.length != (long) bias.length * inputs) {
            throw new IllegalArgumentException(
                    weights.length + " weights, expected " + bias.length + " times " + inputs);
        }
        if (shift.length != gain.length) {
            throw new IllegalArgumentException(
                    shift.length + " shifts, expected " + gain.length + " as there are gains");
        }
        this.inputs = inputs;
        this.outputs = gain.length;
        this.pieces = bias.length / gain.length;
        this.weights = weights;
        this.columns = new float[weights.length];
        for (int piece = 0; piece < bias.length; piece++) {
            for (int i = 0; i < inputs; i++) {
                columns[i * bias.length + piece] = weights[piece * inputs + i];
            }
        }
        this.bias = bias;
        this.gain = gain;
        this.shift = shift;
    }

    /**
     * {@return the layer of given numbers, which are copied}
     *
     * @param inputs the number of components of an input
     * @param weights [outputs][pieces][inputs]
     * @param bias [outputs][pieces]
     * @param gain [outputs]
     * @param shift [outputs]
     * @throws IllegalArgumentException if the arrays do not have these sizes, each dimension being 1 or more
     */
    public static Maxout of(int inputs, float[] weights, float[] bias, float[] gain, float[] shift) {
        return new Maxout(inputs, weights.clone(), bias.clone(), gain.clone(), shift.clone());
    }

    /** The layer before training: weights uniform within the bound of Glorot and Bengio (2010), gains 1, the others 0. */
    static Maxout random(int inputs, int outputs, int pieces, SplittableRandom random) {
        float[] gain = new float[outputs];
        Arrays.fill(gain, 1);
        float bound = (float) Math.sqrt(6.0 / ((double) inputs + (double) outputs * pieces));
        float[] weights = TrainableTable.uniform(Math.multiplyExact(outputs * pieces, inputs), bound, random);
        return new Maxout(inputs, weights, new float[outputs * pieces], gain, new float[outputs]);
    }

    /** {@return the number of components of an input} */
    public int inputs() {
        return inputs;
    }

    /** {@return the number of components of an output} */
    public int outputs() {
        return outputs;
    }

    /**
     * Computes an output. Costs O(inputs * outputs * pieces).
     *
     * @param input the input
     * @param output takes the output, from index 0 on
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void apply(float[] input, float[] output) {
        Objects.checkFromIndexSize(0, outputs, output.length);
        float[] functions = functions(input);
        for (int o = 0; o < outputs; o++) {
            output[o] = functions[largest(functions, o)];
        }
        float mean = mean(output);
        float scale = scale(output, mean);
        for (int o = 0; o < outputs; o++) {
            output[o] = (output[o] - mean) * scale * gain[o] + shift[o];
        }
    }

    /** The values of all linear functions. */
    private float[] functions(float[] input) {
        Objects.checkFromIndexSize(0, inputs, input.length);
        float[] values = new float[bias.length];
        for (int i = 0; i < inputs; i++) {
            addColumn(i * values.length, input[i], values);
        }
        for (int piece = 0; piece < values.length; piece++) {
            values[piece] += bias[piece];
        }
        return values;
    }

    private void addColumn(int start, float factor, float[] values) {
        for (int piece = 0; piece < values.length; piece++) {
            values[piece] += columns[start + piece] * factor;
        }
    }

    /** Which function of an output has the largest value, the first of several. */
    private int largest(float[] functions, int output) {
        int best = output * pieces;
        for (int piece = best + 1; piece < (output + 1) * pieces; piece++) {
            if (functions[piece] > functions[best]) {
                best = piece;
            }
        }
        return best;
    }

    private float mean(float[] values) {
        float sum = 0;
        for (int o = 0; o < outputs; o++) {
            sum += values[o];
        }
        return sum / outputs;
    }

    private float scale(float[] values, float mean) {
        float squares = 0;
        for (int o = 0; o < outputs; o++) {
            squares += (values[o] - mean) * (values[o] - mean);
        }
        return (float) (1 / Math.sqrt(squares / outputs + EPSILON));
    }

    /** The gradients of all numbers of a layer, added up. For one thread. */
    static final class Gradients {
        private final float[] weights;
        private final float[] bias;
        private final float[] gain;
        private final float[] shift;

        Gradients(Maxout layer) {
            weights = new float[layer.weights.length];
            bias = new float[layer.bias.length];
            gain = new float[layer.gain.length];
            shift = new float[layer.shift.length];
        }

        float[] weights() {
            return weights;
        }

        float[] bias() {
            return bias;
        }

        float[] gain() {
            return gain;
        }

        float[] shift() {
            return shift;
        }
    }

    /**
     * Adds the gradients of one example.
     *
     * @param input its input
     * @param outputGradient the gradient of its output
     * @param gradients what the gradients of this layer are added to
     * @return the gradient of the input
     */
    float[] backward(float[] input, float[] outputGradient, Gradients gradients) {
        float[] functions = functions(input);
        int[] chosen = new int[outputs];
        float[] values = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            chosen[o] = largest(functions, o);
            values[o] = functions[chosen[o]];
        }
        float mean = mean(values);
        float scale = scale(values, mean);
        float sum = 0;
        float along = 0;
        for (int o = 0; o < outputs; o++) {
            float normal = (values[o] - mean) * scale;
            gradients.gain[o] += outputGradient[o] * normal;
            gradients.shift[o] += outputGradient[o];
            sum += outputGradient[o] * gain[o];
            along += outputGradient[o] * gain[o] * normal;
        }
        float[] inputGradient = new float[inputs];
        for (int o = 0; o < outputs; o++) {
            float normal = (values[o] - mean) * scale;
            float gradient = scale * (outputGradient[o] * gain[o] - (sum + normal * along) / outputs);
            gradients.bias[chosen[o]] += gradient;
            int start = chosen[o] * inputs;
            for (int i = 0; i < inputs; i++) {
                gradients.weights[start + i] += gradient * input[i];
                inputGradient[i] += gradient * weights[start + i];
            }
        }
        return inputGradient;
    }

    /** {@return the layer after a step against the gradients} */
    Maxout step(Gradients gradients, float rate) {
        return new Maxout(
                inputs,
                moved(weights, gradients.weights, rate),
                moved(bias, gradients.bias, rate),
                moved(gain, gradients.gain, rate),
                moved(shift, gradients.shift, rate));
    }

    private static float[] moved(float[] values, float[] gradients, float rate) {
        float[] moved = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            moved[i] = values[i] - rate * gradients[i];
            if (!Float.isFinite(moved[i])) {
                throw new ArithmeticException(
                        "the gradient " + gradients[i] + " would leave the range of floats at the " + "learning rate "
                                + rate + ", expected a lower rate or a clipped gradient");
            }
        }
        return moved;
    }
}
