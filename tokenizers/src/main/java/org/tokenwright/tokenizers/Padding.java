package org.tokenwright.tokenizers;

import java.util.Objects;

/**
 * How the rows of a batch are brought to one length. Immutable.
 *
 * <pre>{@code
 * Padding.toLongest(0, "[PAD]")                        // as long as the longest row
 * Padding.toLength(512, 0, "[PAD]")                    // 512 tokens, longer rows stay
 * Padding.toLongest(0, "[PAD]").withMultipleOf(8)      // a multiple of 8
 * }</pre>
 *
 * @param length the length that rows are brought to, 1 or more; 0 for that of the longest row
 * @param multipleOf what the length is rounded up to a multiple of, 1 or more
 * @param side the side that is padded
 * @param id the id that is added
 * @param typeId the type id of what is added
 * @param token the token of {@code id}, by which files name it; without meaning for padding itself
 */
public record Padding(int length, int multipleOf, Side side, int id, int typeId, String token) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code length}, {@code id} or {@code typeId} is negative or {@code multipleOf}
     *     below 1
     */
    public Padding {
        Objects.requireNonNull(side);
        Objects.requireNonNull(token);
        if (length < 0) {
            throw new IllegalArgumentException("the length is " + length + ", expected 0 or more");
        }
        if (multipleOf < 1) {
            throw new IllegalArgumentException("the multiple is " + multipleOf + ", expected 1 or more");
        }
        if (id < 0 || typeId < 0) {
            throw new IllegalArgumentException(
                    "the id is " + id + " and the type id " + typeId + ", expected 0 or more");
        }
    }

    /**
     * {@return the padding behind rows that makes all as long as the longest, with type id 0}
     *
     * @param id the id that is added
     * @param token its token
     * @throws IllegalArgumentException if {@code id} is negative
     */
    public static Padding toLongest(int id, String token) {
        return new Padding(0, 1, Side.RIGHT, id, 0, token);
    }

    /**
     * {@return the padding behind rows that makes those that are shorter so long, with type id 0}
     *
     * @param length the length, 1 or more
     * @param id the id that is added
     * @param token its token
     * @throws IllegalArgumentException if {@code length} is below 1 or {@code id} negative
     */
    public static Padding toLength(int length, int id, String token) {
        if (length < 1) {
            throw new IllegalArgumentException("the length is " + length + ", expected 1 or more");
        }
        return new Padding(length, 1, Side.RIGHT, id, 0, token);
    }

    /**
     * {@return this with a length that is a multiple}
     *
     * @param multipleOf what the length is rounded up to a multiple of
     * @throws IllegalArgumentException if it is below 1
     */
    public Padding withMultipleOf(int multipleOf) {
        return new Padding(length, multipleOf, side, id, typeId, token);
    }

    /**
     * {@return this on another side}
     *
     * @param side the side that is padded
     */
    public Padding withSide(Side side) {
        return new Padding(length, multipleOf, side, id, typeId, token);
    }
}
