package org.tokenwright.tokenizers.codelength;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Length and checksum of a text while it is read or written. For one thread. */
final class Content {
    private static final int BUFFER = 1 << 14;

    private final CRC32C crc = new CRC32C();
    private long length;

    long length() {
        return length;
    }

    int checksum() {
        return (int) crc.getValue();
    }

    private void add(byte[] bytes, int offset, int count) {
        crc.update(bytes, offset, count);
        length += count;
    }

    /** {@return a stream that gives the text} */
    InputStream reading(InputStream text) {
        return new WatchedInput(text, this::add);
    }

    /** {@return a stream that takes the text; it is to be flushed} */
    OutputStream writing(OutputStream text) {
        return new OutputStream() {
            private final byte[] buffer = new byte[BUFFER];
            private int size;

            @Override
            public void write(int value) throws IOException {
                if (size == BUFFER) {
                    empty();
                }
                buffer[size++] = (byte) value;
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                if (count > BUFFER - size) {
                    empty();
                }
                if (count > BUFFER) {
                    add(bytes, offset, count);
                    text.write(bytes, offset, count);
                } else {
                    System.arraycopy(bytes, offset, buffer, size, count);
                    size += count;
                }
            }

            @Override
            public void flush() throws IOException {
                empty();
                text.flush();
            }

            private void empty() throws IOException {
                add(buffer, 0, size);
                text.write(buffer, 0, size);
                size = 0;
            }
        };
    }
}
