package org.tokenwright.embeddings.vectorizers;

import org.tokenwright.embeddings.VectorTable;

/** Each changed token moves its own components, by the distance of two rows. */
final class ConcatenationBound implements RobustnessBound {
    private final ConcatenationVectorizer vectorizer;
    private final Spread spread;

    ConcatenationBound(ConcatenationVectorizer vectorizer) {
        this.vectorizer = vectorizer;
        spread = Spread.of(vectorizer.table());
    }

    @Override
    public double ofSubstitutions(int tokens, int changed) {
        return spread.diameter() * Math.sqrt(changed);
    }

    @Override
    public double ofEdits(int tokens, int edits) {
        return edits == 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    @Override
    public int tokenBound() {
        VectorTable table = vectorizer.table();
        return (int) Math.min(table.rows(), Integer.MAX_VALUE);
    }

    @Override
    public double distance(int[] first, int[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "texts have " + first.length + " and " + second.length + " tokens, expected the same number");
        }
        float[] a = vectorizer.vector(first);
        float[] b = vectorizer.vector(second);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    @Override
    public int[] extremes() {
        return new int[] {spread.first(), spread.second()};
    }
}
