package org.tokenwright.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a {@link TextSource}, one after the other. For one thread. */
public final class DocumentReader implements Closeable {
    /*
     * `open` holds the inputs whose documents are read, `waiting` those whose turn has not come. In order, the first open
     * input is read, and the others behind it, one a thread, are read and decoded ahead. Interleaved, as many as there may
     * be open files take turns by chance, in proportion to their sizes, so that they end at about the same time.
     */
    private static final int MOST_INTERLEAVED = 32;

    private final List<WeightedInput> inputs;
    private final ReaderSettings settings;
    private final JsonFactory json;
    private final Sample sample;
    private final @Nullable Random turns;
    private final @Nullable ExecutorService executor;
    private final Deque<WeightedInput> waiting;
    private final List<OpenInput> open = new ArrayList<>();
    private final Deque<ByteWindow> unusedWindows = new ArrayDeque<>();
    private final Document document = new Document();

    private long storedBytesBefore;
    private long documents;
    private long documentBytes;
    private long skipped;
    private long leftOut;
    private boolean unusable;

    DocumentReader(List<WeightedInput> inputs, ReaderSettings settings) {
        this.inputs = inputs;
        this.settings = settings;
        this.json = jsonFactory(settings.limits());
        this.sample = settings.sample();
        this.executor = settings.threads() > 1
                ? Executors.newFixedThreadPool(
                        settings.threads(),
                        Thread.ofPlatform()
                                .name("tokenwright-reader-", 1)
                                .daemon()
                                .factory())
                : null;
        List<WeightedInput> order = new ArrayList<>(inputs);
        this.turns = settings.interleaveSeed() == null ? null : new Random(settings.interleaveSeed());
        if (turns != null) {
            Collections.shuffle(order, turns);
        }
        this.waiting = new ArrayDeque<>(order);
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
     * document (of each open file, if they are interleaved or read ahead).
     *
     * @return a view of it, valid until the next call, or null when there is none left
     * @throws CorruptInputException if a document is malformed and malformed documents fail, if compressed data is
     *     damaged or cut off, or if a CSV, TSV or Parquet file has no such column
     * @throws IOException if reading fails
     * @throws IllegalStateException if the reader has thrown an exception before, or is closed
     */
    public @Nullable Document next() throws IOException {
        if (unusable) {
            throw new IllegalStateException("the reader has failed or is closed");
        }
        ReadLimits limits = settings.limits();
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
            openWaiting();
            if (open.isEmpty()) {
                return false;
            }
            int turn = turns == null ? 0 : drawTurn(turns);
            OpenInput input = open.get(turn);
            try {
                if (!input.next(document)) {
                    open.remove(turn);
                    close(input);
                } else if (sample.has(document)) {
                    documents++;
                    documentBytes += document.length();
                    return true;
                } else {
                    leftOut++;
                }
            } catch (MalformedDocumentException e) {
                if (settings.malformed() == MalformedDocuments.FAIL) {
                    throw e.in(document.source);
                }
                skipped++;
            }
        }
    }

    private void openWaiting() {
        int most = turns == null ? settings.threads() : MOST_INTERLEAVED;
        while (open.size() < most && !waiting.isEmpty()) {
            ByteWindow window = unusedWindows.isEmpty() ? new ByteWindow(settings.blockBytes()) : unusedWindows.pop();
            open.add(new OpenInput(waiting.remove(), settings, json, window, executor));
        }
    }

    private int drawTurn(Random turns) {
        long sum = 0;
        for (OpenInput input : open) {
            sum += share(input);
        }
        long place = turns.nextLong(sum);
        int turn = 0;
        for (place -= share(open.get(0)); place >= 0; place -= share(open.get(turn))) {
            turn++;
        }
        return turn;
    }

    /** Streams, the sizes of which nobody knows, come in for a mebibyte. */
    private static long share(OpenInput input) {
        return input.storedBytes() < 0 ? 1 << 20 : Math.max(input.storedBytes(), 1);
    }

    private void close(OpenInput input) throws IOException {
        storedBytesBefore += input.delivered();
        input.close();
        unusedWindows.push(input.window());
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
     * {@return how many documents have been passed over because they are not in the sample}
     */
    public long leftOut() {
        return leftOut;
    }

    /**
     * {@return how many bytes of the files and streams have been consumed, as they are stored (compressed)}
     */
    public long storedBytesRead() {
        long sum = storedBytesBefore;
        for (OpenInput input : open) {
            sum += input.delivered();
        }
        return sum;
    }

    /**
     * {@return how many bytes the files hold as they are stored (compressed), or -1 if a stream is among them}
     */
    public long storedBytes() {
        long sum = 0;
        for (WeightedInput weighted : inputs) {
            long bytes = weighted.input().storedBytes();
            if (bytes < 0) {
                return -1;
            }
            sum += bytes;
        }
        return sum;
    }

    /**
     * Closes the files that are open and all streams, those that have not been read too.
     *
     * @throws IOException if closing fails
     */
    @Override
    public void close() throws IOException {
        unusable = true;
        IOException failure = null;
        for (OpenInput input : open) {
            try {
                close(input);
            } catch (IOException e) {
                failure = e;
            }
        }
        open.clear();
        for (WeightedInput unread : waiting) {
            try {
                unread.input().abandon();
            } catch (IOException e) {
                failure = e;
            }
        }
        waiting.clear();
        if (executor != null) {
            executor.shutdown();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
