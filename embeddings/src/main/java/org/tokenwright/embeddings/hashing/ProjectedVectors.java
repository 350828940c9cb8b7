package org.tokenwright.embeddings.hashing;

import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/** The part of vectors that do not learn, multiplied by a matrix. */
record ProjectedVectors(WordEmbedding vectors, VectorTable table) implements TokenPart {
    ProjectedVectors {
        if (table.dimension() != vectors.dimension()) {
            throw new IllegalArgumentException("a matrix of " + table.dimension() + " columns, expected "
                    + vectors.dimension() + " as the vectors have components");
        }
        if (table.rows() < 1 || table.rows() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a matrix of " + table.rows() + " rows, expected 1 to " + Integer.MAX_VALUE);
        }
    }

    @Override
    public int dimension() {
        return (int) table.rows();
    }

    @Override
    public TokenPart over(VectorTable other) {
        return new ProjectedVectors(vectors, other);
    }

    @Override
    public void embed(String token, float[] vector, int offset) {
        Objects.checkFromIndexSize(offset, dimension(), vector.length);
        float[] input = vectors.vector(token);
        for (int o = 0; o < dimension(); o++) {
            vector[offset + o] = table.dot(o, input);
        }
    }

    @Override
    public void addGradient(String token, float[] gradient, int offset, TrainableTable trained) {
        if (trained.rows() != table.rows() || trained.dimension() != table.dimension()) {
            throw new IllegalArgumentException("the trained matrix has " + trained.rows() + " rows of "
                    + trained.dimension() + ", expected " + table.rows() + " of " + table.dimension());
        }
        Objects.checkFromIndexSize(offset, dimension(), gradient.length);
        float[] input = vectors.vector(token);
        for (int o = 0; o < dimension(); o++) {
            trained.addGradient(o, gradient[offset + o], input, 0);
        }
    }
}
