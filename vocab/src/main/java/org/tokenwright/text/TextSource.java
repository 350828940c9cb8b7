package org.tokenwright.text;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Input.FileInput;
import org.tokenwright.text.Input.StreamInput;

/**
 * Where text comes from. Immutable; every call of {@link #open()} reads it from the start.
 *
 * <p>Files and streams are plain, gzip, zstd, xz or bzip2, which their first bytes tell, whatever their names; members,
 * frames and streams that follow one another are read to the last. What the reader makes of difficult input:
 *
 * <ul>
 *   <li>A byte order mark at the beginning of a file or stream is no part of its text and passed over; that of UTF-16 or
 *       UTF-32 says its charset. Anywhere else U+FEFF is a character like others.
 *   <li>CRLF ends a line as LF does, and neither is part of a line's text; a CR alone is text. Within a document that has
 *       many lines, line ends stay as they are.
 *   <li>Bytes that are not text in the charset make a document malformed: {@link MalformedDocuments} says what happens.
 *   <li>A document, JSON line or record above {@link ReadLimits#maxDocumentBytes} is malformed too; memory stays in
 *       proportion to that limit, and the reading goes on behind it.
 *   <li>An empty file has no documents, in every format but Parquet, where it is an error.
 *   <li>Compressed data that is damaged or cut off is a {@link CorruptInputException} at the point to which it could be
 *       decoded, whatever becomes of malformed documents.
 *   <li>A decoder that would take more than {@link ReadLimits#MAX_CODEC_BYTES} is such an error too.
 * </ul>
 */
public final class TextSource {
    /** The largest weight of a source. */
    public static final int MAX_WEIGHT = 1_000_000;

    private final List<WeightedInput> inputs;
    private final ReaderSettings settings;

    private TextSource(List<WeightedInput> inputs, ReaderSettings settings) {
        this.inputs = inputs;
        this.settings = settings;
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens the source. Files are opened when their turn comes, or ahead of it if there are several threads.
     *
     * @return a reader at the first document
     * @throws IOException if a stream has been read before
     */
    public DocumentReader open() throws IOException {
        for (WeightedInput weighted : inputs) {
            if (weighted.input() instanceof StreamInput stream) {
                stream.claim();
            }
        }
        return new DocumentReader(inputs, settings);
    }

    /**
     * {@return the files that are read, in their order; streams are not among them}
     */
    public List<Path> files() {
        return inputs.stream()
                .map(WeightedInput::input)
                .filter(FileInput.class::isInstance)
                .map(input -> ((FileInput) input).path())
                .toList();
    }

    /** Collects what is to be read, in the order of the calls. For one thread. */
    public static final class Builder {
        private static final int DEFAULT_BLOCK_BYTES = 1 << 18;

        private final List<Part> parts = new ArrayList<>();
        private TextFormat format = TextFormat.AUTO;
        private JsonPointer field = JsonPointer.compile("/text");
        private @Nullable JsonPointer label;
        private Charset charset = StandardCharsets.UTF_8;
        private CsvDialect csv = new CsvDialect((byte) ',', true, true);
        private ReadLimits limits = ReadLimits.DEFAULT;
        private MalformedDocuments malformed = MalformedDocuments.FAIL;
        private double sampleFrom;
        private double sampleTo = 1;
        private long sampleSeed;
        private @Nullable Long interleaveSeed;
        private int threads = 1;
        private int blockBytes = DEFAULT_BLOCK_BYTES;
        private int weight = 1;

        private Builder() {}

        /** What one call added. */
        private record Part(Search search, int weight) {}

        /** Finds files and streams. */
        private interface Search {
            List<? extends Input> find() throws IOException;
        }

        private Builder add(Search search) {
            parts.add(new Part(search, weight));
            return this;
        }

        /**
         * Sets the weight of what is added from here on; 1 until this is called. In training, a document of weight 3
         * counts like three documents of the same text; it is read once.
         *
         * @param weight from 1 to {@link #MAX_WEIGHT}
         * @return this
         * @throws IllegalArgumentException if {@code weight} is out of range
         */
        public Builder weight(int weight) {
            if (weight < 1 || weight > MAX_WEIGHT) {
                throw new IllegalArgumentException("weight is " + weight + ", expected 1 to " + MAX_WEIGHT);
            }
            this.weight = weight;
            return this;
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
            return add(() -> FileSearch.files(path));
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
            return add(search::matches);
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
            return add(() -> List.of(input));
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
         * Sets which string of a JSON line, or which column of a CSV, TSV or Parquet file, is the document;
         * {@code /text} if this is never called. For JSON the empty pointer names the whole line, which is a string then.
         * In CSV and TSV, {@code /name} is the column with that name in the header, and {@code /0} the first column unless
         * one has the name 0; in Parquet, {@code /a/b} is the column b in the group a.
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
         * Sets where a document says what it is, its language for instance: {@link Document#label}. Named like
         * {@link #field}; a JSON line may be without it or have null there. Other formats have no labels.
         *
         * @param pointer a JSON pointer (RFC 6901), not that of the document
         * @return this
         * @throws IllegalArgumentException if {@code pointer} is not a JSON pointer
         */
        public Builder label(String pointer) {
            this.label = JsonPointer.compile(pointer);
            return this;
        }

        /**
         * Sets the charset of the text; UTF-8 if this is never called. With UTF-8, a file that begins with the byte order
         * mark of UTF-16 or UTF-32 is read as that. Parquet has its own.
         *
         * @param charset the charset
         * @return this
         */
        public Builder charset(Charset charset) {
            this.charset = charset;
            return this;
        }

        /**
         * Sets what separates the fields of CSV; a comma if this is never called.
         *
         * @param delimiter an ASCII character, neither a quote nor CR or LF
         * @return this
         * @throws IllegalArgumentException if {@code delimiter} is none of these
         */
        public Builder delimiter(char delimiter) {
            if (delimiter > 0x7f || "\"\r\n".indexOf(delimiter) >= 0) {
                throw new IllegalArgumentException(String.format(
                        "delimiter is U+%04X, expected an ASCII character but quote, CR and LF", (int) delimiter));
            }
            this.csv = new CsvDialect((byte) delimiter, csv.quotes(), csv.header());
            return this;
        }

        /**
         * Sets whether the first record of CSV and TSV names the columns; it does if this is never called.
         *
         * @param header false if the first record is one like the others
         * @return this
         */
        public Builder header(boolean header) {
            this.csv = new CsvDialect(csv.delimiter(), csv.quotes(), header);
            return this;
        }

        /**
         * Draws a share of the documents; all if this is never called. A document is in the share or not by its content
         * and the seed alone: of two shares of one seed that do not overlap, {@code [0, 0.9)} for training and
         * {@code [0.9, 1)} for evaluation, no text is in both. Limits count the documents in the share.
         *
         * @param from start of the share, from 0, inclusive
         * @param to end of the share, to 1, exclusive
         * @param seed other seeds draw other documents
         * @return this
         * @throws IllegalArgumentException if not {@code 0 <= from < to <= 1}
         */
        public Builder sample(double from, double to, long seed) {
            if (!(from >= 0 && from < to && to <= 1)) {
                throw new IllegalArgumentException(
                        "sample is " + from + " to " + to + ", expected a range of shares from 0 to 1");
            }
            this.sampleFrom = from;
            this.sampleTo = to;
            this.sampleSeed = seed;
            return this;
        }

        /**
         * Lets files and streams take turns, by chance and in proportion to their stored sizes, instead of following one
         * another: whatever part has been read is a fair mix. The order is the same for the same seed and the same files.
         * Up to 32 are open at a time, drawn by chance too; memory grows with their number.
         *
         * @param seed the seed of the turns
         * @return this
         */
        public Builder interleave(long seed) {
            this.interleaveSeed = seed;
            return this;
        }

        /**
         * Sets how many threads may read and decode files ahead; with 1, if this is never called, the thread that asks for
         * documents does all. Documents and their order are the same for any number.
         *
         * @param threads from 1
         * @return this
         * @throws IllegalArgumentException if {@code threads} is below 1
         */
        public Builder threads(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more");
            }
            this.threads = threads;
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
         * @throws IllegalArgumentException if nothing was added, or document and label are the same field
         */
        public TextSource build() throws IOException {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("nothing was added: expected a path, a glob or a stream");
            }
            if (field.equals(label)) {
                throw new IllegalArgumentException("the label is the document itself: " + field);
            }
            List<WeightedInput> inputs = new ArrayList<>();
            for (Part part : parts) {
                for (Input input : part.search().find()) {
                    inputs.add(new WeightedInput(input, part.weight()));
                }
            }
            return new TextSource(List.copyOf(inputs), settings());
        }

        private ReaderSettings settings() {
            return new ReaderSettings(
                    format,
                    field,
                    label,
                    charset,
                    csv,
                    limits,
                    malformed,
                    sampleFrom,
                    sampleTo,
                    sampleSeed,
                    interleaveSeed,
                    threads,
                    blockBytes);
        }
    }
}
