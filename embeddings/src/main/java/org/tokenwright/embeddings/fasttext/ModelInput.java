package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.tokenwright.text.CorruptInputException;

/** Reads little-endian numbers from a file and knows how much of it is left. For one thread. */
final class ModelInput {
    private static final int BUFFER_BYTES = 1 << 16;

    /** The longest word that is read, in bytes. */
    static final int MAX_WORD_BYTES = 1 << 28;

    private final FileChannel channel;
    private final String source;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** The byte of the file at which the buffer ends. */
    private long bufferEnd;

    private byte[] word = new byte[64];
    private int wordLength;

    ModelInput(FileChannel channel, String source) throws IOException {
        this.channel = channel;
        this.source = source;
        length = channel.size();
        buffer.limit(0);
    }

    FileChannel channel() {
        return channel;
    }

    long position() {
        return bufferEnd - buffer.remaining();
    }

    /** {@return how many bytes are left} */
    long remaining() {
        return length - position();
    }

    int uint8(String what) throws IOException {
        return need(1, what).get() & 0xFF;
    }

    int int32(String what) throws IOException {
        return need(Integer.BYTES, what).getInt();
    }

    long int64(String what) throws IOException {
        return need(Long.BYTES, what).getLong();
    }

    double float64(String what) throws IOException {
        return need(Double.BYTES, what).getDouble();
    }

    void floats(float[] target) throws IOException {
        for (int done = 0; done < target.length; ) {
            ByteBuffer held = need(Float.BYTES, "floats");
            int count = Math.min(held.remaining() / Float.BYTES, target.length - done);
            held.asFloatBuffer().get(target, done, count);
            held.position(held.position() + count * Float.BYTES);
            done += count;
        }
    }

    void bytes(byte[] target) throws IOException {
        for (int done = 0; done < target.length; ) {
            ByteBuffer held = need(1, "bytes");
            int count = Math.min(held.remaining(), target.length - done);
            held.get(target, done, count);
            done += count;
        }
    }

    /** {@return the next bytes, which stay to be read; valid until something is read} */
    ByteBuffer peek(int bytes, String what) throws IOException {
        return need(bytes, what).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads bytes up to a zero, which is left out: {@link #wordLength()} bytes of {@link #word()}. */
    void readWord() throws IOException {
        wordLength = 0;
        for (byte b; (b = need(1, "a word").get()) != 0; ) {
            if (wordLength == word.length) {
                if (wordLength == MAX_WORD_BYTES) {
                    throw corrupt("a word of more than " + MAX_WORD_BYTES + " bytes", "words ended by a zero byte");
                }
                word = Arrays.copyOf(word, 2 * wordLength);
            }
            word[wordLength++] = b;
        }
    }

    byte[] word() {
        return word;
    }

    int wordLength() {
        return wordLength;
    }

    void skip(long bytes) throws IOException {
        long target = position() + bytes;
        channel.position(target);
        bufferEnd = target;
        buffer.limit(0);
    }

    /**
     * Demands that something fits in the rest of the file.
     *
     * @param count how many
     * @param bytesEach bytes each at least
     * @param what what they are, plural
     */
    void expect(long count, long bytesEach, String what) throws CorruptInputException {
        if (count > remaining() / bytesEach) {
            throw corrupt(
                    count + " " + what,
                    "at most " + remaining() / bytesEach + ", for which the " + remaining() + " bytes left have room");
        }
    }

    CorruptInputException corrupt(String found, String expected) {
        return corruptAt(position(), found, expected);
    }

    CorruptInputException corruptAt(long position, String found, String expected) {
        return new CorruptInputException(source, "byte " + position, found, expected);
    }

    private ByteBuffer need(int bytes, String what) throws IOException {
        if (buffer.remaining() >= bytes) {
            return buffer;
        }
        if (remaining() < bytes) {
            throw corruptAt(length, "the end of the file", what);
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            int read = channel.read(buffer);
            if (read < 0) {
                throw corruptAt(bufferEnd, "the end of the file", what);
            }
            bufferEnd += read;
        }
        buffer.flip();
        return buffer;
    }
}
