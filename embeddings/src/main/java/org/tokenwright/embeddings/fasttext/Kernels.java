package org.tokenwright.embeddings.fasttext;

/** Arithmetic on rows of floats, in the order of the C++ program unless a method says otherwise. */
final class Kernels {
    private Kernels() {}

    /** Adds {@code weight * row} to a sum. */
    static void add(float[] rows, int offset, float weight, float[] sum, int dimension) {
        for (int i = 0; i < dimension; i++) {
            sum[i] += weight * rows[offset + i];
        }
    }

    /** Adds {@code weight * vector} to a row. */
    static void add(float[] vector, int from, float weight, float[] rows, int offset, int dimension) {
        for (int i = 0; i < dimension; i++) {
            rows[offset + i] += weight * vector[from + i];
        }
    }

    /** Adds four rows to a sum, one after the other in each component. */
    static void add4(float[] rows, int a, int b, int c, int d, float[] sum, int dimension) {
        for (int i = 0; i < dimension; i++) {
            sum[i] = (((sum[i] + rows[a + i]) + rows[b + i]) + rows[c + i]) + rows[d + i];
        }
    }

    /** {@return the dot product, summed from the first component to the last} */
    static float dot(float[] rows, int offset, float[] vector, int dimension) {
        float sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += rows[offset + i] * vector[i];
        }
        return sum;
    }

    /** {@return the dot product in eight partial sums: faster, and other last bits} */
    static float fastDot(float[] rows, int offset, float[] vector, int dimension) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i < dimension - 7; i += 8) {
            s0 += rows[offset + i] * vector[i];
            s1 += rows[offset + i + 1] * vector[i + 1];
            s2 += rows[offset + i + 2] * vector[i + 2];
            s3 += rows[offset + i + 3] * vector[i + 3];
            s4 += rows[offset + i + 4] * vector[i + 4];
            s5 += rows[offset + i + 5] * vector[i + 5];
            s6 += rows[offset + i + 6] * vector[i + 6];
            s7 += rows[offset + i + 7] * vector[i + 7];
        }
        for (; i < dimension; i++) {
            s0 += rows[offset + i] * vector[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** Eight dot products at once, of rows that follow each other; each summed from the first component to the last. */
    static void dot8(float[] rows, int offset, float[] vector, int dimension, float[] results, int first) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int o1 = offset + dimension;
        int o2 = o1 + dimension;
        int o3 = o2 + dimension;
        int o4 = o3 + dimension;
        int o5 = o4 + dimension;
        int o6 = o5 + dimension;
        int o7 = o6 + dimension;
        for (int i = 0; i < dimension; i++) {
            float x = vector[i];
            s0 += rows[offset + i] * x;
            s1 += rows[o1 + i] * x;
            s2 += rows[o2 + i] * x;
            s3 += rows[o3 + i] * x;
            s4 += rows[o4 + i] * x;
            s5 += rows[o5 + i] * x;
            s6 += rows[o6 + i] * x;
            s7 += rows[o7 + i] * x;
        }
        results[first] = s0;
        results[first + 1] = s1;
        results[first + 2] = s2;
        results[first + 3] = s3;
        results[first + 4] = s4;
        results[first + 5] = s5;
        results[first + 6] = s6;
        results[first + 7] = s7;
    }

    /** One step on an output row: {@code gradient += alpha * row}, then {@code row += alpha * hidden}. */
    static void step(float[] rows, int offset, float alpha, float[] hidden, float[] gradient, int dimension) {
        for (int i = 0; i < dimension; i++) {
            float old = rows[offset + i];
            gradient[i] += alpha * old;
            rows[offset + i] = old + alpha * hidden[i];
        }
    }

    /** Adds a vector to a row. */
    static void addToRow(float[] vector, float[] rows, int offset, int dimension) {
        for (int i = 0; i < dimension; i++) {
            rows[offset + i] += vector[i];
        }
    }

    static void scale(float[] vector, float factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    /** {@return the length of a vector, squares summed in float arithmetic} */
    static float norm(float[] vector) {
        float sum = 0;
        for (float x : vector) {
            sum += x * x;
        }
        return (float) Math.sqrt(sum);
    }
}
