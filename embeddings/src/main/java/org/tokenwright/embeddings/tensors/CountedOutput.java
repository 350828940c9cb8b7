package org.tokenwright.embeddings.tensors;

import java.io.IOException;
import java.io.OutputStream;

/** Counts what is written. */
final class CountedOutput extends OutputStream {
    private final OutputStream out;
    private long count;

    CountedOutput(OutputStream out) {
        this.out = out;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int oneByte) throws IOException {
        out.write(oneByte);
        count++;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        out.write(bytes, start, length);
        count += length;
    }
}
