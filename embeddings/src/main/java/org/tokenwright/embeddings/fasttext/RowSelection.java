package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

/** Chooses which rows of the input matrix a pruned model keeps. For one thread. */
final class RowSelection {
    /*
     * Rows are put in an order of worth, of which a prefix is kept: </s>, then what covers the corpus, then the longest. Without
     * a corpus that is the order of the C++ program, ties included. A size of the file is met exactly: each further row costs
     * its codes, and either the entry of its word or the pair of its bucket.
     */
    private static final int LINES_BETWEEN_REPORTS = 1 << 10;

    private final Dictionary dictionary;
    private final Matrix input;
    private final QuantizationOptions options;
    private final float[] norms;

    /**
     * Prepares a selection.
     *
     * @param dictionary the words
     * @param input the matrix
     * @param options how many rows are kept, and of which kind
     * @throws IllegalArgumentException if a component of the matrix is not a number
     */
    RowSelection(Dictionary dictionary, Matrix input, QuantizationOptions options) {
        this.dictionary = dictionary;
        this.input = input;
        this.options = options;
        norms = prunes() ? norms(input) : new float[0];
    }

    private boolean prunes() {
        return (options.cutoff() > 0 && options.cutoff() < input.rows()) || options.modelSize() > 0;
    }

    private static float[] norms(Matrix input) {
        float[] norms = new float[(int) input.rows()];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = input.norm(i);
            if (Float.isNaN(norms[i])) {
                throw new IllegalArgumentException("row " + i + " of the input matrix is not a number");
            }
        }
        return norms;
    }

    /**
     * {@return the rows that are kept: those of words in ascending order, then those of n-grams}
     *
     * @param output the matrix of what is predicted, whose size counts
     * @param listener hears how much of the corpus was read
     * @throws IllegalArgumentException if fewer than 256 rows have room
     * @throws IOException if the corpus cannot be read
     */
    int[] choose(Matrix output, ProgressListener listener) throws IOException {
        int[] order = new int[(int) input.rows()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (!prunes()) {
            return order;
        }
        int endOfLine = dictionary.endOfLine();
        IntroSort.sort(order, (a, b) -> a != b && (a == endOfLine || (b != endOfLine && norms[a] > norms[b])));
        Path corpus = options.coverage();
        if (corpus != null) {
            order = coveringFirst(order, corpus, listener);
        }
        return wordsFirst(order, options.modelSize() > 0 ? fitting(order, output) : options.cutoff());
    }

    /** {@return the rows with those before all others that cover a corpus, but {@code </s>} at the front} */
    private int[] coveringFirst(int[] order, Path corpus, ProgressListener listener) throws IOException {
        BitSet kept = new BitSet(order.length);
        int[] first = new int[order.length];
        int size = 0;
        int endOfLine = dictionary.endOfLine();
        if (endOfLine >= 0) {
            first[size++] = endOfLine;
        }
        try (FileChannel channel = WordReader.open(corpus)) {
            Reports reports = new Reports("covering the corpus", "bytes", channel.size(), listener);
            WordReader words = WordReader.of(channel, corpus.toString());
            LineFeatures features = new LineFeatures(dictionary);
            for (long lines = 1; features.read(words) > 0; lines++) {
                int longest = uncovered(features.rows(), kept, endOfLine);
                if (longest >= 0) {
                    kept.set(longest);
                    first[size++] = longest;
                }
                if (lines % LINES_BETWEEN_REPORTS == 0) {
                    reports.report(channel.position());
                }
            }
            if (kept.isEmpty()) {
                throw new CorruptInputException(
                        corpus.toString(), "the whole file", "no known word", "words that the model knows");
            }
            reports.end(channel.size());
        }
        for (int row : order) {
            if (row != endOfLine && !kept.get(row)) {
                first[size++] = row;
            }
        }
        return first;
    }

    /** {@return the longest row of a text, or -1 if one of the text is kept or the text has none} */
    private int uncovered(RowList rows, BitSet kept, int endOfLine) {
        int longest = -1;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            if (row == endOfLine) {
                continue;
            }
            if (kept.get(row)) {
                return -1;
            }
            if (longest < 0 || norms[row] > norms[longest] || (norms[row] == norms[longest] && row < longest)) {
                longest = row;
            }
        }
        return longest;
    }

    /** {@return how many rows have room in the file} */
    private int fitting(int[] order, Matrix output) {
        long codes = (input.dimension() - 1L) / options.partWidth() + 1 + (options.quantizesNorms() ? 1 : 0);
        boolean classifies = dictionary.arguments().supervised();
        int perOutput = classifies
                ? 0
                : options.quantizesOutput()
                        ? codes(output.dimension(), FastTextQuantizer.OUTPUT_PART_WIDTH)
                        : output.dimension() * Float.BYTES;
        long outputRows = classifies ? output.rows() : 0;
        long fixed = ModelSize.fixed(dictionary)
                + ModelSize.quantized(0, input.dimension(), options.partWidth(), options.quantizesNorms())
                + (options.quantizesOutput()
                        ? ModelSize.quantized(
                                outputRows,
                                output.dimension(),
                                FastTextQuantizer.OUTPUT_PART_WIDTH,
                                options.quantizesNorms())
                        : ModelSize.dense(outputRows, output.dimension()));
        long left = options.modelSize() - fixed;
        int count = 0;
        while (count < order.length) {
            int row = order[count];
            left -= codes + (row < dictionary.words() ? perOutput + ModelSize.entry(dictionary, row) : ModelSize.PAIR);
            if (left < 0) {
                break;
            }
            count++;
        }
        if (count < ProductQuantizer.CENTROIDS) {
            throw new IllegalArgumentException("a size of " + options.modelSize() + " bytes has room for "
                    + Math.max(0, count) + " words and n-grams, must have for " + ProductQuantizer.CENTROIDS);
        }
        return count;
    }

    private int codes(int dimension, int partWidth) {
        return (dimension - 1) / partWidth + 1 + (options.quantizesNorms() ? 1 : 0);
    }

    /** {@return rows of words in ascending order, then those of n-grams in the order in which they are} */
    private int[] wordsFirst(int[] rows, int count) {
        int[] ordered = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (rows[i] < dictionary.words()) {
                ordered[size++] = rows[i];
            }
        }
        Arrays.sort(ordered, 0, size);
        for (int i = 0; i < count; i++) {
            if (rows[i] >= dictionary.words()) {
                ordered[size++] = rows[i];
            }
        }
        return ordered;
    }
}
