package org.tokenwright.boundary;

/** What line feeds (U+000A) mean to a detector, before it looks at anything else. */
public enum Newlines {
    /** Nothing that the engine would not know by itself. */
    IGNORE,
    /**
     * A blank line ends a sentence: two line feeds with nothing but white space between them, not more than 4,096 chars. What
     * is before and behind it is decided as if it were a text of its own.
     */
    BLANK_LINE,
    /** Every line feed ends a sentence. What is before and behind it is decided as if it were a text of its own. */
    EVERY_LINE
}
