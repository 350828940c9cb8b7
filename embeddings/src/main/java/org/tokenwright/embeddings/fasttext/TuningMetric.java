package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** What a {@link FastTextTuner} makes as great as it can. Immutable. */
public final class TuningMetric {
    /** The harmonic mean of precision and recall over all labels. */
    public static final TuningMetric F1 = new TuningMetric(Kind.F1, 0, null);

    private static final double PERCENT = 100;

    private enum Kind {
        F1("f1"),
        PRECISION_AT_RECALL("precisionAtRecall"),
        RECALL_AT_PRECISION("recallAtPrecision");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;
    private final double bound;
    private final @Nullable String label;

    private TuningMetric(Kind kind, double bound, @Nullable String label) {
        this.kind = kind;
        this.bound = bound;
        this.label = label;
    }

    /**
     * Reads a metric as fastText writes it: {@code f1}, {@code precisionAtRecall:30}, {@code recallAtPrecision:30}, and each
     * with {@code :LABEL} behind it for one label alone. Numbers are per cent.
     *
     * @param text the text
     * @return the metric
     * @throws IllegalArgumentException if it is none of these
     */
    public static TuningMetric of(String text) {
        for (Kind kind : Kind.values()) {
            if (kind == Kind.F1 && text.equals(kind.text)) {
                return F1;
            }
            if (text.startsWith(kind.text + ":")) {
                String rest = text.substring(kind.text.length() + 1);
                int end = rest.indexOf(':');
                if (kind == Kind.F1) {
                    return new TuningMetric(kind, 0, rest);
                }
                String label = end < 0 ? null : rest.substring(end + 1);
                return new TuningMetric(kind, bound(text, end < 0 ? rest : rest.substring(0, end)), label);
            }
        }
        throw new IllegalArgumentException("metric " + text
                + ", must be f1, precisionAtRecall:N or recallAtPrecision:N, each perhaps with :LABEL");
    }

    private static double bound(String text, String number) {
        double bound;
        try {
            bound = Double.parseDouble(number);
        } catch (NumberFormatException e) {
            bound = Double.NaN;
        }
        if (!(bound >= 0 && bound <= PERCENT)) {
            throw new IllegalArgumentException("metric " + text + ", must have a number from 0 to 100");
        }
        return bound;
    }

    /**
     * {@return how good a model is, 0 to 1}
     *
     * @param model the model
     * @param validation lines with labels
     * @param predictions labels that are predicted for a line at most
     * @throws CorruptInputException if no line has a label that the model knows, or the label of this metric is unknown
     * @throws IOException if the file cannot be read
     */
    double score(FastTextModel model, Path validation, int predictions) throws IOException {
        int id = id(model, validation);
        FastTextPredictor predictor = model.predictor();
        LabelCounts counts = new LabelCounts(id);
        ScoredLabels scores = new ScoredLabels(id);
        predictor.visit(validation, predictions, 0, (given, predicted) -> {
            counts.visit(given, predicted);
            scores.visit(given, predicted);
        });
        FastTextEvaluation evaluation = counts.evaluation();
        if (evaluation.gold() == 0) {
            throw new CorruptInputException(
                    validation.toString(),
                    "the whole file",
                    "no label that the model knows",
                    label == null ? "lines with labels" : "lines with the label " + label);
        }
        return switch (kind) {
            case F1 -> evaluation.f1();
            case PRECISION_AT_RECALL -> scores.precisionAtRecall(bound / PERCENT);
            case RECALL_AT_PRECISION -> scores.recallAtPrecision(bound / PERCENT);
        };
    }

    private int id(FastTextModel model, Path validation) throws CorruptInputException {
        if (label == null) {
            return -1;
        }
        for (int i = 0; i < model.labelCount(); i++) {
            if (model.label(i).equals(label)) {
                return i;
            }
        }
        throw new CorruptInputException(
                validation.toString(), "the whole file", "label " + label + " to measure", "a label of the corpus");
    }

    /** {@return the text that {@link #of} reads} */
    @Override
    public String toString() {
        String number = kind == Kind.F1 ? "" : ":" + bound;
        return kind.text + number + (label == null ? "" : ":" + label);
    }
}
