package org.tokenwright.embeddings.pooling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.hashing.TrainableTable;
import org.tokenwright.testing.Seeds;

class OneHotEmbeddingTest {
    private static final int IDS = 12;
    private static final int DIMENSION = 16;
    private static final int ROWS = 7;

    /** A matrix times a row, summed up, has the very bits of the gathered column, as all other terms are zero. */
    @Test
    void projectingIsMultiplying() {
        SplittableRandom random = Seeds.random("OneHotEmbeddingTest.projectingIsMultiplying");
        OneHotEmbedding embedding = OneHotEmbedding.of(IDS, DIMENSION, 1);
        float[] matrix = TrainableTable.uniform(ROWS, DIMENSION, 3, random.nextLong())
                .freeze()
                .toArray();
        for (int id = 0; id < IDS; id++) {
            float[] row = new float[DIMENSION + 3];
            embedding.copy(id, row, 2);
            float[] expected = new float[ROWS];
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < DIMENSION; c++) {
                    expected[r] += matrix[r * DIMENSION + c] * row[2 + c];
                }
            }
            float[] product = new float[ROWS];
            embedding.project(matrix, id, product);
            assertArrayEquals(expected, product, 0);
        }
    }

    /** So the embedding is a lookup in the transposed matrix. */
    @Test
    void projectingIsLookingUpInTheTransposedMatrix() {
        OneHotEmbedding embedding = OneHotEmbedding.of(3, 3, -1).scaledBy(1);
        float[] matrix = {1, 2, 3, 4, 5, 6};
        float[] product = new float[2];
        embedding.project(matrix, 2, product);
        assertArrayEquals(new float[] {3, 6}, product);
    }

    @Test
    void rowsAreUnitVectorsAndPaddingIsZero() {
        OneHotEmbedding embedding = OneHotEmbedding.of(3, 4, 1);
        assertEquals(new OneHotEmbedding.Row(2, 2), embedding.row(2));
        assertEquals(new OneHotEmbedding.Row(1, 0), embedding.row(1));
        float[] vector = {9, 9, 9, 9};
        embedding.copy(0, vector, 0);
        assertArrayEquals(new float[] {2, 0, 0, 0}, vector);
        embedding.addTo(2, 0.5f, vector);
        embedding.addTo(1, 0.5f, vector);
        assertArrayEquals(new float[] {2, 0, 1, 0}, vector);
        float[] logits = new float[3];
        embedding.scaledBy(10).logits(new float[] {1, 2, 3, 4}, logits);
        assertArrayEquals(new float[] {10, 0, 30}, logits);
        for (int id = 0; id < 3; id++) {
            assertEquals(logits[id], embedding.scaledBy(10).dot(id, new float[] {1, 2, 3, 4}));
        }
    }

    @Test
    void numbersAreChecked() {
        assertEquals(
                "5 ids in 4 dimensions, expected 1 or more ids and as many dimensions or more",
                assertThrows(IllegalArgumentException.class, () -> OneHotEmbedding.of(5, 4, 0))
                        .getMessage());
        assertEquals(
                "the id of padding is 4, expected -1 for none or 0 to 3",
                assertThrows(IllegalArgumentException.class, () -> OneHotEmbedding.of(4, 4, 4))
                        .getMessage());
        OneHotEmbedding embedding = OneHotEmbedding.of(3, 4, 1);
        assertThrows(IndexOutOfBoundsException.class, () -> embedding.row(3));
        assertEquals(
                "a matrix of 7 components, expected 2 rows of 4",
                assertThrows(IllegalArgumentException.class, () -> embedding.project(new float[7], 0, new float[2]))
                        .getMessage());
    }
}
