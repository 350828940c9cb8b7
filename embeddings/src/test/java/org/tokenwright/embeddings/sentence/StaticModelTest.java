package org.tokenwright.embeddings.sentence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.tensors.NpyFile;
import org.tokenwright.embeddings.tensors.SafetensorsFile;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.CorruptInputException;

class StaticModelTest {
    private static final String GOLDEN = "golden/embeddings/formats/";

    @TempDir
    private Path folder;

    @Test
    void encodesAsModel2vecDoes() throws IOException {
        Path golden = SharedData.path(GOLDEN + "m2v_tiny");
        StaticModel model = StaticModel.load(golden);
        assertEquals(6, model.dimension());
        assertTrue(model.isNormalized());
        Path plain = Files.createDirectory(folder.resolve("plain"));
        for (String name : List.of("tokenizer.json", "model.safetensors")) {
            Files.copy(golden.resolve(name), plain.resolve(name));
        }
        StaticModel unnormalized = StaticModel.load(plain);
        assertFalse(unnormalized.isNormalized());
        int checked = 0;
        try (JsonParser json =
                new JsonFactory().createParser(golden.resolve("expected.json").toFile())) {
            String text = "";
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "text" -> text = json.getText();
                    case "ids_without_unk" ->
                        assertEquals(numbers(json).size(), model.newEncoder().encode(text, new float[6], 0));
                    case "mean_f32" ->
                        assertVector(numbers(json), unnormalized.newEncoder().encode(text));
                    case "normalized" -> {
                        assertVector(numbers(json), model.newEncoder().encode(text));
                        checked++;
                    }
                    default -> {}
                }
            }
        }
        assertEquals(7, checked);
    }

    private static List<Double> numbers(JsonParser json) throws IOException {
        List<Double> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(json.getDoubleValue());
        }
        return numbers;
    }

    private static void assertVector(List<Double> expected, float[] found) {
        assertEquals(expected.size(), found.length);
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected.get(i), found[i], 2e-7);
        }
    }

    @Test
    void weighsAsTheReferenceDoes() throws IOException {
        try (JsonParser json = new JsonFactory()
                .createParser(SharedData.path(GOLDEN + "sif_weights.json").toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                double[] weights = SifWeights.of(Integer.parseInt(json.currentName()), 1e-4);
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean last = json.currentName().equals("last");
                    json.nextToken();
                    if (last) {
                        assertEquals(json.getDoubleValue(), weights[weights.length - 1], 1e-12);
                    } else {
                        List<Double> first = numbers(json);
                        for (int i = 0; i < first.size(); i++) {
                            assertEquals(first.get(i), weights[i], 1e-12);
                        }
                    }
                }
            }
        }
    }

    private VectorTable table(float[][] rows) throws IOException {
        Path path = folder.resolve("table.npy");
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        NpyFile.write(path, TensorType.F32, new long[] {rows.length, rows[0].length}, flat);
        return NpyFile.open(path).table();
    }

    private static float[][] random(SplittableRandom random, int count, int dimension) {
        float[][] rows = new float[count][dimension];
        for (float[] row : rows) {
            for (int d = 0; d < dimension; d++) {
                row[d] = (float) random.nextGaussian() * (d + 1);
            }
        }
        return rows;
    }

    private static List<String> words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).toList();
    }

    @Test
    void makesAModelOfWords() throws IOException {
        SplittableRandom random = Seeds.random("StaticModelTest");
        float[][] rows = random(random, 30, 5);
        for (TensorType type : List.of(TensorType.F32, TensorType.F16, TensorType.I8)) {
            Path path = folder.resolve(type.name());
            StaticModelBuilder.of(table(rows)).type(type).normalized(false).write(path, words(30), true);
            SentenceEncoder encoder = StaticModel.load(path).newEncoder();
            float[] vector = new float[5];
            assertEquals(3, encoder.encode("W3, nothing w29 w3!", vector, 0));
            float largest = 0;
            for (float[] row : rows) {
                for (float component : row) {
                    largest = Math.max(largest, Math.abs(component));
                }
            }
            for (int d = 0; d < 5; d++) {
                float mean = (rows[3][d] + rows[29][d] + rows[3][d]) / 3;
                float scale = type == TensorType.I8 ? largest / 127 : 1;
                assertEquals(mean, vector[d] * scale, type == TensorType.F32 ? 1e-6 : 0.02 * largest);
            }
            assertArrayEquals(new float[5], encoder.encode("nothing"));
            assertEquals(512, encoder.encode("w1 ".repeat(600), vector, 0));
        }
    }

    /** Distances between principal components are those of the vectors, if all components are kept. */
    @Test
    void keepsDistancesInAllPrincipalComponents() throws IOException {
        SplittableRandom random = Seeds.random("StaticModelTest");
        float[][] rows = random(random, 40, 6);
        float[][] all = PrincipalComponents.of(rows, 6).project(rows);
        float[][] two = PrincipalComponents.of(rows, 2).project(rows);
        double[] mean = new double[6];
        double[] variance = new double[6];
        for (float[] row : all) {
            for (int d = 0; d < 6; d++) {
                mean[d] += row[d];
                variance[d] += row[d] * row[d];
            }
        }
        for (int d = 0; d < 6; d++) {
            assertEquals(0, mean[d], 1e-3);
            assertTrue(d == 0 || variance[d] <= variance[d - 1]);
        }
        for (int i = 0; i < 39; i++) {
            assertEquals(distance(rows[i], rows[i + 1]), distance(all[i], all[i + 1]), 1e-3);
            assertArrayEquals(new float[] {all[i][0], all[i][1]}, two[i], 1e-4f);
        }
    }

    private static double distance(float[] a, float[] b) {
        double square = 0;
        for (int d = 0; d < a.length; d++) {
            square += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return Math.sqrt(square);
    }

    /** Vectors around a few directions: the directions are found, and norms are kept. */
    @Test
    void sharesDirections() throws IOException {
        SplittableRandom random = Seeds.random("StaticModelTest");
        float[][] directions = random(random, 4, 12);
        float[][] rows = new float[100][12];
        for (int i = 0; i < 100; i++) {
            float norm = 0.5f + random.nextFloat();
            for (int d = 0; d < 12; d++) {
                rows[i][d] = directions[i % 4][d] * norm;
            }
        }
        Path path = folder.resolve("clusters");
        StaticModelBuilder.of(table(rows))
                .type(TensorType.F32)
                .clusters(40, random.nextLong())
                .normalized(false)
                .write(path, words(100), false);
        Tensor embeddings =
                SafetensorsFile.open(path.resolve("model.safetensors")).tensor("embeddings");
        assertArrayEquals(new long[] {40, 12}, embeddings.shape());
        SentenceEncoder encoder = StaticModel.load(path).newEncoder();
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(rows[i], encoder.encode("w" + i), 1e-4f);
        }
    }

    @Test
    void readsFoldersOfSentenceTransformers() throws IOException {
        SplittableRandom random = Seeds.random("StaticModelTest");
        float[][] rows = random(random, 4, 3);
        Path inner = folder.resolve("0_StaticEmbedding");
        StaticModelBuilder.of(table(rows)).type(TensorType.F32).write(inner, List.of("a", "b", "c", "<unk>"), false);
        Tensor matrix = SafetensorsFile.open(inner.resolve("model.safetensors")).tensor("embeddings");
        float[] values = new float[12];
        matrix.copy(0, values, 0, 12);
        new SafetensorsWriter()
                .add("embedding.weight", TensorType.F32, new long[] {4, 3}, values)
                .write(inner.resolve("model.safetensors"));
        Files.delete(inner.resolve("config.json"));
        assertFalse(StaticModel.load(folder).isNormalized());
        Files.writeString(
                folder.resolve("modules.json"),
                "[{\"type\":\"sentence_transformers.models.StaticEmbedding\"},{\"type\":\"sentence_transformers.models.Normalize\"}]");
        StaticModel model = StaticModel.load(folder);
        assertTrue(model.isNormalized());
        assertEquals(1, distance(model.newEncoder().encode("a b"), new float[3]), 1e-6);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        float[][] rows = {{1, 2}, {3, 4}};
        StaticModelBuilder builder = StaticModelBuilder.of(table(rows));
        assertMessage("dimension is 3, expected 1 to 2, as the vectors have", () -> builder.dimension(3));
        assertMessage("the coefficient is 0.0, expected a number above 0", () -> builder.sif(0));
        assertMessage("3 clusters, expected 1 to 2, the number of vectors", () -> builder.clusters(3, 0));
        assertMessage("the type is BF16, expected F16, F32, F64 or I8", () -> builder.type(TensorType.BF16));
        assertEquals(
                "there are 1 words and 2 vectors",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> builder.write(folder.resolve("x"), List.of("a"), false))
                        .getMessage());
        Path path = folder.resolve("m");
        builder.write(path, List.of("a", "b"), false);
        Path tensors = path.resolve("model.safetensors");
        write(tensors, "mapping", new int[] {0, 3, 1});
        assertCorrupt(path, ", tensor mapping, element 1: found 3, expected a row below 2");
        write(tensors, "mapping", new int[] {0, 1});
        assertCorrupt(path, ", tensor embeddings: found vectors for 2 ids, expected 3, as the tokenizer has");
        write(tensors, "weights", new int[] {0, 1});
        assertCorrupt(path, ", tensor weights: found weights I64[2], expected 2 floats");
        new SafetensorsWriter().add("x", new int[1]).write(tensors);
        assertCorrupt(path, ", tensors: found [x], expected embeddings or embedding.weight");
    }

    private static void write(Path tensors, String name, int[] values) throws IOException {
        new SafetensorsWriter()
                .add("embeddings", TensorType.F32, new long[] {2, 1}, new float[2])
                .add(name, values)
                .write(tensors);
    }

    private static void assertCorrupt(Path path, String message) {
        assertEquals(
                path.resolve("model.safetensors") + message,
                assertThrows(CorruptInputException.class, () -> StaticModel.load(path))
                        .getMessage());
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
