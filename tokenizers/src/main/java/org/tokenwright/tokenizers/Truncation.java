package org.tokenwright.tokenizers;

import java.util.Objects;

/**
 * How many tokens a row of a batch may have, and where what is too much is taken from. Immutable.
 *
 * <pre>{@code
 * Truncation.to(512)                       // the first 512 tokens
 * Truncation.to(384).withStride(128)       // windows that share 128 tokens, for BatchEncoder.withOverflow(true)
 * Truncation.to(384).withStrategy(Truncation.Strategy.ONLY_SECOND) // a question stays whole, its context does not
 * }</pre>
 *
 * @param maxLength the most tokens of a row, those that a template adds included; 1 or more
 * @param strategy which of two sequences is cut
 * @param side the side at which a sequence is cut; rows of overflow begin at the other
 * @param stride how many tokens a row of overflow shares with the one before; 0 or more, and less than what is left of the
 *     sequence that is cut
 */
public record Truncation(int maxLength, Strategy strategy, Side side, int stride) {
    /** Which of two sequences is cut. A sequence that stands alone is the first. */
    public enum Strategy {
        /** The longer one, until it is as short as the other; then both by turns. */
        LONGEST_FIRST,
        /** The first alone. */
        ONLY_FIRST,
        /** The second alone. */
        ONLY_SECOND
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code maxLength} is below 1 or {@code stride} not between 0 and
     *     {@code maxLength} exclusive
     */
    public Truncation {
        Objects.requireNonNull(strategy);
        Objects.requireNonNull(side);
        if (maxLength < 1) {
            throw new IllegalArgumentException("the maximum length is " + maxLength + ", expected 1 or more");
        }
        if (stride < 0 || stride >= maxLength) {
            throw new IllegalArgumentException("the stride is " + stride + ", expected 0 to " + (maxLength - 1)
                    + ", less than the maximum length");
        }
    }

    /**
     * {@return the truncation that keeps the first tokens, takes from the longer sequence first and has no stride}
     *
     * @param maxLength the most tokens of a row, those that a template adds included
     * @throws IllegalArgumentException if it is below 1
     */
    public static Truncation to(int maxLength) {
        return new Truncation(maxLength, Strategy.LONGEST_FIRST, Side.RIGHT, 0);
    }

    /**
     * {@return this with another strategy}
     *
     * @param strategy which of two sequences is cut
     */
    public Truncation withStrategy(Strategy strategy) {
        return new Truncation(maxLength, strategy, side, stride);
    }

    /**
     * {@return this with another side}
     *
     * @param side the side at which a sequence is cut
     */
    public Truncation withSide(Side side) {
        return new Truncation(maxLength, strategy, side, stride);
    }

    /**
     * {@return this with another stride}
     *
     * @param stride how many tokens a row of overflow shares with the one before
     * @throws IllegalArgumentException if it is not between 0 and {@link #maxLength()} exclusive
     */
    public Truncation withStride(int stride) {
        return new Truncation(maxLength, strategy, side, stride);
    }
}
