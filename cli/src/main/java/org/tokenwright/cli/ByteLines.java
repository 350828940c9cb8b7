package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream as bytes, each with its line feed, which only the last one may lack. For one thread. */
final class ByteLines {
    /** The longest line that is read, in bytes. */
    private static final int MAX_LINE_BYTES = 1 << 30;

    private final InputStream in;
    private final String source;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int limit;

    ByteLines(InputStream in, String source) {
        this.in = in;
        this.source = source;
    }

    /** {@return whether there is one more line, which then is the current one} */
    boolean next() throws IOException {
        start = end;
        for (int at = start; ; at++) {
            if (at == limit) {
                int read = at - start;
                boolean more = fill();
                at = start + read;
                if (!more) {
                    end = at;
                    return read > 0;
                }
            }
            if (buffer[at] == '\n') {
                end = at + 1;
                return true;
            }
        }
    }

    private boolean fill() throws IOException {
        int held = limit - start;
        if (held == buffer.length) {
            if (held >= MAX_LINE_BYTES) {
                throw new IOException(source + ": a line of more than " + MAX_LINE_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * held);
        } else {
            System.arraycopy(buffer, start, buffer, 0, held);
        }
        start = 0;
        limit = held;
        int read = in.read(buffer, held, buffer.length - held);
        limit += Math.max(0, read);
        return read > 0;
    }

    byte[] bytes() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
