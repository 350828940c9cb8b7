package org.tokenwright.tokenizers.infilling;

import java.util.Objects;

/**
 * How a document is cut and written. Immutable.
 *
 * @param start how many code points are before the middle
 * @param end how many are before the suffix
 * @param order whether the prefix or the suffix comes first
 * @param constraints what a prompt of FIM-SE names; without meaning for others
 */
public record FimDecision(int start, int end, FimOrder order, FimConstraints constraints) {
    /**
     * Checks the decision.
     *
     * @throws IllegalArgumentException if {@code start} is negative or above {@code end}
     */
    public FimDecision {
        Objects.requireNonNull(order);
        Objects.requireNonNull(constraints);
        if (start < 0 || start > end) {
            throw new IllegalArgumentException(
                    "the middle is from " + start + " to " + end + ", expected 0 or more and ascending");
        }
    }
}
