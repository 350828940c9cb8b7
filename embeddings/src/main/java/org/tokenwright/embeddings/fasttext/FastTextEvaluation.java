package org.tokenwright.embeddings.fasttext;

/**
 * How predicted labels agree with given ones.
 *
 * @param examples how many lines were predicted
 * @param gold how many labels were given
 * @param predicted how many labels were predicted
 * @param hits how many predicted labels were given
 */
public record FastTextEvaluation(long examples, long gold, long predicted, long hits) {
    /** {@return which part of the predicted labels was given; not a number if none was predicted} */
    public double precision() {
        return (double) hits / predicted;
    }

    /** {@return which part of the given labels was predicted; not a number if none was given} */
    public double recall() {
        return (double) hits / gold;
    }

    /** {@return the harmonic mean of precision and recall, 0 without a hit} */
    public double f1() {
        return hits == 0 ? 0 : 2.0 * hits / (predicted + gold);
    }
}
