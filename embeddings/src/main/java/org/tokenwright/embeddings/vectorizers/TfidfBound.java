package org.tokenwright.embeddings.vectorizers;

/** Bounds of weighed counts. */
final class TfidfBound implements RobustnessBound {
    /*
     * Without norm, replacing an occurrence takes at most 1 from one count and adds at most 1 to another, which is at most
     * sqrt(2) w_max; inserting or removing one is less. 1 + ln n, and 0 for n = 0, moves by at most 1, too, when n does.
     *
     * For vectors u and v of an inner product space, |u/|u| - v/|v|| <= 2 |u - v| / (|u| + |v|) (Dunkl and Williams, 1964). The
     * length of T counts of U features is at least w_min T / sqrt(U), which grows with T. For 1 + ln n, the square divided by n
     * first grows with n and then falls, so that it is least for n = 1 or n = T, and T tokens have a length of at least w_min
     * min(sqrt(T), 1 + ln T); likewise, their sum is at least w_min (1 + ln T). Binary counts of any text have 1 at least. No two
     * vectors of length 1 without negative components are farther apart than sqrt(2).
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
        return Math.min(
                Math.sqrt(2),
                settings.norm() == Norm.L2
                        ? moved / (least * length(tokens))
                        : (moved + largest * changed) / (least * sum(tokens)));
    }

    /** {@return the length, at least, of what is made of the counts of so many tokens} */
    private double length(int tokens) {
        TfidfSettings settings = vectorizer.settings();
        if (settings.binary()) {
            return 1;
        }
        return settings.sublinear()
                ? Math.min(Math.sqrt(tokens), 1 + Math.log(tokens))
                : tokens / Math.sqrt(Math.min(tokens, tokenBound()));
    }

    /** {@return the sum, at least, of what is made of the counts of so many tokens} */
    private double sum(int tokens) {
        TfidfSettings settings = vectorizer.settings();
        if (settings.binary()) {
            return 1;
        }
        return settings.sublinear() ? 1 + Math.log(tokens) : tokens;
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
