package org.tokenwright.vocab;

/** Token bytes to id and back. Immutable, safe for any number of threads. */
public final class Vocabulary {
    /** The answer where there is no id: -1. */
    public static final int NO_ID = -1;

    private Vocabulary() {}

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return number of tokens}
     */
    public int size() {
        return 0;
    }

    /**
     * {@return the largest id plus one; larger than {@link #size()} if ids have holes}
     */
    public int idBound() {
        return 0;
    }

    /**
     * {@return whether an id has a token}
     *
     * @param id any number
     */
    public boolean contains(int id) {
        return false;
    }

    /**
     * Looks up a token without making an object.
     *
     * @param bytes the array that holds the token
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return its id, or {@link #NO_ID}
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public int idOf(byte[] bytes, int start, int end) {
        return NO_ID;
    }

    /**
     * Looks up a whole array.
     *
     * @param token the token
     * @return its id, or {@link #NO_ID}
     */
    public int idOf(byte[] token) {
        return idOf(token, 0, token.length);
    }

    /**
     * Finds the longest token that begins at a place of a text.
     *
     * @param bytes the text
     * @param start where the token must begin
     * @param end index behind the last byte that it may hold
     * @return its id, or {@link #NO_ID} if no token begins there
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public int longestPrefix(byte[] bytes, int start, int end) {
        return NO_ID;
    }

    /**
     * Finds the longest token that is a proper prefix of a token.
     *
     * @param id the id of a token
     * @return the id of the prefix, or {@link #NO_ID}
     * @throws IllegalArgumentException if {@code id} has no token
     */
    public int longestProperPrefix(int id) {
        return NO_ID;
    }

    /**
     * {@return number of bytes of a token; 0 where the id has none}
     *
     * @param id an id, 0 to {@link #idBound()} exclusive
     * @throws IndexOutOfBoundsException if {@code id} is outside
     */
    public int length(int id) {
        return 0;
    }

    /**
     * {@return a copy of a token's bytes}
     *
     * @param id the id of a token
     * @throws IllegalArgumentException if {@code id} has no token
     */
    public byte[] bytes(int id) {
        return new byte[0];
    }

    /**
     * Copies a token's bytes.
     *
     * @param id the id of a token
     * @param target where to
     * @param offset index of the first byte written
     * @return number of bytes written
     * @throws IllegalArgumentException if {@code id} has no token
     * @throws IndexOutOfBoundsException if {@code target} is too short
     */
    public int copy(int id, byte[] target, int offset) {
        return 0;
    }

    /**
     * {@return number of bytes of the longest token}
     */
    public int maxLength() {
        return 0;
    }

    /** Collects tokens. For one thread. */
    public static final class Builder {
        private Builder() {}

        /**
         * Adds a token with the next id: one more than the largest so far, 0 for the first.
         *
         * @param token its bytes, at least one
         * @return its id
         * @throws IllegalArgumentException if the token is empty or is there already
         */
        public int add(byte[] token) {
            return 0;
        }

        /**
         * Adds a token with a given id.
         *
         * @param id its id, 0 or more
         * @param token its bytes, at least one
         * @return this
         * @throws IllegalArgumentException if the token is empty, or the id or the token is there already
         */
        public Builder put(int id, byte[] token) {
            return this;
        }

        /**
         * {@return the vocabulary}
         */
        public Vocabulary build() {
            return new Vocabulary();
        }
    }
}
