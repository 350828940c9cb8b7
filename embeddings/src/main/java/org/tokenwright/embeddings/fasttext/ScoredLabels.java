package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;
import java.util.BitSet;

/** Predicted labels by their scores, for precision and recall at every threshold. For one thread. */
final class ScoredLabels implements FastTextPredictor.Visitor {
    /*
     * An entry is a score as an int whose order is that of the float, above a bit that says whether the label is right. Labels
     * that are given and not predicted count for the recall alone.
     */
    private final int label;
    private final BitSet labels = new BitSet();
    private long[] entries = new long[64];
    private int size;
    private long gold;

    /**
     * Creates a collection.
     *
     * @param label the label that is counted, or -1 for all
     */
    ScoredLabels(int label) {
        this.label = label;
    }

    @Override
    public void visit(RowList given, BestList best) {
        labels.clear();
        for (int i = 0; i < given.size(); i++) {
            labels.set(given.get(i));
            gold += label < 0 || given.get(i) == label ? 1 : 0;
        }
        for (int i = 0; i < best.size(); i++) {
            if (label < 0 || best.item(i) == label) {
                add(best.value(i), labels.get(best.item(i)));
            }
        }
    }

    private void add(float score, boolean right) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        int bits = Float.floatToIntBits(score);
        long ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        entries[size++] = ordered << 1 | (right ? 1 : 0);
    }

    /** {@return the greatest precision of a threshold at which the recall is at least so much, 0 if there is none} */
    double precisionAtRecall(double recall) {
        return best(recall, true);
    }

    /** {@return the greatest recall of a threshold at which the precision is at least so much, 0 if there is none} */
    double recallAtPrecision(double precision) {
        return best(precision, false);
    }

    private double best(double bound, boolean precisionWanted) {
        Arrays.sort(entries, 0, size);
        double best = 0;
        long hits = 0;
        for (int i = size - 1; i >= 0; i--) {
            hits += entries[i] & 1;
            if (i > 0 && entries[i] >> 1 == entries[i - 1] >> 1) {
                continue;
            }
            double precision = (double) hits / (size - i);
            double recall = (double) hits / gold;
            if ((precisionWanted ? recall : precision) >= bound) {
                best = Math.max(best, precisionWanted ? precision : recall);
            }
        }
        return best;
    }
}
