package org.tokenwright.vocab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;

/**
 * The container of everything that Tokenwright saves: named, checksummed sections. Immutable, safe for any number of
 * threads.
 */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Opens and checks a file.
     *
     * @param path the file
     * @return its sections, mapped
     * @throws org.tokenwright.text.CorruptInputException if the file is not a model file, or damaged
     * @throws IOException if it cannot be read
     */
    public static ModelFile open(Path path) throws IOException {
        return new ModelFile();
    }

    /**
     * {@return a writer for a new file}
     *
     * @param kind what the file holds: "bpe", "embeddings"; ASCII
     */
    public static Writer writer(String kind) {
        return new Writer();
    }

    /**
     * {@return what the file holds}
     */
    public String kind() {
        return "";
    }

    /**
     * {@return the names of the sections}
     */
    public Set<String> sections() {
        return Set.of();
    }

    /**
     * {@return a section, little-endian, read-only, from position 0}
     *
     * @param name its name
     * @throws IOException if there is no such section
     */
    public ByteBuffer section(String name) throws IOException {
        return ByteBuffer.allocate(0);
    }

    /**
     * {@return the fingerprint: 64 hexadecimal digits that depend on the kind and the content sections, not on notes}
     */
    public String fingerprint() {
        return "";
    }

    /** Collects sections and writes them. For one thread. */
    public static final class Writer {
        private Writer() {}

        /**
         * Adds a section that is part of the content.
         *
         * @param name its name, ASCII, at most 32 characters
         * @param content its bytes, from position to limit
         * @return this
         */
        public Writer content(String name, ByteBuffer content) {
            return this;
        }

        /**
         * Adds a section that tells about the content and does not enter the fingerprint.
         *
         * @param name its name, ASCII, at most 32 characters
         * @param note its bytes, from position to limit
         * @return this
         */
        public Writer note(String name, ByteBuffer note) {
            return this;
        }

        /**
         * {@return the fingerprint that the file will have}
         */
        public String fingerprint() {
            return "";
        }

        /**
         * Writes the file: to a temporary file beside it, forced to the disk, then renamed.
         *
         * @param path the file, replaced if it exists
         * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
         */
        public void write(Path path) throws IOException {}
    }
}
