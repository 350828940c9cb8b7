package org.tokenwright.text;

/**
 * How records are written.
 *
 * @param delimiter stands between fields; ASCII, and neither a quote nor part of a line end
 * @param quotes whether a field that begins with a quote ends with one, and two quotes in it are one
 * @param header whether the first record names the columns
 */
record CsvDialect(byte delimiter, boolean quotes, boolean header) {
    /** {@return the dialect of text/tab-separated-values, where quotes mean nothing, with or without a header as here} */
    CsvDialect tabbed() {
        return new CsvDialect((byte) '\t', false, header);
    }
}
