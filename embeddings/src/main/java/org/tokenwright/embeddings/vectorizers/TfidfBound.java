package org.tokenwright.embeddings.vectorizers;

/** Bounds of weighed counts. */
final class TfidfBound implements RobustnessBound {
    /*
     * Without norm, replacing an occurrence takes at most 1 from one count and adds at most 1 to another, which is at most
     * sqrt(2) w_max; inserting or removing one is less. 1 + ln n, and 0 for n = 0, moves by at most 1, too, when n does.
     *
     * For vectors u and v of an inner product space, |u/|u| - v/|v|| <= 2 |u - v| / (|u| + |v|) (Dunkl and Williams, 1964). The
     * length of T counts of U features is at least w_min T / sqrt(U), which grows with T, and that of any vector but zero is at
     * least w_min, whatever the counts stand for. No two vectors of length 1 without negative components are farther apart than
     * sqrt(2).
     *
     * For sums, |u/s - v/t| <= |u - v|/s + |v|/t |t - s|/s, |v| <= t, and an edit moves the sum by at most w_max.
     */
    private final TfidfVectorizer vectorizer;
    private final double largest;
    private final double least;
    private final int[] extremes = new int[2];

    TfidfBound(TfidfVectorizer vectorizer) {
        this.vectorizer = vectorizer;
        double most = 0;
        double fewest = Double.POSITIVE_INFINITY;
        for (int feature = 0; feature < tokenBound(); feature++) {
            double weight = vectorizer.weight(feature);
            if (weight > most) {
                most = weight;
                extremes[1] = extremes[0];
                extremes[0] = feature;
            }
            fewest = Math.min(fewest, weight);
        }
        largest = most;
        least = fewest;
    }

    @Override
    public double ofSubstitutions(int tokens, int changed) {
        return bound(tokens, changed);
    }

    @Override
    public double ofEdits(int tokens, int edits) {
        return bound(tokens - edits, edits);
    }

    /** {@return the bound if texts have no fewer tokens than so many} */
    private double bound(int tokens, int changed) {
        if (changed == 0) {
            return 0;
        }
        TfidfSettings settings = vectorizer.settings();
        double moved = Math.sqrt(2) * largest * changed;
        if (settings.norm() == Norm.NONE) {
            return moved;
        }
        if (tokens < 1) {
            return Math.sqrt(2);
        }
        boolean counts = !settings.sublinear() && !settings.binary();
        if (settings.norm() == Norm.L2) {
            double length = counts ? least * tokens / Math.sqrt(Math.min(tokens, tokenBound())) : least;
            return Math.min(Math.sqrt(2), moved / length);
        }
        double sum = counts ? least * tokens : least;
        return Math.min(Math.sqrt(2), (moved + largest * changed) / sum);
    }

    @Override
    public int tokenBound() {
        return vectorizer.features().size();
    }

    @Override
    public double distance(int[] first, int[] second) {
        return vectorizer.vectorOf(first).distance(vectorizer.vectorOf(second));
    }

    @Override
    public int[] extremes() {
        return extremes.clone();
    }
}
