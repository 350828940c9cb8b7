package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.hashing.FloatTable;
import org.tokenwright.embeddings.hashing.FloretNgrams;
import org.tokenwright.embeddings.hashing.FloretVectors;
import org.tokenwright.embeddings.rules.SubwordHashes;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;

/**
 * A fastText model: vectors of words and n-grams, and for classifiers those of labels. Gives the vectors and predictions of the
 * C++ program. Immutable, and safe for any number of threads; a {@link FastTextPredictor} is for one.
 *
 * <p>Matrices of more than 128 MiB stay in their file, which is mapped: it must not be changed while the model is in use, though
 * it may be replaced by a new file.
 */
public final class FastTextModel {
    /** With what labels begin unless something else is said. */
    public static final String LABEL_PREFIX = "__label__";

    private final Dictionary dictionary;
    private final Table input;
    private final Table output;
    private final boolean quantizesOutput;
    private final SigmoidTable sigmoid = new SigmoidTable();
    private final HuffmanTree tree;

    FastTextModel(Dictionary dictionary, Table input, Table output, boolean quantizesOutput) {
        this.dictionary = dictionary;
        this.input = input;
        this.output = output;
        this.quantizesOutput = quantizesOutput;
        boolean searches = arguments().supervised() && arguments().loss() == FastTextLoss.HIERARCHICAL_SOFTMAX;
        tree = new HuffmanTree(searches ? dictionary.targetCounts() : new long[1]);
    }

    /**
     * Reads a model whose labels begin with {@value #LABEL_PREFIX}: a file {@code .bin} or {@code .ftz}. The file does not say
     * with what labels begin; it matters only for labels that the model does not know.
     *
     * @param file the file
     * @return the model
     * @throws CorruptInputException if the file is malformed: it says at which byte
     * @throws IOException if the file cannot be read
     */
    public static FastTextModel load(Path file) throws IOException {
        return load(file, LABEL_PREFIX);
    }

    /**
     * Reads a model, as {@link #load(Path)} does.
     *
     * @param file the file
     * @param labelPrefix with what labels begin
     * @return the model
     * @throws CorruptInputException if the file is malformed: it says at which byte
     * @throws IOException if the file cannot be read
     */
    public static FastTextModel load(Path file, String labelPrefix) throws IOException {
        return ModelReader.read(file, labelPrefix.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the model in the format of the C++ program, version 12. The file appears whole or not at all.
     *
     * @param file the file, by custom {@code .bin}, or {@code .ftz} if the model is quantized; replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public void save(Path file) throws IOException {
        AtomicFile.write(file, out -> ModelWriter.write(this, out));
    }

    /** {@return what the model was trained for} */
    public FastTextTask task() {
        return arguments().task();
    }

    /** {@return the loss function} */
    public FastTextLoss loss() {
        return arguments().loss();
    }

    /** {@return components of a vector} */
    public int dimension() {
        return arguments().dimension();
    }

    /** {@return whether the vectors of words and n-grams are quantized} */
    public boolean isQuantized() {
        return input instanceof QuantizedTable;
    }

    /** {@return how many words the model knows} */
    public int wordCount() {
        return dictionary.words();
    }

    /** {@return how many labels the model knows, 0 if it is no classifier} */
    public int labelCount() {
        return dictionary.labels();
    }

    /**
     * {@return a word; bytes that are not UTF-8 are replaced by U+FFFD}
     *
     * @param id its number, at least 0 and below {@link #wordCount()}
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public String word(int id) {
        return dictionary.text(Objects.checkIndex(id, wordCount()));
    }

    /**
     * {@return a label with its prefix; bytes that are not UTF-8 are replaced by U+FFFD}
     *
     * @param id its number, at least 0 and below {@link #labelCount()}
     * @throws IndexOutOfBoundsException if there is no such label
     */
    public String label(int id) {
        return dictionary.text(wordCount() + Objects.checkIndex(id, labelCount()));
    }

    /**
     * {@return how often a word occurred in the corpus}
     *
     * @param id its number, at least 0 and below {@link #wordCount()}
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public long wordFrequency(int id) {
        return dictionary.count(Objects.checkIndex(id, wordCount()));
    }

    /**
     * {@return the number of a word, or -1 if it is not known}
     *
     * @param word the word
     */
    public int wordId(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int id = dictionary.find(bytes, 0, bytes.length);
        return id < wordCount() ? id : -1;
    }

    /** {@return the vectors of words, by their number, and behind them those of n-grams} */
    public VectorTable input() {
        return input;
    }

    /** {@return the vectors by which labels are predicted, by their number; of a model of words, those that predict words} */
    public VectorTable output() {
        return output;
    }

    /**
     * {@return a predictor of this model, for one thread}
     *
     * @throws IllegalStateException if the model is no classifier
     */
    public FastTextPredictor predictor() {
        if (!arguments().supervised()) {
            throw new IllegalStateException("a model of task " + task() + " predicts no labels, one of task "
                    + FastTextTask.SUPERVISED + " does");
        }
        return new FastTextPredictor(this);
    }

    /**
     * Predicts the labels of a text. For many texts a {@link #predictor()} is faster.
     *
     * @param line the text, without line feed; predicted as if a line feed stood behind it
     * @param most how many labels at most, at least 1; {@link Integer#MAX_VALUE} for all
     * @param threshold the least probability, 0 to 1
     * @return labels with the most probable first; empty if the model knows nothing of the text
     * @throws IllegalArgumentException if the text holds a line feed, or a number is out of range
     * @throws IllegalStateException if the model is no classifier
     */
    public List<Prediction> predict(String line, int most, double threshold) {
        return predictor().predict(line, most, threshold);
    }

    /**
     * {@return the vector of a word: the mean of the rows of the word, if it is known, and of its n-grams of characters; zero if
     * there are none}
     *
     * @param word the word
     */
    public float[] wordVector(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        float[] vector = new float[dimension()];
        wordVector(bytes, 0, bytes.length, new RowList(), vector);
        return vector;
    }

    /**
     * {@return the table by which any word has a vector, of a model of floret} Copies the table. A word has the same vector by it as
     * by the model, except {@code </s>} and, if that is not the most frequent word, the one that is: of these two the model keeps
     * what the table does not have.
     *
     * @throws IllegalStateException if the model is not one of floret, was pruned, or has a table of more than
     *     {@value FloatTable#MAX_COMPONENTS} components
     * @throws IllegalArgumentException if a component is infinite or no number
     */
    public FloretVectors floretVectors() {
        FloretNgrams ngrams = dictionary.floret();
        if (ngrams == null || dictionary.pruned() != null) {
            throw new IllegalStateException(
                    ngrams == null ? "the model is one of fastText, not of floret" : "the model was pruned");
        }
        int dimension = dimension();
        long components = (long) ngrams.tableRows() * dimension;
        if (components > FloatTable.MAX_COMPONENTS) {
            throw new IllegalStateException("the table has " + components + " components, a file .floret has at most "
                    + FloatTable.MAX_COMPONENTS);
        }
        float[] table = new float[(int) components];
        for (int bucket = 0; bucket < ngrams.tableRows(); bucket++) {
            input.copy(dictionary.rowOfBucket(bucket), table, bucket * dimension);
        }
        return FloretVectors.of(ngrams, FloatTable.of(dimension, table));
    }

    /** {@return whether the model is one of floret, in which words have no rows of their own} */
    public boolean isFloret() {
        return arguments().floret();
    }

    /**
     * {@return the vector of an n-gram of characters: its row, or in a model of floret the sum of its rows; zero if it was pruned}
     *
     * @param ngram the n-gram
     * @throws IllegalStateException if the model has no rows for n-grams
     */
    public float[] ngramVector(String ngram) {
        if (arguments().buckets() == 0) {
            throw new IllegalStateException("the model has no vectors of n-grams");
        }
        byte[] bytes = ngram.getBytes(StandardCharsets.UTF_8);
        float[] vector = new float[dimension()];
        RowList rows = new RowList();
        FloretNgrams floret = dictionary.floret();
        if (floret == null) {
            rows.addIfKept(dictionary.row(SubwordHashes.hash(bytes, 0, bytes.length)));
        } else {
            floret.forEachOfNgram(bytes, 0, bytes.length, bucket -> rows.addIfKept(dictionary.rowOfBucket(bucket)));
        }
        input.addAll(rows.array(), rows.size(), vector);
        return vector;
    }

    /**
     * {@return the parts of a word whose vectors make up its own: the word, if it is known, and its n-grams of characters, by
     * start and then by length} In a model of floret they are the word with its brackets and its n-grams, each as often as it has
     * rows.
     *
     * @param word the word
     */
    public List<Subword> subwords(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        FloretNgrams floret = dictionary.floret();
        List<Subword> subwords = new ArrayList<>();
        int id = dictionary.find(bytes, 0, bytes.length);
        if (id >= 0 && (floret == null || id == 0)) {
            subwords.add(new Subword(word, id));
        }
        if (Arrays.equals(bytes, WordReader.END_OF_LINE)) {
            return subwords;
        }
        byte[] padded = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
        if (floret != null && bytes.length > 0) {
            addSubwords(floret, padded, 0, padded.length, subwords);
        }
        if (arguments().maxNgram() > 0) {
            SubwordHashes.ngrams(
                    bytes, 0, bytes.length, arguments().minNgram(), arguments().maxNgram(), (hash, from, to) -> {
                        if (floret == null) {
                            addSubword(padded, from, to, dictionary.row(hash), subwords);
                        } else {
                            addSubwords(floret, padded, from, to, subwords);
                        }
                    });
        }
        return subwords;
    }

    private void addSubwords(FloretNgrams floret, byte[] padded, int from, int to, List<Subword> subwords) {
        floret.forEachOfNgram(
                padded, from, to, bucket -> addSubword(padded, from, to, dictionary.rowOfBucket(bucket), subwords));
    }

    private static void addSubword(byte[] padded, int from, int to, int row, List<Subword> subwords) {
        if (row >= 0) {
            subwords.add(new Subword(new String(padded, from, to - from, StandardCharsets.UTF_8), row));
        }
    }

    /**
     * Returns the vector of a text. For a classifier that is the mean of the rows of its words and n-grams, {@code </s>} among
     * them, by which labels are predicted; for a model of words the mean of the vectors of its words, each divided by its length.
     *
     * @param line the text, without line feed
     * @return the vector, zero if nothing of the text has one
     * @throws IllegalArgumentException if the text holds a line feed
     */
    public float[] sentenceVector(String line) {
        byte[] bytes = line(line);
        return arguments().supervised() ? meanOfLine(bytes) : meanOfWords(bytes);
    }

    private float[] meanOfLine(byte[] line) {
        WordReader reader = WordReader.ofArrays();
        reader.array(line, 0, line.length);
        LineFeatures features = new LineFeatures(dictionary);
        float[] vector = new float[dimension()];
        try {
            features.read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mean(features.rows(), vector);
        return vector;
    }

    private float[] meanOfWords(byte[] line) {
        float[] sum = new float[dimension()];
        float[] vector = new float[dimension()];
        RowList rows = new RowList();
        int count = 0;
        for (int at = 0; at < line.length; ) {
            if (isWhitespace(line[at])) {
                at++;
                continue;
            }
            int from = at;
            while (at < line.length && !isWhitespace(line[at])) {
                at++;
            }
            wordVector(line, from, at, rows, vector);
            float norm = Kernels.norm(vector);
            if (norm > 0) {
                Kernels.scale(vector, (float) (1.0 / norm));
                Kernels.add(vector, sum);
                count++;
            }
        }
        if (count > 0) {
            Kernels.scale(sum, (float) (1.0 / count));
        }
        return sum;
    }

    private static boolean isWhitespace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    /**
     * Writes the vectors of all words as text, as the C++ program writes {@code .vec}: a line with the number of words and the
     * dimension, then for each word a line with the word and its components to five significant digits, each followed by a
     * space.
     *
     * @param file the file, replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public void saveVectors(Path file) throws IOException {
        RowList rows = new RowList();
        float[] vector = new float[dimension()];
        VectorText.write(file, dictionary.entries(), 0, wordCount(), dimension(), id -> {
            wordVector(id, rows, vector);
            return vector;
        });
    }

    /**
     * Writes the rows by which labels, or words, are predicted, in the format of {@link #saveVectors}.
     *
     * @param file the file, replaced if it exists
     * @throws IOException if the file cannot be written
     */
    public void saveOutput(Path file) throws IOException {
        float[] vector = new float[dimension()];
        int first = arguments().supervised() ? wordCount() : 0;
        int last = arguments().supervised() ? dictionary.entries().size() : wordCount();
        VectorText.write(file, dictionary.entries(), first, last, dimension(), id -> {
            output.copy(id - first, vector, 0);
            return vector;
        });
    }

    /** Computes the vector of a known word. */
    void wordVector(int id, RowList rows, float[] vector) {
        WordTable entries = dictionary.entries();
        rows.clear();
        dictionary.addRows(id, entries.arena(), entries.start(id), entries.end(id), rows);
        mean(rows, vector);
    }

    private void wordVector(byte[] bytes, int from, int to, RowList rows, float[] vector) {
        rows.clear();
        dictionary.addRows(dictionary.find(bytes, from, to), bytes, from, to, rows);
        mean(rows, vector);
    }

    /** Computes the mean of rows, zero if there are none. */
    void mean(RowList rows, float[] vector) {
        Arrays.fill(vector, 0);
        input.addAll(rows.array(), rows.size(), vector);
        if (!rows.isEmpty()) {
            Kernels.scale(vector, (float) (1.0 / rows.size()));
        }
    }

    /** {@return the bytes of a text and a line feed} */
    static byte[] line(String text) {
        int feed = text.indexOf('\n');
        if (feed >= 0) {
            throw new IllegalArgumentException("a line feed at char " + feed + ", must be one line");
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    Scorer scorer() {
        return arguments().loss() == FastTextLoss.HIERARCHICAL_SOFTMAX
                ? new TreeScorer(output, tree)
                : new FlatScorer(output, arguments().loss() == FastTextLoss.SOFTMAX, sigmoid);
    }

    ModelArguments arguments() {
        return dictionary.arguments();
    }

    Dictionary dictionary() {
        return dictionary;
    }

    Table inputTable() {
        return input;
    }

    Table outputTable() {
        return output;
    }

    boolean quantizesOutput() {
        return quantizesOutput;
    }
}
