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
    EVERY_LINE,
    /**
     * A line feed ends a sentence unless the text is hard-wrapped there; what is before and behind is decided as if it were a
     * text of its own. It is wrapped there if the next line begins with a word in lower case, or the lines round it have a
     * common width and the first word of the next line would not have fitted into it. A width is common if most of the pairs of
     * lines round the line feed allow it, and at least three, even less those of longer lines: the eight before it, and of those behind it the eight, or as
     * many as the next 4,096 chars hold. The first line is not longer than the width, and with the next word it is. So a
     * sentence may be certain only that much later. Blank lines end sentences, too.
     */
    DETECT
}
