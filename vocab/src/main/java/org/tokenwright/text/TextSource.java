package org.tokenwright.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where text comes from. Immutable; every call of {@link #open()} reads it from the start. */
public final class TextSource {
    private TextSource() {}

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the source.
     *
     * @return a reader at the first document
     * @throws IOException if a file cannot be opened, or a stream has been read before
     */
    public DocumentReader open() throws IOException {
        return new DocumentReader();
    }

    /** Collects what is to be read, in the order of the calls. For one thread. */
    public static final class Builder {
        private Builder() {}

        /**
         * Adds a file, or all files below a folder in the order of their names.
         *
         * @param path a file or folder
         * @return this
         */
        public Builder path(Path path) {
            return this;
        }

        /**
         * Adds the files that a pattern names, in the order of their names.
         *
         * @param pattern a path with {@code *}, {@code **}, {@code ?}, {@code [...]} or {@code {a,b}} in it
         * @return this
         */
        public Builder glob(String pattern) {
            return this;
        }

        /**
         * Adds a stream, which can be read once; the reader closes it.
         *
         * @param name its name in messages
         * @param stream the bytes
         * @return this
         */
        public Builder stream(String name, InputStream stream) {
            return this;
        }

        /**
         * Sets how the bytes fall into documents; {@link TextFormat#AUTO} if this is never called.
         *
         * @param format the format
         * @return this
         */
        public Builder format(TextFormat format) {
            return this;
        }

        /**
         * Sets which string of a JSON line is the document; {@code /text} if this is never called.
         *
         * @param pointer a JSON pointer (RFC 6901)
         * @return this
         * @throws IllegalArgumentException if {@code pointer} is not a JSON pointer
         */
        public Builder field(String pointer) {
            return this;
        }

        /**
         * Sets the limits; {@link ReadLimits#DEFAULT} if this is never called.
         *
         * @param limits the limits
         * @return this
         */
        public Builder limits(ReadLimits limits) {
            return this;
        }

        /**
         * Sets what becomes of malformed documents; {@link MalformedDocuments#FAIL} if this is never called.
         *
         * @param malformed what becomes of them
         * @return this
         */
        public Builder malformed(MalformedDocuments malformed) {
            return this;
        }

        /**
         * Builds the source. Paths and patterns are looked up now.
         *
         * @return the source
         * @throws java.nio.file.NoSuchFileException if a path does not exist or a pattern names no file
         * @throws IOException if a folder cannot be listed
         * @throws IllegalArgumentException if nothing was added
         */
        public TextSource build() throws IOException {
            return new TextSource();
        }
    }
}
