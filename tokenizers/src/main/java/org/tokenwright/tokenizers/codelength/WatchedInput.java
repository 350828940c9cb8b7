package org.tokenwright.tokenizers.codelength;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that shows somebody what is read from it. For one thread. */
final class WatchedInput extends FilterInputStream {
    private final Watcher watcher;

    /** Looks at what is read. */
    @FunctionalInterface
    interface Watcher {
        /** Takes the next bytes. */
        void read(byte[] bytes, int offset, int count);
    }

    WatchedInput(InputStream in, Watcher watcher) {
        super(in);
        this.watcher = watcher;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            watcher.read(target, offset, count);
        }
        return count;
    }
}
