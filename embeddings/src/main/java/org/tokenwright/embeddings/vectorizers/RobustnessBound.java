package org.tokenwright.embeddings.vectorizers;

/**
 * How far the vector of a text can move when some of its tokens change. Distances are Euclidean. Immutable, safe for any number of
 * threads.
 *
 * <p>These are bounds of our own, in the spirit of Suzuki and others, "On the Robustness of Text Vectorizers" (arXiv 2303.07203).
 * With D the largest distance of two rows of a table, T tokens of which d change, and w the weights of features:
 *
 * <ul>
 *   <li>concatenation: D sqrt(d)
 *   <li>mean: D d / T
 *   <li>TF-IDF without norm: sqrt(2) w_max d
 *   <li>TF-IDF, divided by its length: the least of sqrt(2) and sqrt(2) w_max d / L, where L = w_min T / sqrt(min(T, features)) is
 *       at most any length; with sublinear counts, L = w_min min(sqrt(T), 1 + ln T), with binary ones, L = w_min
 *   <li>TF-IDF, divided by its sum: the least of sqrt(2) and (1 + sqrt(2)) w_max d / S, where S = w_min T is
 *       at most any sum; with sublinear counts, S = w_min (1 + ln T), with binary ones, S = w_min
 *   <li>paragraph vectors with N = T - 2 window places: (D + 2 window c) d / (alpha N), where c, which is 0 without contexts, is
 *       the least of D and D<sup>2</sup> C s / 4, C the largest distance of two rows of a table of contexts, and s by what a row
 *       of a context is multiplied
 * </ul>
 *
 * For TF-IDF, tokens are occurrences of features. If features are rows of terms, a term changes as many of them as it is in.
 *
 * <p>D is exact unless it would take more than some two billion operations to find; then it is a number above it.
 */
public sealed interface RobustnessBound permits ConcatenationBound, MeanBound, TfidfBound, ParagraphVectorBound {
    /**
     * {@return the bounds of a vectorizer} Costs O(rows<sup>2</sup> dimension) at worst, and is usually much cheaper.
     *
     * @param vectorizer the vectorizer
     */
    static RobustnessBound of(ConcatenationVectorizer vectorizer) {
        return new ConcatenationBound(vectorizer);
    }

    /**
     * {@return the bounds of a vectorizer} Costs O(rows<sup>2</sup> dimension) at worst, and is usually much cheaper.
     *
     * @param vectorizer the vectorizer
     */
    static RobustnessBound of(MeanVectorizer vectorizer) {
        return new MeanBound(vectorizer);
    }

    /**
     * {@return the bounds of a vectorizer} Costs O(features).
     *
     * @param vectorizer the vectorizer
     */
    static RobustnessBound of(TfidfVectorizer vectorizer) {
        return new TfidfBound(vectorizer);
    }

    /**
     * {@return the bounds of a vectorizer} Costs O(words<sup>2</sup> dimension) at worst, and is usually much cheaper.
     *
     * @param vectorizer the vectorizer
     */
    static RobustnessBound of(ParagraphVector vectorizer) {
        return new ParagraphVectorBound(vectorizer);
    }

    /**
     * {@return how far apart the vectors of two texts of the same length can be at most; infinity if texts of that length have no
     * vector}
     *
     * @param tokens how many tokens each of them has
     * @param changed at how many places they have different tokens, at most {@code tokens}
     */
    double ofSubstitutions(int tokens, int changed);

    /**
     * {@return how far the vector of a text can move when tokens are replaced, inserted or removed; infinity if no bound is known:
     * for concatenations, for paragraph vectors with contexts or a window, and for means and bags of which nothing might be left}
     *
     * @param tokens how many tokens the text has
     * @param edits how many tokens are replaced, inserted or removed
     */
    double ofEdits(int tokens, int edits);

    /**
     * {@return the number of different tokens}
     */
    int tokenBound();

    /**
     * {@return how far apart the vectors of two texts are}
     *
     * @param first the tokens of a text, from 0 to {@link #tokenBound()}, exclusive
     * @param second those of the other
     * @throws IllegalArgumentException if one has no vector, or they cannot be compared
     */
    double distance(int[] first, int[] second);

    /** {@return two tokens that are as different as any, as far as is known} */
    int[] extremes();
}
