package org.tokenwright.embeddings.fasttext;

import java.util.BitSet;

/** Counts how predicted labels agree with given ones, over all labels or for one. For one thread. */
final class LabelCounts implements FastTextPredictor.Visitor {
    private static final int ALL = -1;

    private final int label;
    private final BitSet labels = new BitSet();
    private long examples;
    private long gold;
    private long predicted;
    private long hits;

    LabelCounts() {
        this(ALL);
    }

    /**
     * Creates a counter.
     *
     * @param label the label that is counted, or -1 for all
     */
    LabelCounts(int label) {
        this.label = label;
    }

    @Override
    public void visit(RowList given, BestList best) {
        examples++;
        labels.clear();
        for (int i = 0; i < given.size(); i++) {
            gold += counts(given.get(i)) ? 1 : 0;
            labels.set(given.get(i));
        }
        for (int i = 0; i < best.size(); i++) {
            if (counts(best.item(i))) {
                predicted++;
                hits += labels.get(best.item(i)) ? 1 : 0;
            }
        }
    }

    private boolean counts(int id) {
        return label == ALL || label == id;
    }

    FastTextEvaluation evaluation() {
        return new FastTextEvaluation(examples, gold, predicted, hits);
    }
}
