package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tokenwright.text.CorruptInputException;

/** Predicts labels with one model and keeps the memory between lines. For one thread. */
public final class FastTextPredictor {
    private final FastTextModel model;
    private final LineFeatures features;
    private final Scorer scorer;
    private final float[] hidden;
    private final WordReader reader = WordReader.ofArrays();

    FastTextPredictor(FastTextModel model) {
        this.model = model;
        features = new LineFeatures(model.dictionary());
        scorer = model.scorer();
        hidden = new float[model.dimension()];
    }

    /**
     * Predicts the labels of a text, as if a line feed stood behind it: the word {@code </s>} takes part, as it does in the C++
     * program and its Python module. Costs O(length + dimension * features + dimension * labels), with hierarchical softmax
     * mostly much less in the last part.
     *
     * @param line the text, without line feed
     * @param most how many labels at most, at least 1; {@link Integer#MAX_VALUE} for all
     * @param threshold the least probability, 0 to 1
     * @return labels with the most probable first; empty if the model knows nothing of the text
     * @throws IllegalArgumentException if the text holds a line feed, or a number is out of range
     */
    public List<Prediction> predict(String line, int most, double threshold) {
        byte[] bytes = FastTextModel.line(line);
        return predict(bytes, 0, bytes.length, most, threshold);
    }

    /**
     * Predicts the labels of one line of bytes. Only a line feed at its end lets {@code </s>} take part; what stands behind the
     * first line feed is not read.
     *
     * @param bytes what holds the line
     * @param from index of its first byte
     * @param to index behind its last byte
     * @param most how many labels at most, at least 1; {@link Integer#MAX_VALUE} for all
     * @param threshold the least probability, 0 to 1
     * @return labels with the most probable first; empty if the model knows nothing of the text
     * @throws IndexOutOfBoundsException if the range is not within the array
     * @throws IllegalArgumentException if a number is out of range
     */
    public List<Prediction> predict(byte[] bytes, int from, int to, int most, double threshold) {
        Objects.checkFromToIndex(from, to, bytes.length);
        BestList best = best(most, threshold);
        reader.array(bytes, from, to);
        try {
            features.read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        score((float) threshold, best);
        List<Prediction> predictions = new ArrayList<>(best.size());
        for (int i = 0; i < best.size(); i++) {
            predictions.add(new Prediction(model.label(best.item(i)), best.extra(i), best.value(i)));
        }
        return predictions;
    }

    /**
     * Predicts the labels of each line of a file with labels and compares them.
     *
     * @param file one text a line, with its labels in it
     * @param most how many labels to predict for each at most, at least 1
     * @param threshold the least probability, 0 to 1
     * @return how well they agree; lines without a known label or without features are not counted
     * @throws IOException if the file cannot be read
     * @throws CorruptInputException if the file holds a word that is too long
     */
    public FastTextEvaluation evaluate(Path file, int most, double threshold) throws IOException {
        LabelCounts counts = new LabelCounts();
        visit(file, most, threshold, counts);
        return counts.evaluation();
    }

    /** Takes the labels of a line. */
    interface Visitor {
        /**
         * Takes the labels of a line.
         *
         * @param given the labels that it has, at least one
         * @param predicted those that are predicted
         */
        void visit(RowList given, BestList predicted);
    }

    /** Predicts the labels of each line of a file that has a known label and features. */
    void visit(Path file, int most, double threshold, Visitor visitor) throws IOException {
        BestList best = best(most, threshold);
        try (FileChannel channel = WordReader.open(file)) {
            WordReader words = WordReader.of(channel, file.toString());
            while (features.read(words) > 0) {
                if (!features.labels().isEmpty() && !features.rows().isEmpty()) {
                    score((float) threshold, best);
                    visitor.visit(features.labels(), best);
                }
            }
        }
    }

    private BestList best(int most, double threshold) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " labels, at least 1 must be asked for");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold " + threshold + ", must be 0 to 1");
        }
        return new BestList(Math.min(most, model.labelCount()));
    }

    private void score(float threshold, BestList best) {
        best.clear();
        RowList rows = features.rows();
        if (!rows.isEmpty()) {
            model.mean(rows, hidden);
            scorer.score(hidden, threshold, best);
            best.sort();
        }
    }
}
