package org.tokenwright.lucene.tokens;

/**
 * How a {@link TokenwrightTokenizer} shows tokens. Immutable.
 *
 * @param trim whether white space at the ends of tokens is left out of terms and offsets, and tokens that are nothing else
 *     are left out
 * @param prefixSpace whether a text is encoded as if a space were before it, so that its first word has the tokens that it has
 *     inside of a text
 * @param special whether the strings of special tokens in a text become these tokens; otherwise they are text
 * @param graph whether a superword spans as many positions as it has words, with its words beside it; otherwise it has one
 *     position
 * @param keyword whether tokens are marked as keywords, which stemmers leave as they are
 * @param ids where ids go, beside the {@link TokenIdAttribute}
 * @param maxTokens the most tokens of the model that are taken of a text, 1 or more
 */
public record TokenOptions(
        boolean trim,
        boolean prefixSpace,
        boolean special,
        boolean graph,
        boolean keyword,
        IdPlace ids,
        int maxTokens) {
    /** White space is left out; nothing else differs from what the model does by itself. */
    public static final TokenOptions DEFAULT =
            new TokenOptions(true, false, false, false, false, IdPlace.ATTRIBUTE, Integer.MAX_VALUE);

    /** Where the ids of tokens go. */
    public enum IdPlace {
        /** Nowhere but into the {@link TokenIdAttribute}. */
        ATTRIBUTE,
        /** Into the payload: 4 bytes, the highest first. */
        PAYLOAD,
        /** Into the type, in decimal digits. */
        TYPE
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if {@code maxTokens} is less than 1
     */
    public TokenOptions {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("the most tokens are " + maxTokens + ", expected 1 or more");
        }
    }

    /**
     * {@return these options with another answer to whether white space is left out}
     *
     * @param trim whether it is
     */
    public TokenOptions withTrim(boolean trim) {
        return new TokenOptions(trim, prefixSpace, special, graph, keyword, ids, maxTokens);
    }

    /**
     * {@return these options with another answer to whether a space is put before a text}
     *
     * @param prefixSpace whether it is
     */
    public TokenOptions withPrefixSpace(boolean prefixSpace) {
        return new TokenOptions(trim, prefixSpace, special, graph, keyword, ids, maxTokens);
    }

    /**
     * {@return these options with another answer to whether special tokens are found in texts}
     *
     * @param special whether they are
     */
    public TokenOptions withSpecial(boolean special) {
        return new TokenOptions(trim, prefixSpace, special, graph, keyword, ids, maxTokens);
    }

    /**
     * {@return these options with another answer to whether superwords have their words beside them}
     *
     * @param graph whether they have
     */
    public TokenOptions withGraph(boolean graph) {
        return new TokenOptions(trim, prefixSpace, special, graph, keyword, ids, maxTokens);
    }

    /**
     * {@return these options with another answer to whether tokens are keywords}
     *
     * @param keyword whether they are
     */
    public TokenOptions withKeyword(boolean keyword) {
        return new TokenOptions(trim, prefixSpace, special, graph, keyword, ids, maxTokens);
    }

    /**
     * {@return these options with another place for ids}
     *
     * @param ids where they go
     */
    public TokenOptions withIds(IdPlace ids) {
        return new TokenOptions(trim, prefixSpace, special, graph, keyword, ids, maxTokens);
    }

    /**
     * {@return these options with another number of tokens}
     *
     * @param maxTokens the most tokens of a text, 1 or more
     * @throws IllegalArgumentException if it is less
     */
    public TokenOptions withMaxTokens(int maxTokens) {
        return new TokenOptions(trim, prefixSpace, special, graph, keyword, ids, maxTokens);
    }
}
