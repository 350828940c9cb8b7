package org.tokenwright.embeddings.vectorizers;

/** Bounds of inferred paragraph vectors. */
final class ParagraphVectorBound implements RobustnessBound {
    /*
     * F is alpha-strongly convex, so minima of two such functions are no farther apart than their gradients at one of them,
     * divided by alpha. A changed target moves the gradient of one of N places by a distance of two rows of R. A changed word in a
     * context moves the input of the softmax by s C, and the gradient, whose derivative is a covariance of rows and thus at most
     * D^2 / 4, by at most D^2 / 4 s C; and by no more than D, as it is a mean of rows. A word is in at most 2 window contexts.
     *
     * Without contexts and window, the gradient depends on the tokens by the mean of their rows only, so that what holds for means
     * holds for edits.
     */
    private final ParagraphVector vectorizer;
    private final Spread spread;
    private final double context;

    ParagraphVectorBound(ParagraphVector vectorizer) {
        this.vectorizer = vectorizer;
        spread = Spread.of(vectorizer.outputs());
        double widest = 0;
        for (double[][] table : vectorizer.contexts()) {
            widest = Math.max(widest, Spread.of(table).diameter());
        }
        double diameter = spread.diameter();
        context = Math.min(diameter, diameter * diameter * widest * vectorizer.contextWeight() / 4);
    }

    @Override
    public double ofSubstitutions(int tokens, int changed) {
        int places = tokens - 2 * vectorizer.window();
        if (changed == 0) {
            return 0;
        }
        return places < 1
                ? Double.POSITIVE_INFINITY
                : (spread.diameter() + 2 * vectorizer.window() * context) * changed / (vectorizer.alpha() * places);
    }

    @Override
    public double ofEdits(int tokens, int edits) {
        if (edits == 0) {
            return 0;
        }
        boolean bagOfWords = vectorizer.window() == 0 && vectorizer.contexts().length == 0;
        return bagOfWords
                ? MeanBound.ofEdits(spread.diameter(), tokens, edits) / vectorizer.alpha()
                : Double.POSITIVE_INFINITY;
    }

    @Override
    public int tokenBound() {
        return vectorizer.words();
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
