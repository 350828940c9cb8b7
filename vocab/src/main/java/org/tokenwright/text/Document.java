package org.tokenwright.text;

import java.nio.charset.StandardCharsets;

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
    int weight = 1;
    String label = "";

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
     * {@return the document as a string}
     */
    public String text() {
        return new String(bytes, start, length(), StandardCharsets.UTF_8);
    }

    /**
     * {@return where the document comes from: the path of its file, as it was given, or the name of its stream}
     */
    public String source() {
        return source;
    }

    /**
     * {@return byte position of the document, or of the JSON line or record that holds it, in the decompressed source, as
     * UTF-8 if that is in another charset, from 0; -1 in a Parquet file, where documents have no such place}
     */
    public long position() {
        return position;
    }

    /**
     * {@return number of the line in the source at which the document begins, or of its row in a Parquet file, from 1}
     */
    public long line() {
        return line;
    }

    /**
     * {@return what the source says of the document in the field of {@link TextSource.Builder#label}, its language for
     * instance; empty if it says nothing or no such field was asked for}
     */
    public String label() {
        return label;
    }

    /**
     * {@return how many times the document counts in training, from 1, as its source was added: with weight 3 it counts
     * like three documents of the same text}
     */
    public int weight() {
        return weight;
    }
}
