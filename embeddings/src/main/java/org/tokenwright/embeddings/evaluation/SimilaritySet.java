package org.tokenwright.embeddings.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** Pairs of words or sentences, each with the similarity that people gave it. Immutable. */
public final class SimilaritySet {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern TAB = Pattern.compile("\t");
    private static final int STS_SCORE = 4;
    private static final int STS_COLUMNS = 7;

    private record Pair(String first, String second, double score) {}

    private final List<Pair> pairs;

    private SimilaritySet(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /**
     * Reads pairs of words, as WordSim-353, SimLex-999, MEN and others are distributed by Faruqui and Dyer (2014): a line for
     * each, two words and a number, parted by white space. Empty lines are passed over.
     *
     * @param file the file, UTF-8
     * @return the pairs
     * @throws CorruptInputException if the file is malformed: it says in which line
     * @throws IOException if the file cannot be read
     */
    public static SimilaritySet words(Path file) throws IOException {
        return read(file, WHITE_SPACE, 0, 3);
    }

    /**
     * Reads pairs of sentences in the format of the STS benchmark (Cer et al., 2017): a line for each, parted by tabs; the fifth
     * column is the number, the sixth and seventh are the sentences. Quotation marks are as good as any character. Empty lines
     * are passed over.
     *
     * @param file the file, UTF-8
     * @return the pairs
     * @throws CorruptInputException if the file is malformed: it says in which line
     * @throws IOException if the file cannot be read
     */
    public static SimilaritySet sentences(Path file) throws IOException {
        return read(file, TAB, STS_SCORE, STS_COLUMNS);
    }

    /** Reads lines; the number is in front of the texts if its column is not the first. */
    private static SimilaritySet read(Path file, Pattern separator, int scoreColumn, int columns) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        List<String> lines = TestLines.read(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            String[] cells = separator.split(line, -1);
            boolean words = scoreColumn == 0;
            if (words ? cells.length != columns : cells.length < columns) {
                throw TestLines.corrupt(
                        file,
                        i,
                        cells.length + " columns",
                        words ? "two words and a number" : columns + " at least, parted by tabs");
            }
            int first = words ? 0 : scoreColumn + 1;
            double score = number(cells[words ? 2 : scoreColumn]);
            if (!Double.isFinite(score)) {
                throw TestLines.corrupt(file, i, "\"" + cells[words ? 2 : scoreColumn] + "\"", "a number");
            }
            pairs.add(new Pair(cells[first], cells[first + 1], score));
        }
        return new SimilaritySet(pairs);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** {@return the number of pairs} */
    public int size() {
        return pairs.size();
    }

    /**
     * {@return the same pairs of other texts}
     *
     * @param change makes the text of each, lower case for instance
     */
    public SimilaritySet mapped(UnaryOperator<String> change) {
        return new SimilaritySet(pairs.stream()
                .map(pair -> new Pair(change.apply(pair.first()), change.apply(pair.second()), pair.score()))
                .toList());
    }

    /**
     * Compares cosines of vectors with the numbers. Costs O(pairs (dimension + log(pairs))).
     *
     * @param vectors gives the vector of a word or sentence, or null if it has none
     * @return how they agree
     */
    public SimilarityResult evaluate(Function<String, float @Nullable []> vectors) {
        double[] cosines = new double[pairs.size()];
        double[] scores = new double[pairs.size()];
        int size = 0;
        for (Pair pair : pairs) {
            double cosine = cosine(vectors.apply(pair.first()), vectors.apply(pair.second()));
            if (!Double.isNaN(cosine)) {
                cosines[size] = cosine;
                scores[size++] = pair.score();
            }
        }
        double[] found = Arrays.copyOf(cosines, size);
        double[] expected = Arrays.copyOf(scores, size);
        return new SimilarityResult(
                size, pairs.size() - size, correlation(ranks(found), ranks(expected)), correlation(found, expected));
    }

    private static double cosine(float @Nullable [] first, float @Nullable [] second) {
        if (first == null || second == null) {
            return Double.NaN;
        }
        double dot = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < first.length; i++) {
            dot += (double) first[i] * second[i];
            square += (double) first[i] * first[i];
            otherSquare += (double) second[i] * second[i];
        }
        return dot / Math.sqrt(square) / Math.sqrt(otherSquare);
    }

    /** {@return the place of each value in ascending order, that of equal ones their mean} */
    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = (below(sorted, values[i]) + below(sorted, Math.nextUp(values[i])) - 1) / 2.0;
        }
        return ranks;
    }

    /** {@return how many values are below a bound} */
    private static int below(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double correlation(double[] xs, double[] ys) {
        double meanX = Arrays.stream(xs).average().orElse(Double.NaN);
        double meanY = Arrays.stream(ys).average().orElse(Double.NaN);
        double products = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < xs.length; i++) {
            double x = xs[i] - meanX;
            double y = ys[i] - meanY;
            products += x * y;
            squaresX += x * x;
            squaresY += y * y;
        }
        return products / Math.sqrt(squaresX) / Math.sqrt(squaresY);
    }
}
