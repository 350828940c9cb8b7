package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** One file or stream of a source. */
sealed interface Input {
    /**
     * {@return its name in messages}
     */
    String name();

    /**
     * {@return how many bytes it holds, as it is stored, or -1 if that is unknown}
     */
    long storedBytes();

    /**
     * {@return its bytes, from the first}
     */
    InputStream open() throws IOException;

    /** Lets go of it without having opened it. */
    void abandon() throws IOException;

    /** A file, which can be read any number of times. */
    record FileInput(Path path, long storedBytes) implements Input {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public void abandon() {}
    }

    /** A stream, which can be read once. */
    record StreamInput(String name, InputStream stream, AtomicBoolean claimed) implements Input {
        /** Reserves the stream for one reader. */
        void claim() throws IOException {
            if (claimed.getAndSet(true)) {
                throw new IOException(name + ": has been read before, and a stream can be read only once");
            }
        }

        @Override
        public long storedBytes() {
            return -1;
        }

        @Override
        public InputStream open() {
            return stream;
        }

        @Override
        public void abandon() throws IOException {
            stream.close();
        }
    }
}
