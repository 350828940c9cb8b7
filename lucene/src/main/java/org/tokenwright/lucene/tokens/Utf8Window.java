package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The stretch of a text that is in memory, in UTF-8, taken from its front and filled at its end. For one thread. */
final class Utf8Window {
    /*
     * An unpaired surrogate becomes U+FFFD, which like it is one char, so that bytes lead back to chars as in any text.
     *
     * Bytes are moved to the front when more are read, and the array is kept for the next text.
     */
    private static final int CHARS = 1 << 12;
    private static final int LONGEST_OF_CHAR = 3;

    /** Bytes behind the text, which scanners like to read. */
    private static final int SLACK = 32;

    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(new byte[] {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD});
    private final CharBuffer chars = CharBuffer.allocate(CHARS);
    private byte[] bytes = new byte[1 << 14];
    private ByteBuffer target = ByteBuffer.wrap(bytes);
    private int start;
    private int end;
    private boolean ended;
    private int charsRead;

    /** Begins a text. */
    void reset() {
        encoder.reset();
        chars.limit(0);
        start = 0;
        end = 0;
        ended = false;
        charsRead = 0;
    }

    /**
     * Puts a space before the text, unless that begins with white space or is empty.
     *
     * @return whether a space was put
     */
    boolean prefixSpace(Reader reader) throws IOException {
        fill(reader, 1);
        if (start == end || bytes[start] == ' ' || (bytes[start] >= '\t' && bytes[start] <= '\r')) {
            return false;
        }
        reserve(1);
        System.arraycopy(bytes, start, bytes, start + 1, end - start);
        bytes[start] = ' ';
        end++;
        return true;
    }

    /** Reads until there are so many bytes, or the text ends. */
    void fill(Reader reader, int wanted) throws IOException {
        while (end - start < wanted && !ended) {
            reserve(LONGEST_OF_CHAR * CHARS);
            chars.compact();
            int count = reader.read(chars.array(), chars.position(), chars.remaining());
            ended = count < 0;
            charsRead += Math.max(count, 0);
            chars.position(chars.position() + Math.max(count, 0)).flip();
            target.limit(target.capacity()).position(end);
            encoder.encode(chars, target, ended);
            end = target.position();
        }
    }

    /** Makes room behind the bytes, by moving them to the front or into a longer array. */
    private void reserve(int more) {
        if (bytes.length - end - SLACK >= more) {
            return;
        }
        int size = end - start;
        if (size + more + SLACK > bytes.length) {
            byte[] longer = new byte[Math.max(size + more + SLACK, bytes.length + (bytes.length >> 1))];
            System.arraycopy(bytes, start, longer, 0, size);
            bytes = longer;
            target = ByteBuffer.wrap(bytes);
        } else {
            System.arraycopy(bytes, start, bytes, 0, size);
        }
        start = 0;
        end = size;
    }

    /** Reads to the end of the text and forgets what is read. */
    void skipAll(Reader reader) throws IOException {
        for (int count = reader.read(chars.array(), 0, CHARS); count >= 0; ) {
            charsRead += count;
            count = reader.read(chars.array(), 0, CHARS);
        }
        ended = true;
    }

    /** Takes bytes from the front. */
    void take(int count) {
        start += count;
    }

    /** Gives back an array that an uncommon text has made large. */
    void shrink(int most) {
        if (bytes.length > most) {
            bytes = Arrays.copyOf(bytes, 1 << 14);
            target = ByteBuffer.wrap(bytes);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return index of the first byte} */
    int start() {
        return start;
    }

    /** {@return index behind the last byte that has been read} */
    int end() {
        return end;
    }

    int size() {
        return end - start;
    }

    /** {@return whether the text has been read to its end} */
    boolean isEnded() {
        return ended;
    }

    /** {@return number of chars that have been read} */
    int charsRead() {
        return charsRead;
    }
}
