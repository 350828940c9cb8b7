package org.tokenwright.text;

import java.io.IOException;

/** Input from outside is not what its format demands. The message says where, what was found and what was expected. */
public final class CorruptInputException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What was read. */
    private final String source;

    /** Where in it. */
    private final String position;

    /**
     * Creates the exception with the message "{source}, {position}: found {found}, expected {expected}".
     *
     * @param source what was read: the name of a file or a stream
     * @param position where in it, with its unit: "line 12", "byte 4096", "line 12, byte 4096"
     * @param found what is there
     * @param expected what should be there
     */
    public CorruptInputException(String source, String position, String found, String expected) {
        super(source + ", " + position + ": found " + found + ", expected " + expected);
        this.source = source;
        this.position = position;
    }

    /**
     * {@return what was read: the name of a file or a stream}
     */
    public String source() {
        return source;
    }

    /**
     * {@return where in the source, with its unit}
     */
    public String position() {
        return position;
    }
}
