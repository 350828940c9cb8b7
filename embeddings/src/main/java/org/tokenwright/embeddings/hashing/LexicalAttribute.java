package org.tokenwright.embeddings.hashing;

/** What spaCy knows of a token from its characters alone: {@link Lexicon} gives the values. */
public enum LexicalAttribute {
    /** The token itself. */
    ORTH,
    /** The token in lower case. */
    LOWER,
    /** The token in a form that equal ones share: the language's own, or a plain quote, dash or currency, or the lower case. */
    NORM,
    /** The first code point. */
    PREFIX,
    /** The last three code points. */
    SUFFIX,
    /**
     * The token with {@code X} for upper-case letters, {@code x} for other letters and {@code d} for digits, of which at most four
     * of a kind in a row are kept; {@code LONG} for tokens of 100 code points and more.
     */
    SHAPE
}
