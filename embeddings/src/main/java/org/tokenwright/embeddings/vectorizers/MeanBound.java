package org.tokenwright.embeddings.vectorizers;

/**
 * A replaced token moves the mean of T by the distance of two rows, divided by T. An inserted one moves it by the distance of a row
 * from the mean, which is among the rows' convex combinations and so no farther, divided by the new number; a removed one likewise.
 */
final class MeanBound implements RobustnessBound {
    private final MeanVectorizer vectorizer;
    private final Spread spread;

    MeanBound(MeanVectorizer vectorizer) {
        this.vectorizer = vectorizer;
        spread = Spread.of(vectorizer.table());
    }

    @Override
    public double ofSubstitutions(int tokens, int changed) {
        return changed == 0 ? 0 : spread.diameter() * changed / tokens;
    }

    @Override
    public double ofEdits(int tokens, int edits) {
        return ofEdits(spread.diameter(), tokens, edits);
    }

    /** {@return how far the mean of rows moves at most whose largest distance is known} */
    static double ofEdits(double diameter, int tokens, int edits) {
        if (edits == 0) {
            return 0;
        }
        // of the texts between one edit and the next, none is shorter, and each edit has the longer one of two to
        // divide by
        return edits < tokens ? diameter * edits / (tokens - edits + 1) : Double.POSITIVE_INFINITY;
    }

    @Override
    public int tokenBound() {
        return (int) Math.min(vectorizer.table().rows(), Integer.MAX_VALUE);
    }

    @Override
    public double distance(int[] first, int[] second) {
        return Spread.distance(vectorizer.vector(first), vectorizer.vector(second));
    }

    @Override
    public int[] extremes() {
        return new int[] {spread.first(), spread.second()};
    }
}
