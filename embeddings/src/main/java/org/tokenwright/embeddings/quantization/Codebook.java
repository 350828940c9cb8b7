package org.tokenwright.embeddings.quantization;

import java.util.Arrays;

/** The centroids of one part of the vectors. Immutable, safe for any number of threads. */
final class Codebook {
    /*
     * Layout: the centroids twice, at most 2 times 256 times the dimension in floats. `rows` has them one after the other, for
     * decoding. `columns` has the first components of all, then the second ones, and so on: the distances of a vector from all
     * centroids are then sums of whole columns, which the compiler vectorizes. Each distance is still summed over the components
     * in order, as in rows. `columns` is that of `rows`, which is given away by nobody.
     */
    private final int size;
    private final int count;
    private final float[] rows;
    private final float[] columns;
    private final float[] squares;

    /**
     * Takes centroids.
     *
     * @param rows the centroids, one after the other; kept
     * @param size number of components of each
     */
    Codebook(float[] rows, int size) {
        this.rows = rows;
        this.size = size;
        count = rows.length / size;
        columns = new float[rows.length];
        squares = new float[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < size; j++) {
                float value = rows[i * size + j];
                columns[j * count + i] = value;
                squares[i] += value * value;
            }
        }
    }

    int size() {
        return size;
    }

    int count() {
        return count;
    }

    /** {@return the centroids, one after the other; not to be changed} */
    float[] rows() {
        return rows;
    }

    /** Writes the squared distances of a vector from all centroids. */
    void distances(float[] vector, int from, float[] target, int at) {
        Arrays.fill(target, at, at + count, 0);
        for (int j = 0; j < size; j++) {
            float value = vector[from + j];
            int column = j * count;
            for (int i = 0; i < count; i++) {
                float difference = value - columns[column + i];
                target[at + i] += difference * difference;
            }
        }
    }

    /** Writes the inner products of a vector with all centroids. */
    void products(float[] vector, int from, float[] target, int at) {
        Arrays.fill(target, at, at + count, 0);
        for (int j = 0; j < size; j++) {
            float value = vector[from + j];
            int column = j * count;
            for (int i = 0; i < count; i++) {
                target[at + i] += value * columns[column + i];
            }
        }
    }

    /** {@return the squared length of a centroid} */
    float square(int centroid) {
        return squares[centroid];
    }

    /**
     * {@return the nearest centroid of a vector, the first of those that are equally near}
     *
     * @param scratch room for {@link #count()} distances; that of the nearest is then at its index
     */
    int nearest(float[] vector, int from, float[] scratch) {
        distances(vector, from, scratch, 0);
        int nearest = 0;
        float least = scratch[0];
        for (int i = 1; i < count; i++) {
            if (scratch[i] < least) {
                least = scratch[i];
                nearest = i;
            }
        }
        return nearest;
    }

    /** Copies a centroid. */
    void copy(int centroid, float[] target, int at) {
        System.arraycopy(rows, centroid * size, target, at, size);
    }
}
