package org.tokenwright.embeddings.hashing;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.BitSet;
import java.util.Objects;
import java.util.SplittableRandom;
import org.tokenwright.embeddings.VectorTable;

/**
 * A table that learns: gradients of rows are added up, and a step moves the rows that have one against it. Needs twice the memory
 * of its components. For one thread; {@link #freeze} gives the immutable table.
 *
 * <pre>{@code
 * TrainableTable table = TrainableTable.uniform(5_000, 96, 0.1f, seed);
 * table.addGradient(row, 1, gradient, 0);
 * table.step(0.05f);
 * }</pre>
 */
public final class TrainableTable implements VectorTable {
    private static final int FRACTION_BITS = 24;

    private final int rows;
    private final int dimension;
    private final float[] components;
    private final float[] gradients;

    /** The rows that have a gradient, in the order in which they got it. */
    private final IntArrayList changed = new IntArrayList();

    private final BitSet isChanged = new BitSet();

    private TrainableTable(int dimension, float[] components) {
        this.rows = components.length / dimension;
        this.dimension = dimension;
        this.components = components;
        this.gradients = new float[components.length];
    }

    /**
     * {@return a table of random numbers, the same for the same seed}
     *
     * @param rows the number of rows, 1 or more
     * @param dimension the number of components of a row, 1 or more
     * @param bound the components are uniform in {@code [-bound, bound)}; 0 or more
     * @param seed the seed
     * @throws IllegalArgumentException if a number is outside its range, or the table has more than
     *     {@value FloatTable#MAX_COMPONENTS} components
     */
    public static TrainableTable uniform(int rows, int dimension, float bound, long seed) {
        if (rows < 1 || dimension < 1 || (long) rows * dimension > FloatTable.MAX_COMPONENTS) {
            throw new IllegalArgumentException("a table of " + rows + " rows of " + dimension
                    + " components, expected 1 or more of each and at most " + FloatTable.MAX_COMPONENTS + " in all");
        }
        if (!(bound >= 0 && bound < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the bound is " + bound + ", expected a number of 0 or more");
        }
        return new TrainableTable(dimension, uniform(rows * dimension, bound, new SplittableRandom(seed)));
    }

    static float[] uniform(int length, float bound, SplittableRandom random) {
        float[] components = new float[length];
        for (int i = 0; i < length; i++) {
            float unit = (random.nextLong() >>> (Long.SIZE - FRACTION_BITS)) * 0x1.0p-24f;
            components[i] = (2 * unit - 1) * bound;
        }
        return components;
    }

    /**
     * {@return a table that begins with the rows of another}
     *
     * @param table the other table
     * @throws IllegalArgumentException if it has more than {@value FloatTable#MAX_COMPONENTS} components
     */
    public static TrainableTable copyOf(VectorTable table) {
        return new TrainableTable(table.dimension(), components(table));
    }

    static float[] components(VectorTable table) {
        if (table.rows() > FloatTable.MAX_COMPONENTS / table.dimension()) {
            throw new IllegalArgumentException("a table of " + table.rows() + " rows of " + table.dimension()
                    + " components, expected at most " + FloatTable.MAX_COMPONENTS + " in all");
        }
        int rows = (int) table.rows();
        float[] components = new float[rows * table.dimension()];
        for (int row = 0; row < rows; row++) {
            table.copy(row, components, row * table.dimension());
        }
        return components;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        FloatTable.addTo(components, start(row), dimension, weight, sum);
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        System.arraycopy(components, start(row), target, offset, dimension);
    }

    @Override
    public float dot(long row, float[] vector) {
        return FloatTable.dot(components, start(row), dimension, vector);
    }

    /**
     * Adds to the gradient of a row. Costs O(dimension).
     *
     * @param row which row
     * @param weight by what the gradient is multiplied
     * @param gradient the array that holds the gradient
     * @param offset the index of its first component
     * @throws IndexOutOfBoundsException if there is no such row, or {@code gradient} ends too early
     */
    public void addGradient(long row, float weight, float[] gradient, int offset) {
        int start = start(row);
        Objects.checkFromIndexSize(offset, dimension, gradient.length);
        for (int i = 0; i < dimension; i++) {
            gradients[start + i] += weight * gradient[offset + i];
        }
        if (!isChanged.get((int) row)) {
            isChanged.set((int) row);
            changed.add((int) row);
        }
    }

    /**
     * Copies the gradient that a row has gathered since the last step.
     *
     * @param row which row
     * @param target where the components are written to
     * @param offset the index in {@code target} of the first component
     * @throws IndexOutOfBoundsException if there is no such row, or {@code target} has no room for it
     */
    public void copyGradient(long row, float[] target, int offset) {
        System.arraycopy(gradients, start(row), target, offset, dimension);
    }

    /**
     * Moves each row that has a gradient: {@code row[i] -= rate * gradient[i]}, and begins new gradients. Costs O(dimension) for
     * each such row.
     *
     * @param rate the learning rate
     * @throws ArithmeticException if a component would become infinite or no number; the rows and their gradients are then as
     *     before
     */
    public void step(float rate) {
        for (int i = 0; i < changed.size(); i++) {
            checkStep(changed.getInt(i), rate);
        }
        for (int i = 0; i < changed.size(); i++) {
            int start = changed.getInt(i) * dimension;
            for (int j = start; j < start + dimension; j++) {
                components[j] -= rate * gradients[j];
                gradients[j] = 0;
            }
        }
        changed.clear();
        isChanged.clear();
    }

    private void checkStep(int row, float rate) {
        int start = row * dimension;
        for (int j = start; j < start + dimension; j++) {
            if (!Float.isFinite(components[j] - rate * gradients[j])) {
                throw new ArithmeticException("row " + row + " with the gradient " + gradients[j] + " at component "
                        + (j - start) + " would leave the range of floats at the learning rate " + rate
                        + ", expected a lower rate or a clipped gradient");
            }
        }
    }

    /**
     * {@return the table as it is now, immutable} Copies the components.
     */
    public FloatTable freeze() {
        return new FloatTable(dimension, components.clone());
    }

    private int start(long row) {
        return (int) Objects.checkIndex(row, (long) rows) * dimension;
    }
}
