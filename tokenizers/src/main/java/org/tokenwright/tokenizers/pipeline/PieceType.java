package org.tokenwright.tokenizers.pipeline;

/** What a piece of a SentencePiece model is for. */
public enum PieceType {
    /** Text. */
    NORMAL(1),
    /** The token for what no other covers. */
    UNKNOWN(2),
    /** A token that no text is encoded to. */
    CONTROL(3),
    /** Text that is always one token. */
    USER_DEFINED(4),
    /** Text that is put together from others on the way to larger pieces, and falls apart again if it is left. */
    UNUSED(5),
    /** A byte of a character that no token covers. */
    BYTE(6);

    private final int number;

    PieceType(int number) {
        this.number = number;
    }

    /**
     * {@return the number by which files know the type}
     */
    public int number() {
        return number;
    }
}
