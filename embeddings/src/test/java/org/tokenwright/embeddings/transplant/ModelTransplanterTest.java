package org.tokenwright.embeddings.transplant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.linear.Matrices;
import org.tokenwright.embeddings.linear.Svd;
import org.tokenwright.embeddings.tensors.SafetensorsFile;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.Tensor;
import org.tokenwright.embeddings.tensors.TensorFiles;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizers;

class ModelTransplanterTest {
    private static final int DIMENSION = 8;
    private static final int WORDS = 40;

    @TempDir
    private Path folder;

    private Path base = Path.of("");
    private Path donor = Path.of("");
    private Path target = Path.of("");
    private float[] baseInput = new float[0];
    private float[] baseOutput = new float[0];
    private double[] rotation = new double[0];

    /**
     * The base has the words w0 to w39, the donor the same in another order, of which every fifth has another name (new0, ...).
     * The donor's space is that of the base, turned.
     */
    @BeforeEach
    void writeModels() throws IOException {
        SplittableRandom random = Seeds.random("ModelTransplanterTest");
        base = Files.createDirectory(folder.resolve("base"));
        donor = Files.createDirectory(folder.resolve("donor"));
        target = folder.resolve("target");
        baseInput = random(random, (WORDS + 3) * DIMENSION);
        baseOutput = random(random, (WORDS + 3) * DIMENSION);
        rotation = rotation(random);
        tokenizer(
                base,
                List.of("<unk>", "<s>", "</s>"),
                IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList());
        tokenizer(
                donor,
                List.of("[end]", "[begin]", "<unk>", "<extra>"),
                IntStream.range(0, WORDS)
                        .mapToObj(ModelTransplanterTest::donorWord)
                        .toList());
        Files.writeString(
                base.resolve("special_tokens_map.json"),
                "{\"bos_token\":\"<s>\",\"eos_token\":{\"content\":\"</s>\"}}");
        Files.writeString(
                donor.resolve("special_tokens_map.json"), "{\"bos_token\":\"[begin]\",\"eos_token\":\"[end]\"}");
        Files.writeString(
                base.resolve("config.json"), "{\"vocab_size\":43,\"rms\":1e-05,\"eos_token_id\":2,\"pad_token_id\":0}");
        Files.writeString(
                donor.resolve("config.json"), "{\"vocab_size\":44,\"eos_token_id\":[0, 3],\"bos_token_id\":1}");
        writeDonor(TensorType.F32);
    }

    /** Where w(j) of the base is in the donor: turned around. */
    private static int wordOf(int donorIndex) {
        return WORDS - 1 - donorIndex;
    }

    /** What stands for a token of the donor in the base; for the extra one, anything. */
    private static int baseId(int donorId) {
        return switch (donorId) {
            case 0 -> 2;
            case 1, 3 -> 1;
            case 2 -> 0;
            default -> 3 + wordOf(donorId - 4);
        };
    }

    private static String donorWord(int donorIndex) {
        int word = wordOf(donorIndex);
        return word % 5 == 0 ? "new" + word : "w" + word;
    }

    private static float[] random(SplittableRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static double[] rotation(SplittableRandom random) {
        Svd svd = Svd.of(random.doubles(DIMENSION * DIMENSION, -1, 1).toArray(), DIMENSION, DIMENSION);
        return Matrices.multiply(
                svd.u(), Matrices.transpose(svd.v(), DIMENSION, DIMENSION), DIMENSION, DIMENSION, DIMENSION);
    }

    private void writeDonor(TensorType type) throws IOException {
        new SafetensorsWriter()
                .add("model.embed_tokens.weight", type, new long[] {WORDS + 4, DIMENSION}, turned(baseInput))
                .add("lm_head.weight", type, new long[] {WORDS + 4, DIMENSION}, turned(baseOutput))
                .write(donor.resolve("model.safetensors"));
    }

    private float[] turned(float[] rows) {
        float[] turned = new float[(WORDS + 4) * DIMENSION];
        for (int id = 0; id < WORDS + 4; id++) {
            double[] row = new double[DIMENSION];
            for (int d = 0; d < DIMENSION; d++) {
                row[d] = rows[baseId(id) * DIMENSION + d];
            }
            double[] product = Matrices.multiply(row, rotation, 1, DIMENSION, DIMENSION);
            for (int d = 0; d < DIMENSION; d++) {
                turned[id * DIMENSION + d] = (float) product[d];
            }
        }
        return turned;
    }

    private static void tokenizer(Path folder, List<String> special, List<String> words) throws IOException {
        String added = IntStream.range(0, special.size())
                .mapToObj(
                        id -> "{\"id\":" + id + ",\"content\":\"" + special.get(id)
                                + "\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}")
                .collect(Collectors.joining(","));
        String vocabulary = IntStream.range(0, special.size() + words.size())
                .mapToObj(id ->
                        "\"" + (id < special.size() ? special.get(id) : words.get(id - special.size())) + "\":" + id)
                .collect(Collectors.joining(","));
        Files.writeString(
                folder.resolve("tokenizer.json"),
                "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":[" + added
                        + "],\"normalizer\":null,\"pre_tokenizer\":{\"type\":\"Whitespace\"},\"post_processor\":null,"
                        + "\"decoder\":null,\"model\":{\"type\":\"WordLevel\",\"unk_token\":\"<unk>\",\"vocab\":{"
                        + vocabulary + "}}}");
    }

    private void writeBase(TensorType type, boolean tied) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter()
                .metadata(Map.of("format", "pt"))
                .add("norm.weight", TensorType.F32, new long[] {2}, new float[] {1, 2})
                .add("model.embed_tokens.weight", type, new long[] {WORDS + 3, DIMENSION}, baseInput);
        if (!tied) {
            writer.add("lm_head.weight", type, new long[] {WORDS + 3, DIMENSION}, baseOutput);
        }
        writer.write(base.resolve("model.safetensors"));
    }

    /** Rows of words that the base has under another name come out as they are there: the base's space is the donor's, turned. */
    @Test
    void makesTheRowsThatTheBaseHasUnderOtherNames() throws IOException {
        writeBase(TensorType.F32, false);
        for (TransplantMethod method : List.of(TransplantMethod.OMP, TransplantMethod.PROCRUSTES)) {
            TransplantReport report = ModelTransplanter.builder()
                    .method(method)
                    .k(16)
                    .threads(2)
                    .cacheBytes(1000)
                    .build()
                    .run(base, donor, target);
            assertEquals(44, report.rows());
            assertEquals(32 + 3, report.shared());
            assertEquals(3, report.sharedSpecial());
            assertEquals(8 + 1, report.made());
            assertEquals(0, report.empty());
            SafetensorsFile file = SafetensorsFile.open(target.resolve("model.safetensors"));
            assertEquals(Map.of("format", "pt"), file.metadata());
            checkRows(file.tensor("model.embed_tokens.weight"), baseInput, 1e-4f);
            checkRows(file.tensor("lm_head.weight"), baseOutput, 1e-4f);
            float[] norm = new float[2];
            file.tensor("norm.weight").copy(0, norm, 0, 2);
            assertArrayEquals(new float[] {1, 2}, norm);
        }
        String config = Files.readString(target.resolve("config.json"));
        assertEquals(
                "{\"vocab_size\":44,\"rms\":1e-05,\"eos_token_id\":[0,3],\"bos_token_id\":1}",
                config.replaceAll("\\s", ""));
        assertEquals(44, TokenKeys.of(Tokenizers.load(target), Map.of()).idBound());
        assertEquals(
                Files.readString(donor.resolve("special_tokens_map.json")),
                Files.readString(target.resolve("special_tokens_map.json")));
    }

    /** A donor of another dimension, whose space is again that of the base. */
    @Test
    void makesRowsFromAnotherDimension() throws IOException {
        writeBase(TensorType.F32, true);
        int wide = DIMENSION + 4;
        float[] narrow = turned(baseInput);
        float[] rows = new float[(WORDS + 4) * wide];
        for (int i = 0; i < narrow.length; i++) {
            rows[i / DIMENSION * wide + 4 + i % DIMENSION] = narrow[i];
        }
        new SafetensorsWriter()
                .add("model.embed_tokens.weight", TensorType.F32, new long[] {WORDS + 4, wide}, rows)
                .write(donor.resolve("model.safetensors"));
        for (TransplantMethod method : List.of(TransplantMethod.OMP, TransplantMethod.PROCRUSTES)) {
            ModelTransplanter.builder().method(method).k(16).build().run(base, donor, target);
            SafetensorsFile file = SafetensorsFile.open(target.resolve("model.safetensors"));
            checkRows(file.tensor("model.embed_tokens.weight"), baseInput, 1e-4f);
        }
    }

    /** Ids of the donor that its matrix has no rows for, which crashed elsewhere: what the base has is copied, the rest is zero. */
    @Test
    void idsBeyondTheDonorsMatrixAreZero() throws IOException {
        writeBase(TensorType.F32, true);
        new SafetensorsWriter()
                .add(
                        "model.embed_tokens.weight",
                        TensorType.F32,
                        new long[] {WORDS + 2, DIMENSION},
                        Arrays.copyOf(turned(baseInput), (WORDS + 2) * DIMENSION))
                .write(donor.resolve("model.safetensors"));
        TransplantReport report = ModelTransplanter.builder().k(16).build().run(base, donor, target);
        assertEquals(44, report.rows());
        assertEquals(8, report.made());
        assertEquals(1, report.empty());
        Tensor tensor =
                SafetensorsFile.open(target.resolve("model.safetensors")).tensor("model.embed_tokens.weight");
        float[] row = new float[DIMENSION];
        tensor.copy(43 * DIMENSION, row, 0, DIMENSION);
        assertArrayEquals(new float[DIMENSION], row);
        tensor.copy(42 * DIMENSION, row, 0, DIMENSION);
        assertArrayEquals(Arrays.copyOfRange(baseInput, baseId(42) * DIMENSION, (baseId(42) + 1) * DIMENSION), row);
    }

    private static void checkRows(Tensor tensor, float[] baseRows, float delta) {
        float[] row = new float[DIMENSION];
        for (int id = 0; id < tensor.extent(0); id++) {
            tensor.copy((long) id * DIMENSION, row, 0, DIMENSION);
            if (id != 3) {
                boolean copied = id < 3 || wordOf(id - 4) % 5 != 0;
                for (int d = 0; d < DIMENSION; d++) {
                    assertEquals(baseRows[baseId(id) * DIMENSION + d], row[d], copied ? 0 : delta, "id " + id);
                }
            }
        }
    }

    @Test
    void reportsWhatIsLeft() throws IOException {
        writeBase(TensorType.F32, true);
        TransplantReport report = ModelTransplanter.builder().k(6).build().run(base, donor, target);
        assertEquals(1, report.matrices().size());
        TransplantReport.Matrix matrix = report.matrices().get(0);
        assertEquals("model.embed_tokens.weight", matrix.name());
        assertEquals(35, matrix.anchors());
        assertEquals(List.of(1, 2, 4, 6), List.copyOf(matrix.sweep().keySet()));
        double last = 1;
        for (double mean : matrix.sweep().values()) {
            assertTrue(mean < last);
            last = mean;
        }
        assertEquals(5, matrix.residuals().size());
        assertEquals(List.of(), report.warnings());
        assertEquals(
                List.of("the tokenizers share only 35 tokens, fewer than the 64 that new rows are made of"),
                ModelTransplanter.builder().build().run(base, donor, target).warnings());
    }

    @Test
    void writesTheTypeAndTheShardsOfTheBase() throws IOException {
        for (TensorType type : List.of(TensorType.BF16, TensorType.F16)) {
            writeBase(type, true);
            SafetensorsFile whole = SafetensorsFile.open(base.resolve("model.safetensors"));
            new SafetensorsWriter().add(whole.tensor("norm.weight")).write(base.resolve("a-1.safetensors"));
            new SafetensorsWriter()
                    .add(whole.tensor("model.embed_tokens.weight"))
                    .write(base.resolve("a-2.safetensors"));
            Files.writeString(
                    base.resolve(TensorFiles.INDEX_NAME),
                    "{\"weight_map\":{\"norm.weight\":\"a-1.safetensors\",\"model.embed_tokens.weight\":\"a-2.safetensors\"}}");
            writeDonor(type);
            ModelTransplanter.builder().build().run(base, donor, target);
            TensorFiles files = TensorFiles.open(target);
            assertEquals(2, files.files().size());
            Tensor tensor = files.tensor("model.embed_tokens.weight");
            assertEquals(type, tensor.type());
            float[] rounded = new float[baseInput.length];
            whole.tensor("model.embed_tokens.weight").copy(0, rounded, 0, rounded.length);
            checkRows(tensor, rounded, 0.05f);
            assertTrue(Files.readString(target.resolve(TensorFiles.INDEX_NAME)).contains("\"total_size\" : 712"));
        }
    }

    @Test
    void isTheSameForAnyNumberOfThreads() throws IOException {
        writeBase(TensorType.F32, false);
        for (TransplantMethod method : TransplantMethod.values()) {
            ModelTransplanter.builder().method(method).seed(7).k(5).build().run(base, donor, target);
            byte[] one = Files.readAllBytes(target.resolve("model.safetensors"));
            ModelTransplanter.builder()
                    .method(method)
                    .seed(7)
                    .k(5)
                    .threads(3)
                    .build()
                    .run(base, donor, target);
            assertArrayEquals(one, Files.readAllBytes(target.resolve("model.safetensors")), method.toString());
        }
    }

    @Test
    void makesRowsByTheOtherMethods() throws IOException {
        writeBase(TensorType.F32, true);
        int id = 4 + wordOf(5);
        assertArrayEquals(new float[DIMENSION], row(TransplantMethod.ZERO, id));
        float[] mean = new float[DIMENSION];
        for (int i = 0; i < baseInput.length; i++) {
            mean[i % DIMENSION] += baseInput[i] / (WORDS + 3);
        }
        assertArrayEquals(mean, row(TransplantMethod.MEAN, id), 1e-6f);
        // the base knows nothing of "new5" but <unk>
        assertArrayEquals(Arrays.copyOf(baseInput, DIMENSION), row(TransplantMethod.SUBWORD, id), 1e-6f);
        for (float component : row(TransplantMethod.RANDOM, id)) {
            assertTrue(Math.abs(component) < 5 && component != 0);
        }
        float[] interpolated = row(TransplantMethod.INTERPOLATION, id);
        double dot = 0;
        for (int d = 0; d < DIMENSION; d++) {
            dot += interpolated[d] * baseInput[8 * DIMENSION + d];
        }
        assertTrue(dot > 0);
    }

    private float[] row(TransplantMethod method, int id) throws IOException {
        ModelTransplanter.builder().method(method).k(3).build().run(base, donor, target);
        float[] row = new float[DIMENSION];
        SafetensorsFile.open(target.resolve("model.safetensors"))
                .tensor("model.embed_tokens.weight")
                .copy((long) id * DIMENSION, row, 0, DIMENSION);
        return row;
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        writeBase(TensorType.F32, true);
        ModelTransplanter transplanter = ModelTransplanter.builder().build();
        assertEquals(
                "the new model would be written over " + base,
                assertThrows(IllegalArgumentException.class, () -> transplanter.run(base, donor, base))
                        .getMessage());
        assertEquals(
                base + ": there is no tensor x",
                assertThrows(
                                IOException.class,
                                () -> ModelTransplanter.builder()
                                        .inputName("x")
                                        .build()
                                        .run(base, donor, target))
                        .getMessage());
        new SafetensorsWriter()
                .add("a.wte.weight", TensorType.F32, new long[] {43, 1}, new float[43])
                .add("lm_head.bias", TensorType.F32, new long[] {43}, new float[43])
                .write(base.resolve("model.safetensors"));
        assertEquals(
                base
                        + ", tensor lm_head.bias: found lm_head.bias F32[43], expected no bias with an element for each token",
                assertThrows(CorruptInputException.class, () -> transplanter.run(base, donor, target))
                        .getMessage());
        new SafetensorsWriter()
                .add("a.wte.weight", TensorType.F32, new long[] {43, 1}, new float[43])
                .add("b.wte.weight", TensorType.F32, new long[] {43, 1}, new float[43])
                .write(base.resolve("model.safetensors"));
        assertEquals(
                base
                        + ", tensors: found a.wte.weight and b.wte.weight, expected one tensor of input embeddings, or its name to"
                        + " be said",
                assertThrows(CorruptInputException.class, () -> transplanter.run(base, donor, target))
                        .getMessage());
        assertFalse(Files.exists(target));
    }
}
