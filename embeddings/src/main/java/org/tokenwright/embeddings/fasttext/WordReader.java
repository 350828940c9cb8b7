package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Compression;
import org.tokenwright.text.CorruptInputException;

/**
 * Words of bytes, as the C++ program parts them: by space, tab, line feed, vertical tab, form feed, carriage return and zero,
 * and by nothing else. Each line feed is the word {@code </s>} of its own. For one thread.
 */
final class WordReader {
    /** The word at the end of a line. */
    static final byte[] END_OF_LINE = "</s>".getBytes(StandardCharsets.US_ASCII);

    /** The longest word of a file, in bytes. */
    static final int MAX_WORD_BYTES = 1 << 28;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final long SEPARATORS =
            1L | 1L << ' ' | 1L << '\t' | 1L << '\n' | 1L << 0x0B | 1L << '\f' | 1L << '\r';

    private final @Nullable FileChannel file;
    private final String source;
    private byte[] buffer;
    private int position;
    private int limit;
    private byte[] word = END_OF_LINE;
    private int start;
    private int end;
    private boolean endOfLine;
    private boolean atEnd;

    private WordReader(@Nullable FileChannel file, String source, byte[] buffer) {
        this.file = file;
        this.source = source;
        this.buffer = buffer;
    }

    /** {@return a reader of arrays, which {@link #array} gives it} */
    static WordReader ofArrays() {
        return new WordReader(null, "", END_OF_LINE);
    }

    /**
     * Opens a text, which must not be compressed, as threads begin at any of its bytes.
     *
     * @throws CorruptInputException if it is compressed
     */
    static FileChannel open(Path text) throws IOException {
        if (Compression.isCompressed(text)) {
            throw new CorruptInputException(
                    text.toString(), "byte 0", "compressed data", "text; it is read from many places at once");
        }
        return FileChannel.open(text);
    }

    /** {@return a reader of a file from the channel's position on} */
    static WordReader of(FileChannel file, String source) {
        return new WordReader(file, source, new byte[BUFFER_BYTES]);
    }

    /** Goes on with words of an array. */
    void array(byte[] bytes, int from, int to) {
        buffer = bytes;
        position = from;
        limit = to;
    }

    /** Goes on at a byte of the file. */
    void seek(long target) throws IOException {
        if (file == null) {
            throw new IllegalStateException("not a file");
        }
        file.position(target);
        position = 0;
        limit = 0;
        atEnd = false;
    }

    /** {@return whether the end of the file was met, even if a word was found before it} */
    boolean atEnd() {
        return atEnd;
    }

    /** {@return whether there is one more word, which then is the current one} */
    boolean next() throws IOException {
        byte[] held = buffer;
        int at = position;
        for (; ; at++) {
            if (at == limit) {
                if (!fill(at)) {
                    return false;
                }
                held = buffer;
                at = position;
            }
            byte b = held[at];
            if (b == '\n') {
                position = at + 1;
                word = END_OF_LINE;
                start = 0;
                end = END_OF_LINE.length;
                endOfLine = true;
                return true;
            }
            if (!isSeparator(b)) {
                break;
            }
        }
        int from = at;
        for (; ; at++) {
            if (at == limit) {
                int length = at - from;
                boolean more = fill(from);
                held = buffer;
                from = position;
                at = from + length;
                if (!more) {
                    break;
                }
            }
            if (isSeparator(held[at])) {
                break;
            }
        }
        position = at < limit && held[at] != '\n' ? at + 1 : at;
        word = held;
        start = from;
        end = at;
        endOfLine =
                at - from == END_OF_LINE.length && Arrays.equals(held, from, at, END_OF_LINE, 0, END_OF_LINE.length);
        return true;
    }

    private static boolean isSeparator(byte b) {
        return b <= ' ' && b >= 0 && (SEPARATORS >>> b & 1) != 0;
    }

    /**
     * Reads more, so that the buffer holds the bytes from {@code keep} on, now at {@link #position}, and at least one behind
     * them. {@return whether there was more}
     */
    private boolean fill(int keep) throws IOException {
        if (file == null) {
            position = keep;
            return false;
        }
        int kept = limit - keep;
        if (kept == buffer.length) {
            if (kept >= MAX_WORD_BYTES) {
                throw new CorruptInputException(
                        source,
                        "byte " + (file.position() - kept),
                        "a word of more than " + MAX_WORD_BYTES + " bytes",
                        "words parted by white space");
            }
            buffer = Arrays.copyOf(buffer, 2 * kept);
        } else {
            System.arraycopy(buffer, keep, buffer, 0, kept);
        }
        position = 0;
        limit = kept;
        int read = file.read(ByteBuffer.wrap(buffer, kept, buffer.length - kept));
        if (read <= 0) {
            atEnd = true;
            return false;
        }
        limit += read;
        return true;
    }

    /** {@return the array that holds the current word, until the next one is read} */
    byte[] word() {
        return word;
    }

    /** {@return index of the word's first byte} */
    int start() {
        return start;
    }

    /** {@return index behind its last byte} */
    int end() {
        return end;
    }

    /** {@return whether the current word is {@code </s>}} */
    boolean endOfLine() {
        return endOfLine;
    }
}
