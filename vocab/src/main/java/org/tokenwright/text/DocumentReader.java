package org.tokenwright.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Input.StreamInput;

/** Reads the documents of a {@link TextSource}, one after the other. For one thread. */
public final class DocumentReader implements Closeable {
    /*
     * Bytes pass through: Input (a file or stream) -> StoredInput (counts) -> Compression (undoes it) -> ByteWindow (the
     * buffer) -> Splitter (one of three, finds documents in the buffer and checks them). Plain bytes are read straight
     * into the buffer, and documents are views of it. A further compression is a branch in Compression, a further format
     * a Splitter.
     */
    private final List<Input> inputs;
    private final TextFormat format;
    private final JsonPointer field;
    private final ReadLimits limits;
    private final MalformedDocuments malformed;
    private final ByteWindow window;
    private final JsonFactory json;
    private final Document document = new Document();

    private int nextInput;
    private @Nullable StoredInput stored;
    private @Nullable InputStream decoded;
    private @Nullable Splitter splitter;
    private long storedBytesBefore;
    private long documents;
    private long documentBytes;
    private long skipped;
    private boolean unusable;

    DocumentReader(
            List<Input> inputs,
            TextFormat format,
            JsonPointer field,
            ReadLimits limits,
            MalformedDocuments malformed,
            int blockBytes) {
        this.inputs = inputs;
        this.format = format;
        this.field = field;
        this.limits = limits;
        this.malformed = malformed;
        this.window = new ByteWindow(blockBytes);
        this.json = jsonFactory(limits);
    }

    /** Strings, names and numbers may be as long as the line; the factory keeps nothing in statics or thread locals. */
    private static JsonFactory jsonFactory(ReadLimits limits) {
        return JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxJsonDepth())
                        .maxStringLength(limits.maxDocumentBytes())
                        .maxNameLength(limits.maxDocumentBytes())
                        .maxNumberLength(limits.maxDocumentBytes())
                        .build())
                .build();
    }

    /**
     * Reads the next document. Costs time in proportion to the bytes read, and memory in proportion to the largest
     * document.
     *
     * @return a view of it, valid until the next call, or null when there is none left
     * @throws CorruptInputException if a document is malformed and malformed documents fail, or compressed data is
     *     damaged or cut off
     * @throws IOException if reading fails
     * @throws IllegalStateException if the reader has thrown an exception before, or is closed
     */
    public @Nullable Document next() throws IOException {
        if (unusable) {
            throw new IllegalStateException("the reader has failed or is closed");
        }
        if (documents >= limits.maxDocuments() || documentBytes >= limits.maxBytes()) {
            return null;
        }
        unusable = true;
        boolean found = find();
        unusable = false;
        return found ? document : null;
    }

    private boolean find() throws IOException {
        try {
            return findNext();
        } catch (CorruptInputException | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(document.source + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean findNext() throws IOException {
        while (true) {
            if (splitter == null) {
                if (nextInput == inputs.size()) {
                    return false;
                }
                splitter = open(inputs.get(nextInput++));
            }
            try {
                if (splitter.next(document)) {
                    documents++;
                    documentBytes += document.length();
                    return true;
                }
                closeInput();
            } catch (MalformedDocumentException e) {
                if (malformed == MalformedDocuments.FAIL) {
                    throw e.in(document.source);
                }
                skipped++;
            }
        }
    }

    private Splitter open(Input input) throws IOException {
        document.source = input.name();
        stored = new StoredInput(input.open());
        decoded = stored;
        decoded = Compression.undo(input.name(), stored);
        window.open(decoded);
        int maxBytes = limits.maxDocumentBytes();
        return switch (format == TextFormat.AUTO ? TextFormat.ofName(input.name()) : format) {
            case LINES -> new LineSplitter(window, false, maxBytes);
            case LINES_WITH_ENDS -> new LineSplitter(window, true, maxBytes);
            case JSONL -> new JsonLineSplitter(new LineSplitter(window, false, maxBytes), json, field);
            case TEXT, AUTO -> new WholeSplitter(window, maxBytes);
        };
    }

    private void closeInput() throws IOException {
        splitter = null;
        if (stored != null) {
            storedBytesBefore += stored.delivered();
            stored = null;
        }
        if (decoded != null) {
            InputStream closing = decoded;
            decoded = null;
            closing.close();
        }
    }

    /**
     * {@return how many documents have been read}
     */
    public long documents() {
        return documents;
    }

    /**
     * {@return how many malformed documents have been passed over}
     */
    public long skipped() {
        return skipped;
    }

    /**
     * {@return how many bytes of the files and streams have been consumed, as they are stored (compressed)}
     */
    public long storedBytesRead() {
        return storedBytesBefore + (stored == null ? 0 : stored.delivered());
    }

    /**
     * {@return how many bytes the files hold as they are stored (compressed), or -1 if a stream is among them}
     */
    public long storedBytes() {
        long sum = 0;
        for (Input input : inputs) {
            if (input.storedBytes() < 0) {
                return -1;
            }
            sum += input.storedBytes();
        }
        return sum;
    }

    /**
     * Closes the file that is open and all streams, those that have not been read too.
     *
     * @throws IOException if closing fails
     */
    @Override
    public void close() throws IOException {
        unusable = true;
        IOException failure = null;
        try {
            closeInput();
        } catch (IOException e) {
            failure = e;
        }
        for (; nextInput < inputs.size(); nextInput++) {
            if (inputs.get(nextInput) instanceof StreamInput unread) {
                try {
                    unread.stream().close();
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
