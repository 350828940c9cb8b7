package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Encodes the documents of a reader in several threads. Documents come in their order, with the same ids for any number of
 * threads; a long document is cut into parts that encode independently, as far as the tokenizer knows places to cut. Memory
 * holds about a megabyte of text and its ids for each thread, more only where documents are longer. For one thread, which does
 * a part of the work.
 */
public final class DocumentEncoder implements TokenReader {
    /*
     * Documents are copied into batches, which wait in `ahead` in their order. Each is encoded by whoever takes it first: a
     * thread of the pool, or the caller when it needs the first of them. While that is in work elsewhere, the caller takes
     * others. A part of a long document that is followed by another ends its batch.
     *
     * What fails while documents are read ahead is thrown when all documents before it have been delivered.
     */
    private static final int BATCH_BYTES = 1 << 18;
    private static final int BATCH_PARTS = 1 << 14;
    private static final int BATCHES_PER_THREAD = 4;

    private final DocumentReader documents;
    private final int threads;
    private final @Nullable ExecutorService executor;
    private final Supplier<Encoder> encoders;
    private final ConcurrentLinkedQueue<Encoder> idle = new ConcurrentLinkedQueue<>();
    private final int vocabularySize;

    /** That of the calling thread. */
    private final Encoder encoder;

    private final Deque<EncodingBatch> ahead = new ArrayDeque<>();

    /** A document that has been read, the bytes of which from an index on are in no batch yet. */
    private @Nullable Document unread;

    private int unreadFrom;
    private boolean ended;
    private @Nullable Exception readFailure;

    private EncodingBatch current = new EncodingBatch();
    private int part;
    private int[] joined = new int[0];
    private int[] ids = joined;
    private int start;
    private int end;

    private DocumentEncoder(DocumentReader documents, Tokenizer tokenizer, SpecialTokenPolicy policy, int threads) {
        this.documents = Objects.requireNonNull(documents);
        this.threads = threads;
        encoders = () -> tokenizer.newEncoder(policy);
        encoder = encoders.get();
        executor = threads == 1
                ? null
                : Executors.newFixedThreadPool(
                        threads - 1,
                        Thread.ofPlatform()
                                .name("tokenwright-encoder-", 1)
                                .daemon()
                                .factory());
        int bound = tokenizer.vocabulary().idBound();
        for (int id : tokenizer.specialTokens().ids().values()) {
            bound = Math.max(bound, id + 1);
        }
        vocabularySize = bound;
    }

    /**
     * {@return an encoder at the first document}
     *
     * @param documents gives the texts; closed with the encoder
     * @param tokenizer gives the ids
     * @param policy what is done with special tokens in texts
     * @param threads how many threads work, the calling one included; 1 or more
     * @throws IllegalArgumentException if {@code threads} is below 1, or {@code policy} names a special token that the tokenizer
     *     does not have
     */
    public static DocumentEncoder of(
            DocumentReader documents, Tokenizer tokenizer, SpecialTokenPolicy policy, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + ", expected 1 or more");
        }
        return new DocumentEncoder(documents, tokenizer, policy, threads);
    }

    @Override
    public boolean next() throws IOException {
        if (!findPart()) {
            return false;
        }
        if (!current.goesOn(part)) {
            ids = current.ids();
            start = current.start(part);
            end = current.end(part);
            part++;
            return true;
        }
        start = 0;
        end = 0;
        boolean more = true;
        while (more) {
            int length = current.end(part) - current.start(part);
            if (joined.length - end < length) {
                joined = Arrays.copyOf(joined, Math.toIntExact(Math.max(end + (long) length, 2L * end)));
            }
            System.arraycopy(current.ids(), current.start(part), joined, end, length);
            end += length;
            more = current.goesOn(part);
            part++;
            if (more && !findPart()) {
                throw new IllegalStateException("a document that goes on has no next part");
            }
        }
        ids = joined;
        return true;
    }

    /** Goes on to the next batch if there is no part left in this one. */
    private boolean findPart() throws IOException {
        while (part == current.parts()) {
            readAhead();
            if (ahead.isEmpty()) {
                rethrow();
                return false;
            }
            current = take();
            part = 0;
        }
        return true;
    }

    private void rethrow() throws IOException {
        if (readFailure instanceof IOException e) {
            throw e;
        } else if (readFailure instanceof RuntimeException e) {
            throw e;
        }
    }

    private void readAhead() {
        int most = threads == 1 ? 1 : threads * BATCHES_PER_THREAD;
        while (!ended && ahead.size() < most) {
            EncodingBatch batch = new EncodingBatch();
            fill(batch);
            if (batch.parts() > 0) {
                ahead.add(batch);
                if (executor != null) {
                    executor.execute(() -> encodeElsewhere(batch));
                }
            }
        }
    }

    private void encodeElsewhere(EncodingBatch batch) {
        Encoder borrowed = idle.poll();
        if (borrowed == null) {
            borrowed = encoders.get();
        }
        batch.encode(borrowed);
        idle.add(borrowed);
    }

    private void fill(EncodingBatch batch) {
        while (batch.parts() < BATCH_PARTS && findUnread()) {
            Document document = Objects.requireNonNull(unread);
            int length = document.end() - unreadFrom;
            if (batch.parts() > 0 && length > BATCH_BYTES - batch.size()) {
                return;
            }
            int to = cut(document);
            batch.add(document, unreadFrom, to);
            if (to < document.end()) {
                unreadFrom = to;
                return;
            }
            unread = null;
        }
    }

    private boolean findUnread() {
        if (unread == null && !ended) {
            try {
                unread = documents.next();
            } catch (IOException | RuntimeException e) {
                readFailure = e;
            }
            ended = unread == null;
            unreadFrom = unread == null ? 0 : unread.start();
        }
        return unread != null;
    }

    /** {@return where the part that begins at {@code unreadFrom} ends} */
    private int cut(Document document) {
        for (long to = (long) unreadFrom + BATCH_BYTES; to < document.end(); to += to - unreadFrom) {
            int cut = encoder.lastCut(document.bytes(), unreadFrom, (int) to);
            if (cut > unreadFrom) {
                return cut;
            }
        }
        return document.end();
    }

    private EncodingBatch take() throws IOException {
        EncodingBatch first = ahead.remove();
        first.encode(encoder);
        Iterator<EncodingBatch> others = ahead.iterator();
        while (!first.isDone() && others.hasNext()) {
            others.next().encode(encoder);
        }
        try {
            first.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while documents were encoded").initCause(e);
        }
        return first;
    }

    @Override
    public int[] ids() {
        return ids;
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        return end;
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public long bytesRead() {
        return documents.storedBytesRead();
    }

    @Override
    public long bytes() {
        return documents.storedBytes();
    }

    /** Ends the threads and closes the reader. */
    @Override
    public void close() throws IOException {
        if (executor != null) {
            executor.shutdownNow();
        }
        documents.close();
    }
}
