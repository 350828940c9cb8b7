package org.tokenwright.tokenizers.pipeline;

/** What a piece of a SentencePiece model is for, in the order of the numbers 1 to 6 by which files know it. */
public enum PieceType {
    /** Text. */
    NORMAL,
    /** The token for what no other covers. */
    UNKNOWN,
    /** A token that no text is encoded to. */
    CONTROL,
    /** Text that is always one token. */
    USER_DEFINED,
    /** Text that is put together from others on the way to larger pieces, and falls apart again if it is left. */
    UNUSED,
    /** A byte of a character that no token covers. */
    BYTE
}
