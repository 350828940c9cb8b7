package org.tokenwright.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Input.FileInput;

/** A file or stream while its documents are read. For one thread. */
final class OpenInput implements Closeable {
    /*
     * Bytes pass through: Input (a file or stream) -> StoredInput (counts) -> Compression (undoes it) -> TranscodedInput (if
     * they are not UTF-8) -> ReadAheadInput (if another thread is to do all that) -> ByteWindow (the buffer) -> Splitter
     * (finds documents in the buffer and checks them). Plain bytes are read straight into the buffer, and documents are
     * views of it. A further compression is a branch in Compression, a further format a Splitter. Parquet is no stream: its
     * splitter takes the path.
     */
    private final WeightedInput weighted;
    private final ReaderSettings settings;
    private final TextFormat format;
    private final JsonFactory json;
    private final ByteWindow window;
    private volatile @Nullable StoredInput stored;
    private @Nullable InputStream ahead;
    private @Nullable Closeable open;
    private @Nullable Splitter splitter;

    /**
     * Creates the object, and begins to read if there is a thread for it.
     *
     * @param weighted the file or stream
     * @param settings how it is read
     * @param json makes parsers; it holds the limits
     * @param window a buffer that nobody else uses
     * @param executor reads and decodes ahead; null if that is to be done when documents are asked for
     */
    OpenInput(
            WeightedInput weighted,
            ReaderSettings settings,
            JsonFactory json,
            ByteWindow window,
            @Nullable Executor executor) {
        this.weighted = weighted;
        this.settings = settings;
        this.json = json;
        this.window = window;
        this.format = settings.format() == TextFormat.AUTO
                ? TextFormat.ofName(weighted.input().name())
                : settings.format();
        if (executor != null && format != TextFormat.PARQUET && weighted.input().storedBytes() >= 0) {
            this.ahead = new ReadAheadInput(this::decode, executor);
        }
    }

    ByteWindow window() {
        return window;
    }

    long storedBytes() {
        return weighted.input().storedBytes();
    }

    /** How many stored bytes have been taken. */
    long delivered() {
        if (splitter instanceof ParquetSplitter parquet) {
            return parquet.delivered();
        }
        StoredInput taken = stored;
        return taken == null ? 0 : taken.delivered();
    }

    /**
     * Finds the next document, as {@link Splitter#next} does.
     *
     * @param document what to point at it
     * @return whether there is one
     */
    boolean next(Document document) throws IOException, MalformedDocumentException {
        document.source = weighted.input().name();
        document.weight = weighted.weight();
        document.label = "";
        if (splitter == null) {
            splitter = split();
        }
        return splitter.next(document);
    }

    private Splitter split() throws IOException {
        if (format == TextFormat.PARQUET) {
            return openParquet();
        }
        InputStream in = ahead == null ? decode() : ahead;
        open = in;
        window.open(in);
        int maxBytes = settings.limits().maxDocumentBytes();
        JsonPointer label = settings.label();
        return switch (format) {
            case LINES -> new LineSplitter(window, false, maxBytes);
            case LINES_WITH_ENDS -> new LineSplitter(window, true, maxBytes);
            case PARAGRAPHS -> new ParagraphSplitter(window, maxBytes);
            case JSONL ->
                new JsonLineSplitter(new LineSplitter(window, false, maxBytes), json, settings.field(), label);
            case CSV -> new CsvSplitter(window, settings.csv(), settings.field(), label, maxBytes);
            case TSV -> new CsvSplitter(window, settings.csv().tabbed(), settings.field(), label, maxBytes);
            case TEXT, PARQUET, AUTO -> new WholeSplitter(window, maxBytes);
        };
    }

    /** Opens the input and undoes compression and charset. */
    private InputStream decode() throws IOException {
        String name = weighted.input().name();
        StoredInput bytes = new StoredInput(weighted.input().open());
        stored = bytes;
        InputStream decoded = bytes;
        try {
            decoded = Compression.undo(name, bytes);
            return TranscodedInput.open(name, decoded, settings.charset(), settings.malformed());
        } catch (IOException | RuntimeException | Error e) {
            decoded.close();
            throw e;
        }
    }

    private Splitter openParquet() throws IOException {
        if (!(weighted.input() instanceof FileInput file)) {
            throw new IOException("Parquet is read from files, not from a stream");
        }
        try {
            ParquetSplitter parquet = ParquetSplitter.open(file, settings);
            open = parquet;
            return parquet;
        } catch (LinkageError e) {
            throw new IOException(
                    "it is Parquet, which needs the library dev.hardwood:hardwood-core; that cannot be loaded", e);
        }
    }

    /** Closes the input, also if no document of it has been asked for. */
    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        } else if (ahead != null) {
            ahead.close();
        } else if (stored == null) {
            weighted.input().abandon();
        }
    }
}
