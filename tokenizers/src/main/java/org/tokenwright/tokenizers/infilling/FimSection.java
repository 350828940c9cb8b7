package org.tokenwright.tokenizers.infilling;

/** A stretch of text in a sample, between its special tokens. */
public enum FimSection {
    /** What is before the middle. */
    PREFIX,
    /** What is to be written. */
    MIDDLE,
    /** What is behind the middle. */
    SUFFIX,
    /** FIM-SE: the whole lines before the one in which the middle begins. */
    R_PREFIX,
    /** FIM-SE: what the text to be written must begin with. */
    L_PREFIX,
    /** FIM-SE: what is to be written: whole lines, with both constraints. */
    TARGET,
    /** FIM-SE: what the text to be written must end with. */
    F_SUFFIX,
    /** FIM-SE: the whole lines behind the one in which the middle ends. */
    R_SUFFIX
}
