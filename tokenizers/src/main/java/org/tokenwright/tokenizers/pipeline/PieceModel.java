package org.tokenwright.tokenizers.pipeline;

import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.vocab.Vocabulary;

/** Turns pieces of text into ids, each piece by itself. Immutable, safe for any number of threads. */
public interface PieceModel {
    /**
     * {@return the tokens; where a format has tokens that stand for something else than their characters (unknown, a byte), the
     * characters by which the format names them}
     */
    Vocabulary vocabulary();

    /**
     * {@return what a token is for}
     *
     * @param id its id, which has a token
     */
    default TokenKind kind(int id) {
        return TokenKind.TEXT;
    }

    /**
     * {@return an encoder for one thread}
     */
    PieceEncoder newEncoder();
}
