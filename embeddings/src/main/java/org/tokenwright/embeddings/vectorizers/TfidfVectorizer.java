package org.tokenwright.embeddings.vectorizers;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

/**
 * Turns texts into vectors of the counts of their terms, weighed by how few documents have a term. It computes what scikit-learn's
 * TfidfVectorizer does with the same options. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * TextSource texts = TextSource.builder().path(Path.of("corpus")).build();
 * TfidfVectorizer vectorizer = TfidfVectorizer.trainer().ngrams(1, 2).add(texts).train();
 * SparseVector vector = vectorizer.vector("The cat sat on the mat.");
 * }</pre>
 *
 * <p>A feature is a term, or a row of terms with a space between; features are numbered in the order of their code points, and
 * what is no known feature is left out.
 *
 * <h2>The format</h2>
 *
 * A {@link ModelFile} of kind {@value #KIND}, of these sections:
 *
 * <ul>
 *   <li>{@code settings}: ten int32: 0 if terms are words, 1 if they are what stands between white space, 2 if they are
 *       tokens; 1 if texts are made
 *       lower case; how many terms are a feature at least; at most; 1 if features are weighed by documents; 1 if that is smooth;
 *       1 if a feature that occurs n times counts 1 + ln n; 1 if it counts 1; 0 if vectors are not divided by a norm, 1 by the
 *       sum, 2 by the length; the number of documents
 *   <li>{@code features.*}: the features in UTF-8, as {@link Vocabulary#write} has them; ids from 0, no holes, ascending
 *   <li>{@code frequencies}: int32 for each feature, how many documents have it, 1 to their number
 * </ul>
 */
public final class TfidfVectorizer {
    /** The kind of a file that holds a vectorizer: {@value}. */
    public static final String KIND = "tfidf";

    private static final String SETTINGS = "settings";
    private static final String FEATURES = "features";
    private static final String FREQUENCIES = "frequencies";
    private static final int FIELDS = 10;

    /** Rules by their numbers in files. */
    private static final List<TermRule> RULES = List.of(TermRule.WORDS, TermRule.NON_SPACE, TermRule.TOKENS);

    private final TfidfSettings settings;
    private final Vocabulary features;
    private final int[] frequencies;
    private final int documents;
    private final double[] weights;

    TfidfVectorizer(TfidfSettings settings, Vocabulary features, int[] frequencies, int documents) {
        this.settings = settings;
        this.features = features;
        this.frequencies = frequencies;
        this.documents = documents;
        weights = new double[frequencies.length];
        for (int i = 0; i < weights.length; i++) {
            double n = settings.smooth() ? 1.0 + documents : documents;
            double frequency = settings.smooth() ? 1.0 + frequencies[i] : frequencies[i];
            weights[i] = settings.idf() ? Math.log(n / frequency) + 1 : 1;
        }
    }

    /**
     * {@return a trainer with scikit-learn's defaults}
     */
    public static TfidfTrainer trainer() {
        return new TfidfTrainer();
    }

    /**
     * Loads a vectorizer.
     *
     * @param path the file
     * @return the vectorizer
     * @throws CorruptInputException if the file is not what {@link #save} makes
     * @throws IOException if it cannot be read
     */
    public static TfidfVectorizer load(Path path) throws IOException {
        return read(ModelFile.open(path));
    }

    /**
     * Reads a vectorizer from a file that is open.
     *
     * @param file the file
     * @return the vectorizer
     * @throws CorruptInputException if the file is not what {@link #save} makes
     */
    public static TfidfVectorizer read(ModelFile file) throws CorruptInputException {
        if (!file.kind().equals(KIND)) {
            throw new CorruptInputException(
                    file.source(), "byte 56", "a file of kind \"" + file.kind() + "\"", "kind \"" + KIND + "\"");
        }
        return readSections(file);
    }

    /** Reads a vectorizer from the sections that {@link #writeSections} has written, in a file of any kind. */
    static TfidfVectorizer readSections(ModelFile file) throws CorruptInputException {
        int[] fields = file.ints(SETTINGS);
        if (fields.length != FIELDS) {
            throw file.corrupt(SETTINGS, 0, fields.length + " integers", Integer.toString(FIELDS));
        }
        int shortest = check(file, fields, 2, 1, TfidfTrainer.MAX_NGRAM);
        TfidfSettings settings = new TfidfSettings(
                RULES.get(check(file, fields, 0, 0, RULES.size() - 1)),
                check(file, fields, 1, 0, 1) == 1,
                shortest,
                check(file, fields, 3, shortest, TfidfTrainer.MAX_NGRAM),
                check(file, fields, 4, 0, 1) == 1,
                check(file, fields, 5, 0, 1) == 1,
                check(file, fields, 6, 0, 1) == 1,
                check(file, fields, 7, 0, 1) == 1,
                norm(check(file, fields, 8, 0, 2)));
        int documents = check(file, fields, 9, 1, Integer.MAX_VALUE - 1);
        Vocabulary features = Vocabulary.read(file, FEATURES);
        if (features.size() != features.idBound()) {
            throw file.corrupt(FEATURES + ".offsets", 0, "ids without features", "a feature for each id");
        }
        for (int id = 1; id < features.size(); id++) {
            if (features.compare(id - 1, id) >= 0) {
                throw file.corrupt(
                        FEATURES + ".bytes", 0, "feature " + id + " below the one before", "ascending features");
            }
        }
        return new TfidfVectorizer(settings, features, frequencies(file, features.size(), documents), documents);
    }

    private static int check(ModelFile file, int[] fields, int field, int least, int most)
            throws CorruptInputException {
        int value = fields[field];
        if (value < least || value > most) {
            throw file.corrupt(SETTINGS, (long) field * Integer.BYTES, Integer.toString(value), least + " to " + most);
        }
        return value;
    }

    private static Norm norm(int number) {
        return switch (number) {
            case 0 -> Norm.NONE;
            case 1 -> Norm.L1;
            default -> Norm.L2;
        };
    }

    private static int[] frequencies(ModelFile file, int features, int documents) throws CorruptInputException {
        int[] frequencies = file.ints(FREQUENCIES);
        if (frequencies.length != features) {
            throw file.corrupt(FREQUENCIES, 0, frequencies.length + " integers", features + ", one for each feature");
        }
        for (int i = 0; i < features; i++) {
            if (frequencies[i] < 1 || frequencies[i] > documents) {
                throw file.corrupt(
                        FREQUENCIES, (long) i * Integer.BYTES, frequencies[i] + " documents", "1 to " + documents);
            }
        }
        return frequencies;
    }

    /**
     * Saves the vectorizer. The file appears whole or not at all.
     *
     * @param path the file, replaced if it exists
     * @throws IOException if it cannot be written
     */
    public void save(Path path) throws IOException {
        ModelFile.Writer file = ModelFile.writer(KIND);
        writeSections(file);
        file.write(path);
    }

    void writeSections(ModelFile.Writer file) {
        file.content(SETTINGS, new int[] {
            RULES.indexOf(settings.rule()),
            settings.lowercase() ? 1 : 0,
            settings.shortest(),
            settings.longest(),
            settings.idf() ? 1 : 0,
            settings.smooth() ? 1 : 0,
            settings.sublinear() ? 1 : 0,
            settings.binary() ? 1 : 0,
            switch (settings.norm()) {
                case NONE -> 0;
                case L1 -> 1;
                case L2 -> 2;
            },
            documents
        });
        features.write(file, FEATURES);
        file.content(FREQUENCIES, frequencies);
    }

    /**
     * {@return the features: their bytes in UTF-8, whose ids are the indices of vectors}
     */
    public Vocabulary features() {
        return features;
    }

    /**
     * {@return the number of documents that it has learned from}
     */
    public int documents() {
        return documents;
    }

    /**
     * {@return how many of the documents have a feature}
     *
     * @param feature its number, from 0
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public int frequency(int feature) {
        return frequencies[feature];
    }

    /**
     * {@return by what the count of a feature is multiplied; 1 if features are not weighed}
     *
     * @param feature its number, from 0
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public double weight(int feature) {
        return weights[feature];
    }

    /** {@return how features are found and weighed} */
    TfidfSettings settings() {
        return settings;
    }

    /**
     * {@return the vector of a text} Costs O(bytes), and sorting the features of the text.
     *
     * @param text the text
     * @throws IllegalArgumentException if it holds an unpaired surrogate, which UTF-8 cannot express
     * @throws IllegalStateException if terms are {@link TermRule#TOKENS}
     */
    public SparseVector vector(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return vector(bytes, 0, bytes.length);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text holds an unpaired surrogate, expected characters", e);
        }
    }

    /**
     * {@return the vector of a text} Costs O(bytes), and sorting the features of the text.
     *
     * @param utf8 the array that holds the text, in UTF-8
     * @param from index of its first byte
     * @param to index behind its last byte
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     * @throws IllegalArgumentException if the text is not UTF-8
     * @throws IllegalStateException if terms are {@link TermRule#TOKENS}
     */
    public SparseVector vector(byte[] utf8, int from, int to) {
        return vectorOf(features(utf8, from, to));
    }

    /**
     * {@return the vector of tokens} Costs O(tokens), and sorting their features.
     *
     * @param ids the array that holds the tokens
     * @param from index of the first
     * @param to index behind the last
     * @throws IndexOutOfBoundsException if the range is not inside {@code ids}
     * @throws IllegalArgumentException if an id is below 0
     * @throws IllegalStateException if terms are not {@link TermRule#TOKENS}
     */
    public SparseVector vector(int[] ids, int from, int to) {
        return vectorOf(features(ids, from, to));
    }

    /** {@return what is a term} */
    public TermRule terms() {
        return settings.rule();
    }

    /**
     * {@return the features of a text, as often as they occur: terms in their order, then rows of two terms, and so on}
     *
     * @param utf8 the array that holds the text, in UTF-8
     * @param from index of its first byte
     * @param to index behind its last byte
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     * @throws IllegalArgumentException if the text is not UTF-8
     * @throws IllegalStateException if terms are {@link TermRule#TOKENS}
     */
    public int[] features(byte[] utf8, int from, int to) {
        IntArrayList found = new IntArrayList();
        new TermScanner(settings).scan(utf8, from, to, known(found));
        return found.toIntArray();
    }

    /**
     * {@return the features of tokens, as often as they occur: single tokens in their order, then rows of two, and so on}
     *
     * @param ids the array that holds the tokens
     * @param from index of the first
     * @param to index behind the last
     * @throws IndexOutOfBoundsException if the range is not inside {@code ids}
     * @throws IllegalArgumentException if an id is below 0
     * @throws IllegalStateException if terms are not {@link TermRule#TOKENS}
     */
    public int[] features(int[] ids, int from, int to) {
        IntArrayList found = new IntArrayList();
        new TermScanner(settings).scan(ids, from, to, known(found));
        return found.toIntArray();
    }

    private TermScanner.Sink known(IntArrayList found) {
        return (bytes, start, end) -> {
            int feature = features.idOf(bytes, start, end);
            if (feature != Vocabulary.NO_ID) {
                found.add(feature);
            }
        };
    }

    /**
     * {@return the vector of features that are found already}
     *
     * @param occurrences their numbers, each as often as it occurs, in any order
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public SparseVector vectorOf(int... occurrences) {
        int[] sorted = occurrences.clone();
        Arrays.sort(sorted);
        int[] indices = new int[sorted.length];
        double[] values = new double[sorted.length];
        int size = 0;
        for (int i = 0, end; i < sorted.length; i = end) {
            for (end = i + 1; end < sorted.length && sorted[end] == sorted[i]; ) {
                end++;
            }
            indices[size] = sorted[i];
            values[size++] = count(end - i) * weights[sorted[i]];
        }
        return new SparseVector(Arrays.copyOf(indices, size), normalized(Arrays.copyOf(values, size)));
    }

    private double count(int occurrences) {
        double count = settings.binary() ? 1 : occurrences;
        return settings.sublinear() ? Math.log(count) + 1 : count;
    }

    private double[] normalized(double[] values) {
        double norm = 0;
        for (double value : values) {
            norm += settings.norm() == Norm.L1 ? value : value * value;
        }
        norm = settings.norm() == Norm.L2 ? Math.sqrt(norm) : norm;
        for (int i = 0; i < values.length && settings.norm() != Norm.NONE; i++) {
            values[i] /= norm;
        }
        return values;
    }
}
