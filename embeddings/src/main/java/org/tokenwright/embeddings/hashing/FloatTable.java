package org.tokenwright.embeddings.hashing;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/** A table in one array of floats. Immutable, safe for any number of threads. */
public final class FloatTable implements VectorTable {
    /** The most components of a table, rows times dimension: {@value}. */
    public static final int MAX_COMPONENTS = Integer.MAX_VALUE - 8;

    private final int dimension;
    private final float[] components;

    /** Takes the array for its own. */
    FloatTable(int dimension, float[] components) {
        this.dimension = dimension;
        this.components = components;
    }

    /**
     * {@return a table of a copy of numbers}
     *
     * @param dimension the number of components of a row, 1 or more
     * @param components the rows, one behind the other
     * @throws IllegalArgumentException if {@code dimension} is less than 1, or the components are not whole rows
     */
    public static FloatTable of(int dimension, float... components) {
        checkShape(dimension, components.length);
        return new FloatTable(dimension, components.clone());
    }

    static void checkShape(int dimension, int components) {
        if (dimension < 1) {
            throw new IllegalArgumentException("the dimension is " + dimension + ", expected 1 or more");
        }
        if (components % dimension != 0) {
            throw new IllegalArgumentException(
                    components + " components, expected a multiple of the dimension " + dimension);
        }
    }

    @Override
    public long rows() {
        return components.length / dimension;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        addTo(components, start(row), dimension, weight, sum);
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        System.arraycopy(components, start(row), target, offset, dimension);
    }

    @Override
    public float dot(long row, float[] vector) {
        return dot(components, start(row), dimension, vector);
    }

    /** {@return a copy of the components, the rows one behind the other} */
    public float[] toArray() {
        return components.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTable table
                && dimension == table.dimension
                && Arrays.equals(components, table.components);
    }

    @Override
    public int hashCode() {
        return 31 * dimension + Arrays.hashCode(components);
    }

    float[] components() {
        return components;
    }

    private int start(long row) {
        return (int) Objects.checkIndex(row, rows()) * dimension;
    }

    static void addTo(float[] components, int start, int dimension, float weight, float[] sum) {
        Objects.checkFromIndexSize(0, dimension, sum.length);
        for (int i = 0; i < dimension; i++) {
            sum[i] += weight * components[start + i];
        }
    }

    static float dot(float[] components, int start, int dimension, float[] vector) {
        Objects.checkFromIndexSize(0, dimension, vector.length);
        float dot = 0;
        for (int i = 0; i < dimension; i++) {
            dot += components[start + i] * vector[i];
        }
        return dot;
    }
}
