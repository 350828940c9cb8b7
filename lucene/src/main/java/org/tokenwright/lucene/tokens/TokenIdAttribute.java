package org.tokenwright.lucene.tokens;

import org.apache.lucene.util.Attribute;
import org.tokenwright.tokenizers.TokenKind;

/** The id that a model gives a token, and what the token is for. */
public interface TokenIdAttribute extends Attribute {
    /** The id of what is no token of the model: -1. */
    int NO_ID = -1;

    /**
     * {@return the id, or {@link #NO_ID}}
     */
    int id();

    /**
     * {@return what the token is for; {@link TokenKind#TEXT} if it is no token of the model}
     */
    TokenKind kind();

    /**
     * {@return whether it is a special token}
     */
    default boolean isSpecial() {
        return kind() == TokenKind.SPECIAL;
    }

    /**
     * Sets the token.
     *
     * @param id its id, or {@link #NO_ID}
     * @param kind what it is for
     */
    void setToken(int id, TokenKind kind);
}
