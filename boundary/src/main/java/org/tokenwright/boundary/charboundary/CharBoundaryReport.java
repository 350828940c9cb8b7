package org.tokenwright.boundary.charboundary;

import java.util.Map;

/**
 * What a trainer has seen and made.
 *
 * @param texts number of texts, those for validation among them
 * @param candidates number of candidates that the trees have been grown from
 * @param ends number of ends of sentences in these texts
 * @param movedEnds how many of them count for the line break that follows
 * @param unreachableEnds how many of them are no candidates and have no line break behind them, but for ends of texts
 * @param threshold what the threshold of the model is
 * @param validation what the model finds in the texts for validation at this threshold; nothing if there are none
 * @param importances by how much each feature makes nodes purer, the most important first; all together 1
 */
public record CharBoundaryReport(
        int texts,
        int candidates,
        int ends,
        int movedEnds,
        int unreachableEnds,
        double threshold,
        Score validation,
        Map<String, Double> importances) {
    /**
     * How many ends of sentences are found. The end of a text, which everybody finds, counts like others.
     *
     * @param found how many ends are found
     * @param wrong how many are found that are none
     * @param missed how many ends are not found
     */
    public record Score(int found, int wrong, int missed) {
        /**
         * {@return the share of what is found that is right, NaN if nothing is found}
         */
        public double precision() {
            return (double) found / (found + wrong);
        }

        /**
         * {@return the share of ends that is found, NaN if there are none}
         */
        public double recall() {
            return (double) found / (found + missed);
        }

        /**
         * {@return the harmonic mean of precision and recall, NaN if there is nothing to find and nothing found}
         */
        public double f1() {
            return 2.0 * found / (2.0 * found + wrong + missed);
        }
    }
}
