package org.tokenwright.text;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a {@link TextSource}, one after the other. For one thread. */
public final class DocumentReader implements Closeable {
    DocumentReader() {}

    /**
     * Reads the next document.
     *
     * @return a view of it, valid until the next call, or null when there is none left
     * @throws CorruptInputException if a document is malformed and malformed documents fail
     * @throws IOException if reading fails
     */
    public @Nullable Document next() throws IOException {
        return null;
    }

    /**
     * {@return how many documents have been read}
     */
    public long documents() {
        return 0;
    }

    /**
     * {@return how many malformed documents have been passed over}
     */
    public long skipped() {
        return 0;
    }

    /**
     * {@return how many bytes of the files and streams have been consumed, as they are stored (compressed)}
     */
    public long storedBytesRead() {
        return 0;
    }

    /**
     * {@return how many bytes the files hold as they are stored (compressed), or -1 if a stream is among them}
     */
    public long storedBytes() {
        return -1;
    }

    @Override
    public void close() throws IOException {}
}
