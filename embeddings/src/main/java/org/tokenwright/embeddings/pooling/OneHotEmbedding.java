package org.tokenwright.embeddings.pooling;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/**
 * The embedding that is no table: the row of an id has one component that is not zero, that of its number. So a matrix times a row
 * is a column of the matrix, and a row times a vector one component of the vector. ("Neural Machine Translation without
 * Embeddings", Shaham and Levy 2021.) The row of padding is all zero. Immutable; holds three numbers.
 *
 * <pre>{@code
 * OneHotEmbedding embedding = OneHotEmbedding.of(264, 512, 1);
 * embedding.project(weights, id, projected);   // the same as weights times the row, for the price of a copy
 * }</pre>
 */
public final class OneHotEmbedding implements VectorTable {
    private final int ids;
    private final int dimension;
    private final int padding;
    private final float scale;

    private OneHotEmbedding(int ids, int dimension, int padding, float scale) {
        if (ids < 1 || dimension < ids) {
            throw new IllegalArgumentException(ids + " ids in " + dimension
                    + " dimensions, expected 1 or more ids and as many dimensions or more");
        }
        if (padding < -1 || padding >= ids) {
            throw new IllegalArgumentException(
                    "the id of padding is " + padding + ", expected -1 for none or 0 to " + (ids - 1));
        }
        this.ids = ids;
        this.dimension = dimension;
        this.padding = padding;
        this.scale = scale;
    }

    /**
     * {@return the embedding of ids, scaled by the square root of the dimension as the paper begins}
     *
     * @param ids the number of ids, 1 or more
     * @param dimension the number of components of a row, {@code ids} or more
     * @param padding the id of padding, or -1 if there is none
     * @throws IllegalArgumentException if a number is outside its range
     */
    public static OneHotEmbedding of(int ids, int dimension, int padding) {
        return new OneHotEmbedding(ids, dimension, padding, (float) Math.sqrt(dimension));
    }

    /**
     * {@return this embedding with another scale, which models learn: one for the encoder, one for the decoder, one for the logits}
     *
     * @param newScale the component that is not zero
     */
    public OneHotEmbedding scaledBy(float newScale) {
        return new OneHotEmbedding(ids, dimension, padding, newScale);
    }

    /**
     * A row without its zeros.
     *
     * @param component which component the value has; all others are zero
     * @param value the value
     */
    public record Row(int component, float value) {}

    /**
     * {@return a row, that of padding with the value 0}
     *
     * @param id which, 0 to {@link #rows()} exclusive
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Row row(long id) {
        return new Row((int) Objects.checkIndex(id, (long) ids), value(id));
    }

    private float value(long id) {
        return id == padding ? 0 : scale;
    }

    @Override
    public long rows() {
        return ids;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        Row view = row(row);
        Objects.checkFromIndexSize(0, dimension, sum.length);
        sum[view.component()] += weight * view.value();
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        Row view = row(row);
        Objects.checkFromIndexSize(offset, dimension, target.length);
        Arrays.fill(target, offset, offset + dimension, 0);
        target[offset + view.component()] = view.value();
    }

    @Override
    public float dot(long row, float[] vector) {
        Row view = row(row);
        Objects.checkFromIndexSize(0, dimension, vector.length);
        return view.value() * vector[view.component()];
    }

    /**
     * Multiplies a matrix by a row: the column of the id times the scale. Costs O(rows of the matrix).
     *
     * @param matrix [rows][{@link #dimension()}], row by row
     * @param id which row, 0 to {@link #rows()} exclusive
     * @param product takes the product, one component for each row of the matrix
     * @throws IndexOutOfBoundsException if there is no such row of this embedding
     * @throws IllegalArgumentException if {@code matrix} does not have {@link #dimension()} components for each of {@code product}
     */
    public void project(float[] matrix, long id, float[] product) {
        Row view = row(id);
        if (matrix.length != (long) product.length * dimension) {
            throw new IllegalArgumentException("a matrix of " + matrix.length + " components, expected "
                    + product.length + " rows of " + dimension);
        }
        for (int i = 0; i < product.length; i++) {
            product[i] = matrix[i * dimension + view.component()] * view.value();
        }
    }

    /**
     * Computes the logits of all ids: the dot product of each row with a hidden state. Costs O(ids).
     *
     * @param hidden the hidden state, of {@link #dimension()} components
     * @param logits takes one number for each id
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void logits(float[] hidden, float[] logits) {
        Objects.checkFromIndexSize(0, dimension, hidden.length);
        Objects.checkFromIndexSize(0, ids, logits.length);
        for (int id = 0; id < ids; id++) {
            logits[id] = value(id) * hidden[id];
        }
    }
}
