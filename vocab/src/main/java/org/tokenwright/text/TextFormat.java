package org.tokenwright.text;

import java.util.Locale;

/** How a stream of bytes falls into documents. */
public enum TextFormat {
    /** By the name of the file, compression suffixes aside: {@code .jsonl} and {@code .ndjson} are JSONL, all else TEXT. */
    AUTO,
    /** The whole file is one document; an empty file has none. */
    TEXT,
    /**
     * Every line is a document, without its line end (LF or CRLF). Empty lines are documents too, and so is a last line
     * without a line end; behind the last line end there is none. A CR that is not before an LF is text.
     */
    LINES,
    /** Every line is a document, its line end included. */
    LINES_WITH_ENDS,
    /**
     * Every line is a JSON value; the document is the string that a JSON pointer names in it. Blank lines are passed
     * over. Malformed are lines that are not exactly one JSON value, that have no value or two values at the pointer or
     * one that is not a string ({@code null} too), and strings with half a surrogate pair.
     */
    JSONL;

    /**
     * {@return what {@link #AUTO} stands for: {@link #JSONL} or {@link #TEXT}}
     *
     * @param name the name of a file or a stream
     */
    public static TextFormat ofName(String name) {
        String plainName = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|zstd)$", "");
        return plainName.endsWith(".jsonl") || plainName.endsWith(".ndjson") ? JSONL : TEXT;
    }
}
