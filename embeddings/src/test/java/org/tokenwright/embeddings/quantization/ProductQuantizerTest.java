package org.tokenwright.embeddings.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.embeddings.ArrayTable;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

class ProductQuantizerTest {
    private static final int[] PARTS = {1, 2, 3, 5, 7};

    @TempDir
    private Path folder;

    private static ArrayTable clustered(SplittableRandom random, int rows, int dimension) {
        float[] values = new float[rows * dimension];
        float[] centre = new float[dimension];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < dimension; i++) {
                if (row % 20 == 0) {
                    centre[i] = (float) (5 * random.nextGaussian());
                }
                values[row * dimension + i] = (float) (centre[i] + random.nextGaussian());
            }
        }
        return new ArrayTable(values, dimension);
    }

    private static ProductQuantizerTrainer anyTrainer(SplittableRandom random) {
        return ProductQuantizer.trainer(PARTS[random.nextInt(PARTS.length)])
                .bits(4 + random.nextInt(5))
                .rotate(random.nextBoolean())
                .norms(random.nextBoolean())
                .seed(random.nextLong());
    }

    /** All the codes of a row, decoded one by one, and compared in the plain way. */
    @RepeatedTest(8)
    void encodesNearestAndMeasuresDecoded() throws IOException {
        SplittableRandom random = Seeds.random("encodesNearestAndMeasuresDecoded");
        ArrayTable table = clustered(random, 60 + random.nextInt(300), 7 + random.nextInt(6));
        int dimension = table.dimension();
        ProductQuantizer quantizer = anyTrainer(random).train(table);
        QuantizedTable small = QuantizedTable.of(table, quantizer, 1 + random.nextInt(3));
        assertEquals(table.rows(), small.rows());
        assertEquals(dimension, small.dimension());

        float[] query = table.row(random.nextInt((int) table.rows()));
        query[0] += 0.5f;
        for (Metric metric : Metric.values()) {
            List<Match> expected = new ArrayList<>();
            for (int row = 0; row < table.rows(); row++) {
                float[] decoded = new float[dimension];
                small.copy(row, decoded, 0);
                expected.add(new Match(row, (float) plain(query, decoded, metric)));
                assertEquals(small.dot(row, query), plain(query, decoded, Metric.INNER_PRODUCT), 1e-2);
                float[] sum = query.clone();
                small.addTo(row, 2, sum);
                assertEquals(query[0] + 2 * decoded[0], sum[0], 1e-4f);
            }
            int sign = metric == Metric.SQUARED_DISTANCE ? 1 : -1;
            expected.sort(Comparator.comparingDouble((Match match) -> sign * match.value()));
            List<Match> found = small.nearest(query, 10, metric);
            assertEquals(10, found.size());
            for (int i = 0; i < found.size(); i++) {
                double tolerance = metric == Metric.COSINE ? 1e-5 : 1e-2;
                assertEquals(expected.get(i).value(), found.get(i).value(), tolerance);
            }
            assertEquals(
                    table.rows(),
                    small.nearest(query, Integer.MAX_VALUE, metric).size());
        }

        Path path = folder.resolve("table.tkw");
        small.save(path);
        QuantizedTable again = QuantizedTable.load(path);
        Path copy = folder.resolve("copy.tkw");
        again.save(copy);
        assertEquals(-1, Files.mismatch(path, copy));
        assertEquals(small.nearest(query, 5, Metric.COSINE), again.nearest(query, 5, Metric.COSINE));
    }

    private static double plain(float[] query, float[] vector, Metric metric) {
        double product = 0;
        double distance = 0;
        double queries = 0;
        double vectors = 0;
        for (int i = 0; i < query.length; i++) {
            product += (double) query[i] * vector[i];
            distance += Math.pow((double) query[i] - vector[i], 2);
            queries += (double) query[i] * query[i];
            vectors += (double) vector[i] * vector[i];
        }
        return switch (metric) {
            case SQUARED_DISTANCE -> distance;
            case INNER_PRODUCT -> product;
            case COSINE -> queries * vectors == 0 ? 0 : product / Math.sqrt(queries * vectors);
        };
    }

    /** No other centroid is nearer, by trying all of them in all parts, for codes of any number of bits. */
    @RepeatedTest(4)
    void takesTheNearestCentroids() {
        SplittableRandom random = Seeds.random("takesTheNearestCentroids");
        ArrayTable table = clustered(random, 300, 11);
        ProductQuantizer quantizer =
                ProductQuantizer.trainer(3).bits(4 + random.nextInt(5)).train(table);
        byte[] code = new byte[quantizer.codeBytes() + 2];
        for (int row = 0; row < table.rows(); row++) {
            float[] vector = table.row(row);
            quantizer.encode(vector, 0, code, 1);
            for (int part = 0; part < 3; part++) {
                Codebook book = quantizer.book(part);
                int taken = quantizer.centroid(code, 1, part);
                double least = Double.POSITIVE_INFINITY;
                for (int centroid = 0; centroid < book.count(); centroid++) {
                    least = Math.min(least, distance(book, centroid, vector, quantizer.start(part)));
                }
                assertEquals(least, distance(book, taken, vector, quantizer.start(part)), 1e-5 * (1 + least));
            }
        }
        assertEquals(0, code[0]);
        assertEquals(0, code[code.length - 1]);
    }

    private static double distance(Codebook book, int centroid, float[] vector, int start) {
        double sum = 0;
        for (int i = 0; i < book.size(); i++) {
            sum += Math.pow((double) vector[start + i] - book.rows()[centroid * book.size() + i], 2);
        }
        return sum;
    }

    @RepeatedTest(4)
    void isTheSameForAnyThreads() throws IOException {
        SplittableRandom random = Seeds.random("isTheSameForAnyThreads");
        ArrayTable table = clustered(random, 3000, 12);
        ProductQuantizerTrainer trainer = anyTrainer(random);
        Path first = folder.resolve("1");
        QuantizedTable.of(table, trainer.train(table), 1).save(first);
        for (int threads = 2; threads < 5; threads++) {
            Path other = folder.resolve(Integer.toString(threads));
            QuantizedTable.of(table, trainer.threads(threads).train(table), threads)
                    .save(other);
            assertEquals(-1, Files.mismatch(first, other));
        }
    }

    @Test
    void samplesLargeTables() {
        SplittableRandom random = new SplittableRandom(3);
        ArrayTable table = clustered(random, 6000, 4);
        ProductQuantizer quantizer = ProductQuantizer.trainer(2).bits(4).train(table);
        ArrayTable sample = new ArrayTable(Arrays.copyOf(table.values(), 4096 * 4), 4);
        double error = quantizer.meanSquaredError(table);
        double other = ProductQuantizer.trainer(2).bits(4).train(sample).meanSquaredError(table);
        assertEquals(other, error, 0.2 * other);
    }

    @Test
    void lengthsApartHelpWhereLengthsDiffer() {
        SplittableRandom random = new SplittableRandom(5);
        ArrayTable table = clustered(random, 2000, 8);
        for (int row = 0; row < table.rows(); row++) {
            float scale = (float) Math.exp(2 * random.nextGaussian());
            for (int i = 0; i < 8; i++) {
                table.values()[row * 8 + i] *= row == 7 ? 0 : scale;
            }
        }
        ProductQuantizer plain = ProductQuantizer.trainer(3).train(table);
        ProductQuantizer apart = ProductQuantizer.trainer(2).norms(true).train(table);
        assertEquals(3, apart.codeBytes());
        assertEquals(plain.codeBytes(), apart.codeBytes());
        assertTrue(cosineError(table, apart) < cosineError(table, plain));
        float[] decoded = new float[8];
        QuantizedTable.of(table, apart, 1).copy(7, decoded, 0);
        assertArrayEquals(new float[8], decoded, Float.MIN_VALUE);
        assertEquals(
                0,
                QuantizedTable.of(table, apart, 1).nearest(table.row(1), 2000, Metric.COSINE).stream()
                        .filter(match -> match.row() == 7)
                        .findFirst()
                        .orElseThrow()
                        .value());
    }

    private static double cosineError(ArrayTable table, ProductQuantizer quantizer) {
        double sum = 0;
        QuantizedTable small = QuantizedTable.of(table, quantizer, 1);
        float[] decoded = new float[table.dimension()];
        for (int row = 0; row < table.rows(); row++) {
            small.copy(row, decoded, 0);
            sum += 1 - plain(table.row(row), decoded, Metric.COSINE);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, true", "300, false"})
    void isExactForFewVectors(int rows, boolean norms) {
        ArrayTable table = clustered(new SplittableRandom(rows), rows, 6);
        ProductQuantizer quantizer =
                ProductQuantizer.trainer(2).norms(norms).rotate(true).train(table);
        double error = quantizer.meanSquaredError(table);
        assertTrue(rows == 300 ? error < 5 : error < 1e-8, "error " + error);
        float[] equal = new float[600 * 6];
        assertEquals(0, quantizer(equal).meanSquaredError(new ArrayTable(equal, 6)));
    }

    private static ProductQuantizer quantizer(float[] values) {
        return ProductQuantizer.trainer(2).rotate(true).train(new ArrayTable(values, 6));
    }

    @Test
    void saysWhatIsWrong() {
        ArrayTable table = clustered(new SplittableRandom(1), 20, 4);
        assertMessage("parts is 0, expected 1 to 65536", () -> ProductQuantizer.trainer(0));
        assertMessage(
                "bits is 9, expected 4 to 8", () -> ProductQuantizer.trainer(1).bits(9));
        assertMessage(
                "threads is 0, expected 1 or more",
                () -> ProductQuantizer.trainer(1).threads(0));
        assertMessage(
                "parts is 5, expected at most 4, the dimension of the vectors",
                () -> ProductQuantizer.trainer(5).train(table));
        assertMessage(
                "there are no vectors to learn from: the table has 0 rows",
                () -> ProductQuantizer.trainer(1).train(new ArrayTable(new float[0], 4)));
        ArrayTable broken = new ArrayTable(new float[] {1, 2, 3, Float.NaN}, 2);
        assertMessage(
                "component 1 of row 1 is NaN, expected a number of at most 1.0E15",
                () -> ProductQuantizer.trainer(1).train(broken));
        ProductQuantizer quantizer = ProductQuantizer.trainer(2).train(table);
        assertFalse(quantizer.isRotated());
        assertFalse(quantizer.hasNorms());
        assertMessage("the vectors have 2 components, expected 4", () -> QuantizedTable.of(broken, quantizer, 1));
        assertMessage("threads is 0, expected 1 or more", () -> QuantizedTable.of(table, quantizer, 0));
        QuantizedTable small = QuantizedTable.of(table, quantizer, 1);
        assertMessage("the query has 1 components, expected 4", () -> small.nearest(new float[1], 1, Metric.COSINE));
        assertMessage("count is -1, expected 0 or more", () -> small.nearest(new float[4], -1, Metric.COSINE));
        assertThrows(IndexOutOfBoundsException.class, () -> small.copy(20, new float[4], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> small.copy(0, new float[4], 1));
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path path = folder.resolve("other");
        ModelFile.writer("bpe").write(path);
        CorruptInputException problem = assertThrows(CorruptInputException.class, () -> QuantizedTable.load(path));
        assertEquals(
                path + ", byte 56: found a file of kind \"bpe\", expected kind \"quantized-table\"",
                problem.getMessage());
    }
}
