package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file or stream as it is stored: counts what is taken from it and shows its first bytes before they are. */
final class StoredInput extends InputStream {
    private static final int AHEAD_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] ahead = new byte[0];
    private int aheadStart;
    private int aheadEnd;
    private long delivered;

    StoredInput(InputStream in) {
        this.in = in;
    }

    /**
     * {@return how many bytes have been taken}
     */
    long delivered() {
        return delivered;
    }

    /**
     * {@return the first bytes, before any has been taken; fewer if the stream is shorter}
     *
     * @param count how many
     */
    byte[] peek(int count) throws IOException {
        ahead = new byte[count];
        int more;
        while (aheadEnd < count && (more = in.read(ahead, aheadEnd, count - aheadEnd)) > 0) {
            aheadEnd += more;
        }
        return Arrays.copyOf(ahead, aheadEnd);
    }

    @Override
    public int read() throws IOException {
        int b = aheadStart < aheadEnd ? ahead[aheadStart++] & 0xff : in.read();
        if (b >= 0) {
            delivered++;
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int count;
        if (aheadStart < aheadEnd) {
            count = Math.min(most, aheadEnd - aheadStart);
            System.arraycopy(ahead, aheadStart, bytes, from, count);
            aheadStart += count;
        } else {
            count = in.read(bytes, from, most);
        }
        delivered += Math.max(count, 0);
        return count;
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is 0 only at the end of the stream, for which it waits: decoders take 0 for the end, and would leave out
     * what follows.
     */
    @Override
    public int available() throws IOException {
        if (aheadStart == aheadEnd) {
            if (ahead.length < AHEAD_BYTES) {
                ahead = new byte[AHEAD_BYTES];
            }
            aheadStart = 0;
            aheadEnd = Math.max(in.read(ahead, 0, AHEAD_BYTES), 0);
        }
        return aheadEnd - aheadStart;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
