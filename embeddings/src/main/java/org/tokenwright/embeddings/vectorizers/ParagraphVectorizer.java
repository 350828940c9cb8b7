package org.tokenwright.embeddings.vectorizers;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

/**
 * Turns texts into paragraph vectors: the features that a {@link TfidfVectorizer} finds are the words of a
 * {@link ParagraphVector}. Immutable, safe for any number of threads.
 *
 * <h2>The format</h2>
 *
 * A {@link ModelFile} of kind {@value #KIND}, of the sections of a {@link TfidfVectorizer} and of these:
 *
 * <ul>
 *   <li>{@code paragraph.shape}: seven int32: the number of words; of components; of words of the window on either side, at most
 *       400; of tables of contexts, 0, 1 or one for each place of the window; 1 if the rows of contexts are divided by the places
 *       of the window; alpha as a float64, in two int32
 *   <li>{@code paragraph.words}: float32, the rows of R, word after word
 *   <li>{@code paragraph.contexts.0}, {@code paragraph.contexts.1} and so on: likewise, the tables of contexts
 * </ul>
 */
public final class ParagraphVectorizer {
    /** The kind of a file that holds a vectorizer: {@value}. */
    public static final String KIND = "paragraph-vectors";

    private final TfidfVectorizer terms;
    private final ParagraphVector inference;

    /**
     * Takes terms and their vectors.
     *
     * @param terms finds the words of a text; its weights have no part in this
     * @param inference makes a vector of their numbers
     * @throws IllegalArgumentException if they do not have equally many words
     */
    public ParagraphVectorizer(TfidfVectorizer terms, ParagraphVector inference) {
        if (terms.features().size() != inference.words()) {
            throw new IllegalArgumentException("there are " + terms.features().size()
                    + " features, expected as many as words: " + inference.words());
        }
        this.terms = terms;
        this.inference = inference;
    }

    /**
     * Loads a vectorizer.
     *
     * @param path the file
     * @return the vectorizer
     * @throws CorruptInputException if the file is not what {@link #save} makes
     * @throws IOException if it cannot be read
     */
    public static ParagraphVectorizer load(Path path) throws IOException {
        return read(ModelFile.open(path));
    }

    /**
     * Reads a vectorizer from a file that is open.
     *
     * @param file the file
     * @return the vectorizer
     * @throws CorruptInputException if the file is not what {@link #save} makes
     */
    public static ParagraphVectorizer read(ModelFile file) throws CorruptInputException {
        if (!file.kind().equals(KIND)) {
            throw new CorruptInputException(
                    file.source(), "byte 56", "a file of kind \"" + file.kind() + "\"", "kind \"" + KIND + "\"");
        }
        TfidfVectorizer terms = TfidfVectorizer.readSections(file);
        ParagraphVector inference = ParagraphVectorSections.read(file);
        if (terms.features().size() != inference.words()) {
            throw file.corrupt(
                    "paragraph.shape",
                    0,
                    inference.words() + " words",
                    terms.features().size() + ", as there are features");
        }
        return new ParagraphVectorizer(terms, inference);
    }

    /**
     * Saves the vectorizer, components as float32, which those of a {@code VectorTable} are. The file appears whole or not at all.
     *
     * @param path the file, replaced if it exists
     * @throws IllegalArgumentException if the window is larger than 400
     * @throws ArithmeticException if a table has more than 2<sup>31</sup> - 1 bytes
     * @throws IOException if it cannot be written
     */
    public void save(Path path) throws IOException {
        ModelFile.Writer file = ModelFile.writer(KIND);
        terms.writeSections(file);
        ParagraphVectorSections.write(inference, file);
        file.write(path);
    }

    /** {@return what finds the words of a text} */
    public TfidfVectorizer terms() {
        return terms;
    }

    /** {@return what makes a vector of the numbers of words} */
    public ParagraphVector inference() {
        return inference;
    }

    /**
     * {@return the vector of a text} It is zero, which is the minimum if nothing is to be predicted, if the text has fewer known
     * words than one and the window on both sides of it. Costs what {@link ParagraphVector#vector} does.
     *
     * @param utf8 the array that holds the text, in UTF-8
     * @param from index of its first byte
     * @param to index behind its last byte
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     * @throws IllegalArgumentException if the text is not UTF-8
     * @throws IllegalStateException if terms are {@link TermRule#TOKENS}
     */
    public double[] vector(byte[] utf8, int from, int to) {
        return vectorOf(terms.features(utf8, from, to));
    }

    /**
     * {@return the vector of tokens} It is zero if there are too few that are known, as for a text.
     *
     * @param ids the array that holds the tokens
     * @param from index of the first
     * @param to index behind the last
     * @throws IndexOutOfBoundsException if the range is not inside {@code ids}
     * @throws IllegalArgumentException if an id is below 0
     * @throws IllegalStateException if terms are not {@link TermRule#TOKENS}
     */
    public double[] vector(int[] ids, int from, int to) {
        return vectorOf(terms.features(ids, from, to));
    }

    /**
     * {@return the vector of features that are found already} It is zero if there are too few, as for a text.
     *
     * @param words their numbers, in the order of the text
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public double[] vectorOf(int... words) {
        return words.length <= 2 * inference.window() ? new double[inference.dimension()] : inference.vector(words);
    }
}
