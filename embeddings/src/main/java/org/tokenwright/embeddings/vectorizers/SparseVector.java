package org.tokenwright.embeddings.vectorizers;

import java.util.Arrays;
import java.util.Objects;

/**
 * A vector of which only the components that are not zero are held, as two parallel arrays: their indices, ascending, and their
 * values. Immutable, safe for any number of threads.
 */
public final class SparseVector {
    private final int[] indices;
    private final double[] values;

    /** Takes arrays that are known to be right and not to change. */
    SparseVector(int[] indices, double[] values) {
        this.indices = indices;
        this.values = values;
    }

    /**
     * {@return how many components are held}
     */
    public int size() {
        return indices.length;
    }

    /**
     * {@return the index of a component that is held, ascending with its place}
     *
     * @param place 0 to {@link #size()}, exclusive
     * @throws IndexOutOfBoundsException if {@code place} is not
     */
    public int index(int place) {
        return indices[place];
    }

    /**
     * {@return the value of a component that is held}
     *
     * @param place 0 to {@link #size()}, exclusive
     * @throws IndexOutOfBoundsException if {@code place} is not
     */
    public double value(int place) {
        return values[place];
    }

    /**
     * {@return a copy of the indices, ascending}
     */
    public int[] indices() {
        return indices.clone();
    }

    /**
     * {@return a copy of the values, in the order of the indices}
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * {@return the inner product with another vector} Costs O(components held).
     *
     * @param other the other one
     */
    public double dot(SparseVector other) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < indices.length && j < other.indices.length) {
            if (indices[i] == other.indices[j]) {
                sum += values[i++] * other.values[j++];
            } else if (indices[i] < other.indices[j]) {
                i++;
            } else {
                j++;
            }
        }
        return sum;
    }

    /**
     * {@return the Euclidean distance from another vector} Costs O(components held).
     *
     * @param other the other one
     */
    public double distance(SparseVector other) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < indices.length || j < other.indices.length) {
            int index = i < indices.length ? indices[i] : Integer.MAX_VALUE;
            int otherIndex = j < other.indices.length ? other.indices[j] : Integer.MAX_VALUE;
            double difference = (index <= otherIndex ? values[i++] : 0) - (otherIndex <= index ? other.values[j++] : 0);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseVector that
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(indices), Arrays.hashCode(values));
    }

    /**
     * {@return the components, for people: {@code {3: 0.5, 17: 0.25}}}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < indices.length; i++) {
            text.append(i == 0 ? "" : ", ").append(indices[i]).append(": ").append(values[i]);
        }
        return text.append('}').toString();
    }
}
