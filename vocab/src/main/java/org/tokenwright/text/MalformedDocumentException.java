package org.tokenwright.text;

/**
 * A document is malformed. The splitter that throws it is ready to go on with the next one; the reader decides whether
 * to.
 */
final class MalformedDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final long position;
    private final String found;
    private final String expected;

    /**
     * Creates the exception, without a stack trace: there can be as many as there are documents.
     *
     * @param line number of the line or row in the source, from 1
     * @param position byte position in the decompressed source, from 0; -1 if the source has rows and no positions
     * @param found what is there
     * @param expected what should be there
     */
    MalformedDocumentException(long line, long position, String found, String expected) {
        super(found, null, false, false);
        this.line = line;
        this.position = position;
        this.found = found;
        this.expected = expected;
    }

    static MalformedDocumentException tooLong(long line, long position, int maxBytes) {
        return new MalformedDocumentException(
                line,
                position,
                "a document of more than " + maxBytes + " bytes",
                "at most that many (maxDocumentBytes)");
    }

    static MalformedDocumentException notUtf8(long line, long position, byte[] bytes, int at, int to) {
        return new MalformedDocumentException(line, position, Utf8.describe(bytes, at, to), "UTF-8");
    }

    CorruptInputException in(String source) {
        String place = position < 0 ? "row " + line : "line " + line + ", byte " + position;
        return new CorruptInputException(source, place, found, expected);
    }
}
