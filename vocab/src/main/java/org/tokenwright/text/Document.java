package org.tokenwright.text;

/**
 * A document as a view into the reader's buffer: valid UTF-8 at {@code bytes()[start() .. end())}, until the reader moves
 * on. One object serves all documents of a reader. For one thread.
 */
public final class Document {
    byte[] bytes = new byte[0];
    int start;
    int end;
    String source = "";
    long position;
    long line;

    Document() {}

    /**
     * {@return the buffer that holds the document; never to be written to}
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * {@return index of the document's first byte in the buffer}
     */
    public int start() {
        return start;
    }

    /**
     * {@return index behind the document's last byte in the buffer}
     */
    public int end() {
        return end;
    }

    /**
     * {@return number of bytes in the document}
     */
    public int length() {
        return end - start;
    }

    /**
     * {@return where the document comes from: the path of its file, as it was given, or the name of its stream}
     */
    public String source() {
        return source;
    }

    /**
     * {@return byte position in the decompressed source of the document, or of the JSON line that holds it, from 0}
     */
    public long position() {
        return position;
    }

    /**
     * {@return number of the line in the source at which the document begins, from 1}
     */
    public long line() {
        return line;
    }
}
