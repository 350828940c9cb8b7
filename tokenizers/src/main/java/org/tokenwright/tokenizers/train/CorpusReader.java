package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;

/** Reads a corpus on the calling thread and has it counted on others. */
final class CorpusReader {
    /*
     * Documents are gathered in batches. Each batch is a task, which takes an idle counter, counts and gives the counter back;
     * the batch is then filled again. Which counter gets which batch is chance, so nothing that comes out may depend on it:
     * the counts are added up, and the order of runs has no meaning. With one counter the documents are counted where they are
     * read, without a copy.
     */
    private final TextSource source;
    private final ProgressReporter progress;
    private long documents;
    private long skipped;
    private long bytes;

    CorpusReader(TextSource source, ProgressReporter progress) {
        this.source = source;
        this.progress = progress;
    }

    long documents() {
        return documents;
    }

    long skipped() {
        return skipped;
    }

    long bytes() {
        return bytes;
    }

    /** Gives every document to one of the counters; there are as many threads as counters. */
    void read(List<? extends DocumentCounter> counters) throws IOException {
        try (DocumentReader reader = source.open()) {
            progress.begin("reading", "bytes", reader.storedBytes());
            if (counters.size() == 1) {
                for (Document document = next(reader); document != null; document = next(reader)) {
                    counters.get(0).count(document.bytes(), document.start(), document.end(), document.weight());
                }
            } else {
                readInParallel(reader, counters);
            }
            skipped = reader.skipped();
            progress.end(reader.storedBytesRead());
        }
    }

    private @Nullable Document next(DocumentReader reader) throws IOException {
        Document document = reader.next();
        if (document != null) {
            documents++;
            bytes += document.length();
            progress.advance(reader.storedBytesRead());
        }
        return document;
    }

    private void readInParallel(DocumentReader reader, List<? extends DocumentCounter> counters) throws IOException {
        BlockingQueue<DocumentCounter> idle = new ArrayBlockingQueue<>(counters.size(), false, counters);
        Deque<Future<DocumentBatch>> pending = new ArrayDeque<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(counters.size())) {
            try {
                DocumentBatch batch = new DocumentBatch();
                for (Document document = next(reader); document != null; document = next(reader)) {
                    if (!batch.hasRoomFor(document)) {
                        submit(batch, executor, idle, pending);
                        batch = pending.size() < 2 * counters.size() && batch.isSmall()
                                ? new DocumentBatch()
                                : finish(pending.removeFirst());
                    }
                    batch.add(document);
                }
                submit(batch, executor, idle, pending);
                while (!pending.isEmpty()) {
                    finish(pending.removeFirst());
                }
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static void submit(
            DocumentBatch batch,
            ExecutorService executor,
            BlockingQueue<DocumentCounter> idle,
            Deque<Future<DocumentBatch>> pending) {
        pending.addLast(executor.submit(() -> {
            DocumentCounter counter = idle.take();
            try {
                batch.countWith(counter);
            } finally {
                idle.add(counter);
            }
            return batch;
        }));
    }

    private static DocumentBatch finish(Future<DocumentBatch> task) throws IOException {
        try {
            DocumentBatch batch = task.get();
            batch.clear();
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while counting pretokens").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw Tasks.unwrapped(e);
        }
    }
}
