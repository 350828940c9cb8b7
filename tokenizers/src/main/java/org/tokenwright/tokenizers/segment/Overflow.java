package org.tokenwright.tokenizers.segment;

/** What becomes of a word that has more units than a row. */
public enum Overflow {
    /** It goes on in further rows. */
    SPLIT,
    /** The rest is left out. */
    TRUNCATE,
    /** It is refused. */
    ERROR
}
