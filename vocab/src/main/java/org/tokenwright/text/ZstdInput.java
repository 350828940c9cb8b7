package org.tokenwright.text;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** Decodes zstd: all frames of the stream, to its end. The only class that needs zstd-jni. */
final class ZstdInput extends InputStream {
    private final String source;
    private final StoredInput stored;
    private final ZstdInputStreamNoFinalizer frames;

    private ZstdInput(String source, StoredInput stored) throws IOException {
        this.source = source;
        this.stored = stored;
        this.frames = new ZstdInputStreamNoFinalizer(stored);
    }

    static InputStream open(String source, StoredInput stored) throws IOException {
        return new ZstdInput(source, stored);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        try {
            return frames.read(bytes, from, most);
        } catch (ZstdIOException e) {
            throw Compression.corrupt(source, stored.delivered(), "zstd", e);
        }
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
