package org.tokenwright.embeddings.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.embeddings.ArrayTable;

/** Compares with what Faiss 1.7.3 made of 5,000 vectors, and with the errors of four quantizers on them. */
class FaissGoldenTest {
    @ParameterizedTest
    @ValueSource(ints = {8, 4})
    void encodesAndDecodesAsFaiss(int bits) throws IOException {
        double error = FaissGolden.error("pq_M8_b" + bits);
        ProductQuantizer quantizer = FaissGolden.quantizer("centroids_M8_b" + bits, 8, bits);
        byte[] expected = FaissGolden.codes("codes_M8_b" + bits);
        ArrayTable vectors = FaissGolden.vectors();
        byte[] codes = new byte[expected.length];
        for (int row = 0; row < vectors.rows(); row++) {
            quantizer.encode(vectors.row(row), 0, codes, row * quantizer.codeBytes());
        }
        assertArrayEquals(expected, codes);
        assertEquals(error, quantizer.meanSquaredError(vectors), 1e-5 * error);
    }

    @ParameterizedTest
    @CsvSource({"l2, SQUARED_DISTANCE", "ip, INNER_PRODUCT"})
    void measuresDistancesAsFaiss(String name, Metric metric) throws IOException {
        String file = "adc_" + name + "_M8_b8";
        float[] expected = FaissGolden.floats(file);
        boolean columnMajor = FaissGolden.isColumnMajor(file);
        ProductQuantizer quantizer = FaissGolden.quantizer("centroids_M8_b8", 8, 8);
        byte[] codes = FaissGolden.codes("codes_M8_b8");
        ArrayTable queries = new ArrayTable(FaissGolden.floats("queries_20x32"), FaissGolden.DIMENSION);
        for (int query = 0; query < 20; query++) {
            DistanceTable table = quantizer.distances(queries.row(query), metric);
            for (int row = 0; row < 5000; row++) {
                float value = expected[columnMajor ? row * 20 + query : query * 5000 + row];
                assertEquals(value, table.value(codes, row * 8), 1e-3f);
            }
        }
    }

    @Test
    void rotatesAsFaiss() throws IOException {
        float[] matrix = FaissGolden.floats("opq_rotation_M8");
        ArrayTable vectors = FaissGolden.vectors();
        Rotation rotation = new Rotation(matrix, FaissGolden.DIMENSION);
        float[] rotated = new float[vectors.values().length];
        float[] back = new float[FaissGolden.DIMENSION];
        for (int at = 0; at < rotated.length; at += FaissGolden.DIMENSION) {
            rotation.apply(vectors.values(), at, rotated, at);
            rotation.undo(rotated, at, back, 0);
            assertArrayEquals(vectors.row(at / FaissGolden.DIMENSION), back, 1e-4f);
        }
        ArrayTable table = new ArrayTable(rotated, FaissGolden.DIMENSION);
        ProductQuantizer quantizer = ProductQuantizer.trainer(8).train(table);
        assertTrue(
                quantizer.meanSquaredError(table) < FaissGolden.error("opq_M8_b8"), "the error after Faiss's rotation");
    }

    /** The mean squared errors of Faiss, fastText, JVector (the better of two runs) and Faiss with rotation. */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "4, 54.15, 54.22, 55.03, 33.79",
        "8, 19.41, 19.40, 19.68, 16.73",
        "16, 2.090, 2.123, 1.693, 2.055",
    })
    void errsLessThanOthers(int parts, double faiss, double fastText, double jvector, double rotated)
            throws IOException {
        ArrayTable vectors = FaissGolden.vectors();
        double best = Math.min(Math.min(faiss, fastText), Math.min(jvector, rotated));
        for (int seed = 0; seed < 2; seed++) {
            ProductQuantizerTrainer trainer =
                    ProductQuantizer.trainer(parts).seed(seed).threads(2);
            double plain = trainer.train(vectors).meanSquaredError(vectors);
            double turned = trainer.rotate(true).train(vectors).meanSquaredError(vectors);
            System.out.printf(Locale.ROOT, "%d parts, seed %d: plain %.4f, rotated %.4f%n", parts, seed, plain, turned);
            assertTrue(plain < Math.min(faiss, Math.min(fastText, jvector)), "plain: " + plain);
            assertTrue(turned < best, "rotated: " + turned);
        }
    }
}
