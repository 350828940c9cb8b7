package org.tokenwright.embeddings.fasttext;

/**
 * Arithmetic on rows of floats. Every sum is built in the order of the C++ program, so results are equal bit by bit; speed comes
 * from several rows at once, not from another order. All arrays have one length unless a method says otherwise.
 */
final class Kernels {
    private Kernels() {}

    /** Adds a vector to a sum. */
    static void add(float[] vector, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
    }

    /** Adds {@code weight * vector} to a sum. */
    static void add(float[] vector, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * vector[i];
        }
    }

    /** Adds four vectors to a sum, one after the other. */
    static void add4(float[] a, float[] b, float[] c, float[] d, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (((sum[i] + a[i]) + b[i]) + c[i]) + d[i];
        }
    }

    /** {@return the dot product, summed from the first component to the last} */
    static float dot(float[] row, float[] vector) {
        float sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += row[i] * vector[i];
        }
        return sum;
    }

    /** Four dot products with one vector. */
    static void dot4(float[] a, float[] b, float[] c, float[] d, float[] vector, float[] results) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i < vector.length; i++) {
            float x = vector[i];
            s0 += a[i] * x;
            s1 += b[i] * x;
            s2 += c[i] * x;
            s3 += d[i] * x;
        }
        results[0] = s0;
        results[1] = s1;
        results[2] = s2;
        results[3] = s3;
    }

    /** Eight dot products with one vector, of rows that follow each other; results at the numbers of the rows. */
    static void dot8(float[][] rows, int first, float[] vector, float[] results) {
        float[] r0 = rows[first];
        float[] r1 = rows[first + 1];
        float[] r2 = rows[first + 2];
        float[] r3 = rows[first + 3];
        float[] r4 = rows[first + 4];
        float[] r5 = rows[first + 5];
        float[] r6 = rows[first + 6];
        float[] r7 = rows[first + 7];
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int i = 0; i < vector.length; i++) {
            float x = vector[i];
            s0 += r0[i] * x;
            s1 += r1[i] * x;
            s2 += r2[i] * x;
            s3 += r3[i] * x;
            s4 += r4[i] * x;
            s5 += r5[i] * x;
            s6 += r6[i] * x;
            s7 += r7[i] * x;
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
    static void step(float[] row, float alpha, float[] hidden, float[] gradient) {
        for (int i = 0; i < hidden.length; i++) {
            float old = row[i];
            gradient[i] += alpha * old;
            row[i] = old + alpha * hidden[i];
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
