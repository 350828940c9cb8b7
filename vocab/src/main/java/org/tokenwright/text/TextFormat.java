package org.tokenwright.text;

/** How a stream of bytes falls into documents. */
public enum TextFormat {
    /** By the name of the file, compression suffixes aside: {@code .jsonl} and {@code .ndjson} are JSONL, all else TEXT. */
    AUTO,
    /** The whole file is one document. */
    TEXT,
    /** Every line is a document, without its line end (LF or CRLF). Empty lines are documents too. */
    LINES,
    /** Every line is a document, its line end included. */
    LINES_WITH_ENDS,
    /** Every line is a JSON value; the document is the string that a JSON pointer names in it. Blank lines are passed over. */
    JSONL
}
