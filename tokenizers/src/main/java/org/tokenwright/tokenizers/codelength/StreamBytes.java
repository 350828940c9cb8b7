package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.tokenwright.text.CorruptInputException;

/** A stream that is read from its beginning, and what is wrong with it. For one thread. */
final class StreamBytes {
    private final InputStream in;
    private final String source;
    private long position;

    StreamBytes(InputStream in, String source) {
        this.in = in;
        this.source = source;
    }

    long position() {
        return position;
    }

    /** {@return the next bytes, fewer if the stream ends} Memory is taken as they are read. */
    byte[] upTo(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        position += bytes.length;
        return bytes;
    }

    /** {@return the next bytes} */
    byte[] exactly(int count) throws IOException {
        long start = position;
        byte[] bytes = upTo(count);
        checkLength(start, bytes.length, count);
        return bytes;
    }

    void checkLength(long start, int length, int expected) throws CorruptInputException {
        if (length < expected) {
            throw corrupt(
                    start + length, "the end of the stream: it is truncated", (expected - length) + " more bytes");
        }
    }

    void checkCrc(long start, String part, int stated, int computed) throws CorruptInputException {
        if (stated != computed) {
            HexFormat hex = HexFormat.of();
            String found = "damage in " + part + " with checksum " + hex.toHexDigits(computed);
            throw corrupt(start, found, hex.toHexDigits(stated));
        }
    }

    CorruptInputException corrupt(long start, String found, String expected) {
        return new CorruptInputException(source, "byte " + start, found, expected);
    }
}
