package org.tokenwright.text;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tokenwright.text.Input.StreamInput;

/**
 * Where text comes from. Immutable; every call of {@link #open()} reads it from the start.
 *
 * <p>Files and streams are plain, gzip or zstd, which their first bytes tell, whatever their names; concatenated gzip
 * members and zstd frames are read to the last. The text in them is UTF-8. A byte order mark at the beginning of a file
 * or stream is no part of its text and passed over; anywhere else U+FEFF is a character like others.
 */
public final class TextSource {
    private final List<Input> inputs;
    private final TextFormat format;
    private final JsonPointer field;
    private final ReadLimits limits;
    private final MalformedDocuments malformed;
    private final int blockBytes;

    private TextSource(List<Input> inputs, Builder builder) {
        this.inputs = inputs;
        this.format = builder.format;
        this.field = builder.field;
        this.limits = builder.limits;
        this.malformed = builder.malformed;
        this.blockBytes = builder.blockBytes;
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the source. Files are opened when their turn comes.
     *
     * @return a reader at the first document
     * @throws IOException if a stream has been read before
     */
    public DocumentReader open() throws IOException {
        for (Input input : inputs) {
            if (input instanceof StreamInput stream) {
                stream.claim();
            }
        }
        return new DocumentReader(inputs, format, field, limits, malformed, blockBytes);
    }

    /** Collects what is to be read, in the order of the calls. For one thread. */
    public static final class Builder {
        private static final int DEFAULT_BLOCK_BYTES = 1 << 18;

        private final List<Part> parts = new ArrayList<>();
        private TextFormat format = TextFormat.AUTO;
        private JsonPointer field = JsonPointer.compile("/text");
        private ReadLimits limits = ReadLimits.DEFAULT;
        private MalformedDocuments malformed = MalformedDocuments.FAIL;
        private int blockBytes = DEFAULT_BLOCK_BYTES;

        private Builder() {}

        /** What one call added. */
        private interface Part {
            List<? extends Input> find() throws IOException;
        }

        /**
         * Adds a file, or all files below a folder in the order of their names: folder by folder, files and folders of
         * one folder sorted as strings. Symbolic links are followed. Files and folders whose names begin with a dot are
         * passed over, unless they are {@code path} itself. What is added twice is read twice.
         *
         * @param path a file or folder
         * @return this
         */
        public Builder path(Path path) {
            parts.add(() -> FileSearch.files(path));
            return this;
        }

        /**
         * Adds the files that a pattern names, in the order of their names, as {@link #path(Path)} sorts them. The syntax
         * is that of {@link java.nio.file.FileSystem#getPathMatcher(String)}, except that {@code **}{@code /} also
         * stands for no folder at all: {@code data/**}{@code /*.txt} names {@code data/a.txt} too. Folders are not
         * named. A name that begins with a dot is named only by the part of the pattern before its first wildcard.
         *
         * @param pattern a path with {@code *}, {@code **}, {@code ?}, {@code [...]} or {@code {a,b}} in it
         * @return this
         * @throws java.util.regex.PatternSyntaxException if {@code pattern} is not a pattern
         */
        public Builder glob(String pattern) {
            FileSearch search = FileSearch.glob(pattern);
            parts.add(search::matches);
            return this;
        }

        /**
         * Adds a stream, which can be read once; the reader closes it.
         *
         * @param name its name in messages, and for {@link TextFormat#AUTO}
         * @param stream the bytes
         * @return this
         */
        public Builder stream(String name, InputStream stream) {
            StreamInput input = new StreamInput(name, stream, new AtomicBoolean());
            parts.add(() -> List.of(input));
            return this;
        }

        /**
         * Sets how the bytes fall into documents; {@link TextFormat#AUTO} if this is never called.
         *
         * @param format the format
         * @return this
         */
        public Builder format(TextFormat format) {
            this.format = format;
            return this;
        }

        /**
         * Sets which string of a JSON line is the document; {@code /text} if this is never called. The empty pointer
         * names the whole line, which is a string then.
         *
         * @param pointer a JSON pointer (RFC 6901)
         * @return this
         * @throws IllegalArgumentException if {@code pointer} is not a JSON pointer
         */
        public Builder field(String pointer) {
            this.field = JsonPointer.compile(pointer);
            return this;
        }

        /**
         * Sets the limits; {@link ReadLimits#DEFAULT} if this is never called.
         *
         * @param limits the limits
         * @return this
         */
        public Builder limits(ReadLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Sets what becomes of malformed documents; {@link MalformedDocuments#FAIL} if this is never called.
         *
         * @param malformed what becomes of them
         * @return this
         */
        public Builder malformed(MalformedDocuments malformed) {
            this.malformed = malformed;
            return this;
        }

        /** Sets the size of the blocks that are read, in bytes, so that tests can do with little data. */
        Builder blockBytes(int bytes) {
            this.blockBytes = bytes;
            return this;
        }

        /**
         * Builds the source. Paths and patterns are looked up now.
         *
         * @return the source
         * @throws java.nio.file.NoSuchFileException if a path does not exist or a pattern names no file
         * @throws IOException if a folder cannot be listed, or a symbolic link in it leads nowhere or in a circle
         * @throws IllegalArgumentException if nothing was added
         */
        public TextSource build() throws IOException {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("nothing was added: expected a path, a glob or a stream");
            }
            List<Input> inputs = new ArrayList<>();
            for (Part part : parts) {
                inputs.addAll(part.find());
            }
            return new TextSource(List.copyOf(inputs), this);
        }
    }
}
