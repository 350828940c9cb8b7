package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/**
 * Reads a file of well-formed UTF-8 line by line, each closed by a line feed, and knows the place when something is wrong.
 * For one thread.
 */
final class LineReader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SHOWN_CHARACTERS = 40;
    private static final int LINE_FEED = '\n';
    private static final int END = -1;

    private final InputStream in;
    private final String source;
    private final int maxBytes;
    private final CharsetDecoder decoder = UTF_8.newDecoder();
    private byte[] buffer = new byte[256];
    private long number;

    /**
     * Creates a reader.
     *
     * @param in the file; not closed
     * @param source its name
     * @param maxBytes the longest line in bytes, its line feed not counted
     */
    LineReader(InputStream in, String source, int maxBytes) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /**
     * {@return the next line without its line feed}
     *
     * @param expected what it should hold
     * @throws CorruptInputException if there is none, it is too long, not closed by a line feed or not UTF-8
     */
    String next(String expected) throws IOException {
        return line(expected, false);
    }

    private String line(String expected, boolean endCloses) throws IOException {
        number++;
        int length = 0;
        int value = in.read();
        if (value == END) {
            throw corrupt("the end of the file", expected);
        }
        for (; value != LINE_FEED && !(endCloses && value == END); value = in.read()) {
            if (value == END) {
                throw corrupt("the end of the file inside a line", expected + " and a line feed");
            }
            if (length == maxBytes) {
                throw corrupt("more than " + maxBytes + " bytes", "at most as many in a line");
            }
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, (int) Math.min(2L * length, maxBytes));
            }
            buffer[length++] = (byte) value;
        }
        try {
            return decoder.decode(ByteBuffer.wrap(buffer, 0, length)).toString();
        } catch (CharacterCodingException e) {
            throw corrupt("bytes that are not UTF-8", expected);
        }
    }

    /**
     * {@return the next line without its line feed, which the last line need not have, and a carriage return before it; null if
     * there is none}
     *
     * @param expected what it should hold
     * @throws CorruptInputException if it is too long or not UTF-8
     */
    @Nullable
    String nextOrEnd(String expected) throws IOException {
        in.mark(1);
        if (in.read() == END) {
            return null;
        }
        in.reset();
        String line = line(expected, true);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /**
     * Checks that no line is left.
     *
     * @throws CorruptInputException if there is one
     */
    void end() throws IOException {
        number++;
        if (in.read() != END) {
            throw corrupt("another line", "the end of the file");
        }
    }

    /**
     * {@return number of the line read last, from 1}
     */
    long number() {
        return number;
    }

    /**
     * {@return what to throw about the line read last}
     *
     * @param found what is there
     * @param expected what should be there
     */
    CorruptInputException corrupt(String found, String expected) {
        return corrupt(number, found, expected);
    }

    /**
     * {@return what to throw about a line}
     *
     * @param line its number, from 1
     * @param found what is there
     * @param expected what should be there
     */
    CorruptInputException corrupt(long line, String found, String expected) {
        return new CorruptInputException(source, "line " + line, found, expected);
    }

    /**
     * {@return what to throw about the line read last, if it is well-formed and asks for what there is not}
     *
     * @param what what there is not, and the verb
     */
    IOException unsupported(String what) {
        return new IOException(source + ", line " + number + ": " + what + " not supported");
    }

    /**
     * {@return a string in quotes for a message: cut if it is long, with other than printable ASCII and letters escaped}
     *
     * @param string any string
     */
    static String quote(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(string.length(), SHOWN_CHARACTERS); i++) {
            char c = string.charAt(i);
            if ((c >= ' ' && c <= '~') || Character.isLetter(c)) {
                quoted.append(c);
            } else {
                quoted.append("\\u%04X".formatted((int) c));
            }
        }
        return quoted.append(string.length() > SHOWN_CHARACTERS ? "...\"" : "\"")
                .toString();
    }
}
