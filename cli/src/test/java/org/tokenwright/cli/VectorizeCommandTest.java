package org.tokenwright.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.quantization.ProductQuantizer;
import org.tokenwright.embeddings.quantization.QuantizedTable;

class VectorizeCommandTest {
    @TempDir
    Path folder;

    private String documents = "";
    private String model = "";

    @BeforeEach
    void writeDocuments() throws IOException {
        Path file = folder.resolve("documents.txt");
        documents = file.toString();
        model = folder.resolve("model.tfidf").toString();
        Files.writeString(file, "the cat sat on the mat\nthe dog sat on the log\ncats and dogs\nthe the the cat\n");
    }

    private Run fit(String... options) {
        String[] args = new String[options.length + 7];
        System.arraycopy(new String[] {"vectorize", "fit", documents, "--format", "lines", "-o", model}, 0, args, 0, 7);
        System.arraycopy(options, 0, args, 7, options.length);
        return Run.of(args);
    }

    @Test
    void fitsAndApplies() {
        assertEquals(new Run(0, "", "tokenwright: 10 features of 4 documents\n"), fit("--norm", "none"));
        Run applied = Run.withInput("The cat, the unicorn\n\n", "vectorize", "apply", "-m", model);
        double cat = Math.log(5 / 3.0) + 1;
        double the = 2 * (Math.log(5 / 4.0) + 1);
        assertEquals(
                new Run(
                        0,
                        "{\"indices\":[1,9],\"values\":[" + cat + "," + the + "]}\n{\"indices\":[],\"values\":[]}\n",
                        ""),
                applied);
        assertEquals(
                "{\"cat\":" + cat + ",\"the\":" + the + "}\n",
                Run.withInput("cat the the\n", "vectorize", "apply", "-m", model, "--names")
                        .out());
    }

    @Test
    void takesOptions() {
        assertEquals(
                "tokenwright: 2 features of 4 documents\n",
                fit("--ngrams", "1-2", "--min-documents", "2", "--max-share", "0.6", "--max-features", "2", "--binary")
                        .err());
        assertEquals(
                "{\"cat\":1.0}\n",
                Run.withInput("cat cat\n", "vectorize", "apply", "-m", model, "--names")
                        .out());
        assertEquals(
                0,
                fit("--terms", "non-space", "--keep-case", "--no-idf", "--no-smoothing", "--sublinear")
                        .code());
    }

    @Test
    void saysWhatIsWrong() {
        assertUsage("which command? fit, apply", Run.of("vectorize"));
        assertUsage("ngrams are 2 to 1, expected 1 or more to 16 or less", fit("--ngrams", "2-1"));
        assertEquals(
                "tokenwright: no feature is left of the 10 of 4 documents, expected some that at least 9 and at most 4.0"
                        + " documents have\n",
                fit("--min-documents", "9").err());
        assertUsage(
                "--output " + documents + " is read by this command, and would be lost",
                Run.of("vectorize", "fit", documents, "-o", documents));
        Run other = Run.of("vectorize", "apply", "-m", documents, documents);
        assertTrue(other.err().contains("not a Tokenwright model file"), other.err());
    }

    private static void assertUsage(String message, Run run) {
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("tokenwright: " + message + "\n"), run.err());
    }

    @Test
    void boundsVectorsOfTerms() {
        fit();
        Run run = Run.of(
                "robustness",
                "-m",
                model,
                "--tokens",
                "10,1000",
                "--changed",
                "1,20",
                "--trials",
                "50",
                documents,
                "--format",
                "lines");
        assertEquals(0, run.code(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals("  tokens    1 changed   20 changed  a character", lines.get(0));
        assertTrue(lines.get(1).matches(" {6}10 +[01]\\.\\d{6} +- +[01]\\.\\d{6}"), lines.get(1));
        assertTrue(lines.get(4).startsWith("a change of one character changes "), lines.get(4));
        assertTrue(
                lines.get(6).matches("largest ratio of a distance to its bound: (0\\.\\d{4}|1\\.0000), in .*"),
                lines.get(6));
    }

    /** Rows with one component that is their number. */
    private record Numbers(long rows) implements VectorTable {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void addTo(long row, float weight, float[] sum) {
            sum[0] += weight * row;
        }

        @Override
        public void copy(long row, float[] target, int offset) {
            target[offset] = row;
        }

        @Override
        public float dot(long row, float[] vector) {
            return row * vector[0];
        }
    }

    @Test
    void boundsVectorsOfTables() throws IOException {
        Path table = folder.resolve("table");
        Numbers numbers = new Numbers(256);
        QuantizedTable.of(numbers, ProductQuantizer.trainer(1).train(numbers), 1)
                .save(table);
        Run run = Run.of("robustness", "-m", table.toString(), "--tokens", "10", "--changed", "4", "--trials", "99");
        assertEquals("  tokens    4 changed\n      10   102.000000\n", run.out().substring(0, 44), run.err());
        assertTrue(run.out().contains("largest ratio of a distance to its bound: 1.0000, in "), run.out());
        run = Run.of(
                "robustness",
                "-m",
                table.toString(),
                "--tokens",
                "10",
                "--changed",
                "4",
                "--vectorizer",
                "concatenation");
        assertTrue(run.out().matches("(?s).*\n {6}10 {3}510\\.00000[01]\n.*"), run.out());
        run = Run.of(
                "robustness",
                "-m",
                table.toString(),
                "--tokenizer",
                "byt5",
                documents,
                "--format",
                "lines",
                "--tokens",
                "9");
        assertTrue(run.out().contains("\na change of one character changes "), run.out() + run.err());
        assertUsage(
                "INPUT needs --tokenizer, for a table of vectors",
                Run.of("robustness", "-m", table.toString(), documents));
        assertUsage("--tokenizer goes with INPUT only", Run.of("robustness", "-m", model, "--tokenizer", "byt5"));
        assertUsage("--tokens is 0, expected 1 or more", Run.of("robustness", "-m", model, "--tokens", "0"));
        assertUsage("--changed is 0, expected 1 or more", Run.of("robustness", "-m", model, "--changed", "0"));
        assertUsage("--trials is 0, expected 1 or more", Run.of("robustness", "-m", model, "--trials", "0"));
        fit();
        assertUsage(
                "--vectorizer goes with a table of vectors only",
                Run.of("robustness", "-m", model, "--vectorizer", "mean"));
    }

    @Test
    void weighsTokens() {
        assertEquals(
                "tokenwright: 11 features of 4 documents\n",
                fit("--tokenizer", "cl100k_base").err());
        Run applied =
                Run.withInput("the cat\n", "vectorize", "apply", "-m", model, "--names", "--tokenizer", "cl100k_base");
        assertTrue(applied.out().matches("\\{\"1820\":0\\.\\d+,\"8415\":0\\.\\d+\\}\n"), applied.out() + applied.err());
        assertUsage(
                "the terms of the model are tokens: --tokenizer must say whose",
                Run.withInput("the cat\n", "vectorize", "apply", "-m", model));
        assertUsage("--terms and --keep-case do not go with --tokenizer", fit("--tokenizer", "byt5", "--keep-case"));
        assertUsage(
                "INPUT needs --tokenizer, for a model whose terms are tokens",
                Run.of("robustness", "-m", model, documents));
        Run run = Run.of("robustness", "-m", model, "--tokenizer", "cl100k_base", "--trials", "9", documents);
        assertTrue(run.out().contains("a change of one character changes "), run.out() + run.err());
        fit();
        assertUsage(
                "--tokenizer goes with models only that were made with it",
                Run.withInput("the cat\n", "vectorize", "apply", "-m", model, "--tokenizer", "byt5"));
    }

    @Test
    void trainsParagraphVectors() {
        String[] options = {"--paragraph-vectors", "dbow", "-dim", "3", "-epoch", "2", "--seed", "1"};
        assertEquals("tokenwright: 10 features of 4 documents\n", fit(options).err());
        Run one = Run.withInput("the cat sat\nunicorn\n", "vectorize", "apply", "-m", model, "--threads", "1");
        assertTrue(
                one.out().matches("\\{\"vector\":\\[[-0-9.,E]+\\]\\}\n\\{\"vector\":\\[0\\.0,0\\.0,0\\.0\\]\\}\n"),
                one.out() + one.err());
        fit(options);
        assertEquals(one, Run.withInput("the cat sat\nunicorn\n", "vectorize", "apply", "-m", model, "--threads", "3"));
        assertUsage("--names does not go with paragraph vectors", Run.of("vectorize", "apply", "-m", model, "--names"));
        Run run = Run.of("robustness", "-m", model, "--tokens", "9", "--changed", "1", documents);
        assertTrue(run.out().contains("largest ratio of a distance to its bound: 0."), run.out() + run.err());
        assertEquals(
                0, fit("--paragraph-vectors", "dm", "-ws", "1", "-epoch", "1").code());
        assertUsage("-dim goes with --paragraph-vectors only", fit("-dim", "3"));
        assertUsage("-ws goes with --paragraph-vectors dm only", fit("--paragraph-vectors", "dbow", "-ws", "3"));
        assertUsage("epochs is 0, expected 1 or more", fit("--paragraph-vectors", "dbow", "-epoch", "0"));
        assertEquals(
                "tokenwright: none of 4 documents has a word with 90 words on either side, expected some\n",
                fit("--paragraph-vectors", "dm", "-ws", "90").err());
    }
}
