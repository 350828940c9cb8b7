package org.tokenwright.embeddings.evaluation;

/**
 * How similarities of vectors agree with those that people gave.
 *
 * @param pairs how many pairs were compared
 * @param unknown how many pairs were left out, as one of the two has no vector or a vector of zeros
 * @param spearman the rank correlation, -1 to 1, ties at the mean of their ranks; not a number for fewer than two pairs or if
 *     all values of a side are the same
 * @param pearson the linear correlation, -1 to 1; not a number where {@code spearman} is none
 */
public record SimilarityResult(int pairs, int unknown, double spearman, double pearson) {}
