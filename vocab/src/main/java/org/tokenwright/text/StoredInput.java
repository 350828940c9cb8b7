package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A file or stream as it is stored: counts what is taken from it, remembers whether that failed, and shows its first bytes
 * before they are taken. For one thread; {@link #delivered} for any.
 */
final class StoredInput extends BlockInput {
    private static final int AHEAD_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] ahead = new byte[0];
    private int aheadStart;
    private int aheadEnd;
    private final AtomicLong delivered = new AtomicLong();
    private @Nullable IOException failure;

    StoredInput(InputStream in) {
        this.in = in;
    }

    /**
     * {@return how many bytes have been taken}
     */
    long delivered() {
        return delivered.get();
    }

    /**
     * {@return why the stream could not be read, or null if it could}
     */
    @Nullable
    IOException failure() {
        return failure;
    }

    /**
     * {@return the first bytes, before any has been taken; fewer if the stream is shorter}
     *
     * @param count how many
     */
    byte[] peek(int count) throws IOException {
        ahead = new byte[count];
        int more;
        while (aheadEnd < count && (more = readStored(ahead, aheadEnd, count - aheadEnd)) > 0) {
            aheadEnd += more;
        }
        return Arrays.copyOf(ahead, aheadEnd);
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int count;
        if (aheadStart < aheadEnd) {
            count = Math.min(most, aheadEnd - aheadStart);
            System.arraycopy(ahead, aheadStart, bytes, from, count);
            aheadStart += count;
        } else {
            count = readStored(bytes, from, most);
        }
        if (count > 0) {
            delivered.getAndAdd(count);
        }
        return count;
    }

    private int readStored(byte[] bytes, int from, int most) throws IOException {
        try {
            return in.read(bytes, from, most);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
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
            aheadEnd = Math.max(readStored(ahead, 0, AHEAD_BYTES), 0);
        }
        return aheadEnd - aheadStart;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
