package org.tokenwright.text;

import java.util.Locale;

/** How a stream of bytes falls into documents. */
public enum TextFormat {
    /**
     * By the name of the file, compression suffixes aside: {@code .jsonl} and {@code .ndjson} are JSONL, {@code .csv},
     * {@code .tsv} and {@code .parquet} what they say, all else TEXT.
     */
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
     * Every paragraph is a document: lines up to the next blank line or the end, without the last line's end. Blank are
     * lines of nothing but spaces, tabs and CR; they are passed over, wherever and however many they are.
     */
    PARAGRAPHS,
    /**
     * Every line is a JSON value; the document is the string that a JSON pointer names in it. Blank lines are passed
     * over. Malformed are lines that are not exactly one JSON value, that have no value or two values at the pointer or
     * one that is not a string ({@code null} too), and strings with half a surrogate pair.
     */
    JSONL,
    /**
     * Comma-separated values as in RFC 4180: the document is one field of each record. Records end at LF or CRLF. A field
     * that begins with a quote ends with one; in between, line ends and delimiters are text, and two quotes stand for one. A
     * quote in any other field is text. Empty lines are passed over. Malformed are records that have not as many fields
     * as the first, or text behind a closing quote, or no closing quote. A file whose first record is malformed or has no
     * such column is an error.
     */
    CSV,
    /** As {@link #CSV}, but fields are separated by tabs, and quotes are text (IANA's text/tab-separated-values). */
    TSV,
    /**
     * Apache Parquet: the document is one string column of each row. Malformed are rows where it is null or not UTF-8, or
     * longer than a document may be. Only from files, and with the library {@code dev.hardwood:hardwood-core}. Pages may be
     * stored as they are or compressed with gzip, Snappy or Zstandard (then with {@code org.xerial.snappy:snappy-java} or
     * {@code com.github.luben:zstd-jni}); LZ4 and Brotli are refused, as their decoders do not keep to the memory they get.
     */
    PARQUET;

    /**
     * {@return what {@link #AUTO} stands for, which is never {@code AUTO}}
     *
     * @param name the name of a file or a stream
     */
    public static TextFormat ofName(String name) {
        String plainName = name.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst|zstd|xz|bz2)$", "");
        return switch (plainName.substring(plainName.lastIndexOf('.') + 1)) {
            case "jsonl", "ndjson" -> JSONL;
            case "csv" -> CSV;
            case "tsv" -> TSV;
            case "parquet" -> PARQUET;
            default -> TEXT;
        };
    }
}
