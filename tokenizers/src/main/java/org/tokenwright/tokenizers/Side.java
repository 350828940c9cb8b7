package org.tokenwright.tokenizers;

/** An end of a sequence of ids: the one at which it is cut or padded. */
public enum Side {
    /** The beginning. */
    LEFT,
    /** The end. */
    RIGHT
}
