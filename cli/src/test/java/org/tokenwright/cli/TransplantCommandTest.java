package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.tensors.SafetensorsFile;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.TensorType;

class TransplantCommandTest {
    @TempDir
    private Path folder;

    private String base = "";
    private String donor = "";
    private String target = "";

    @BeforeEach
    void writeModels() throws IOException {
        base = model("base", "a", "b", "c", "1", "2", "12");
        donor = model("donor", "c", "b", "x", "1", "2");
        target = folder.resolve("target").toString();
    }

    /** A model whose row i is the unit vector of the first letter, with the number of the model in the first component. */
    private String model(String name, String... words) throws IOException {
        Path model = Files.createDirectory(folder.resolve(name));
        String vocabulary = IntStream.range(0, words.length)
                .mapToObj(id -> "\"" + words[id] + "\":" + id)
                .collect(Collectors.joining(","));
        Files.writeString(
                model.resolve("tokenizer.json"),
                "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":[],\"normalizer\":null,"
                        + "\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"String\":\"\"},\"behavior\":\"Isolated\","
                        + "\"invert\":false},\"post_processor\":null,\"decoder\":null,\"model\":{\"type\":\"WordLevel\","
                        + "\"unk_token\":\"b\",\"vocab\":{" + vocabulary + "}}}");
        float[] rows = new float[words.length * 4];
        for (int i = 0; i < words.length; i++) {
            rows[4 * i] = name.length();
            rows[4 * i + 1 + (words[i].charAt(0) % 3)] = 1;
        }
        new SafetensorsWriter()
                .add("model.embed_tokens.weight", TensorType.F32, new long[] {words.length, 4}, rows)
                .write(model.resolve("model.safetensors"));
        return model.toString();
    }

    @Test
    void writesAModelAndReports() throws IOException {
        Run run = Run.of("transplant", base, donor, "-k", "3", "--output", target);
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        assertEquals("""
                5 tokens: 4 copied (0 of them special), 1 made, 0 empty
                model.embed_tokens.weight: from 4 shared tokens
                  left of a vector: 0.0 % (median; from 0.0 to 0.0 %)
                """, run.out().lines().limit(3).map(line -> line + "\n").collect(Collectors.joining()));
        float[] row = new float[4];
        SafetensorsFile.open(Path.of(target, "model.safetensors"))
                .tensor("model.embed_tokens.weight")
                .copy(8, row, 0, 4);
        float[] expected = new float[4];
        expected[0] = 4;
        expected[1 + 'x' % 3] = 1;
        for (int d = 0; d < 4; d++) {
            assertEquals(expected[d], row[d], 1e-5f, Arrays.toString(row));
        }
    }

    @Test
    void writesJson() {
        Run run = Run.of("transplant", base, donor, "--json", "--output", target);
        assertEquals(0, run.code(), run.err());
        assertEquals(
                "tokenwright: the tokenizers share only 4 tokens, fewer than the 64 that new rows are made of\n",
                run.err());
        assertTrue(run.out().startsWith("{\n  \"rows\" : 5,\n  \"shared\" : 4,"), run.out());
        assertTrue(run.out().contains("\"meanResidualByAtoms\" : {\n      \"1\" : "), run.out());
    }

    @Test
    void knowsAllMethods() {
        for (String method : new String[] {"omp", "interpolation", "subword", "procrustes", "mean", "zero", "random"}) {
            Run run = Run.of("transplant", base, donor, "--method", method, "--output", target);
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().startsWith("5 tokens: 4 copied"), run.out());
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertFailure(2, "--output " + base + " is read by this command, and would be lost", "--output", base);
        assertFailure(2, "--seed is without meaning for --method omp", "--seed", "1", "--output", target);
        assertFailure(
                2, "--atoms is without meaning for --method mean", "--method", "mean", "-k", "1", "--output", target);
        assertFailure(2, "--atoms is 0, expected 1 or more", "-k", "0", "--output", target);
        assertFailure(1, base + ": there is no tensor x", "--input-tensor", "x", "--output", target);
        assertFalse(Files.exists(Path.of(target)));
        Run missing = Run.of("transplant", base, donor + "x", "--output", target);
        assertEquals(new Run(1, "", "tokenwright: " + donor + "x: no such file or folder\n"), missing);
    }

    private void assertFailure(int code, String message, String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "transplant";
        args[1] = base;
        args[2] = donor;
        System.arraycopy(options, 0, args, 3, options.length);
        Run run = Run.of(args);
        assertEquals(code, run.code(), run.err());
        assertEquals("tokenwright: " + message, run.err().lines().findFirst().orElse(""));
    }
}
