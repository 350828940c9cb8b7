package org.tokenwright.tokenizers.packing;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.Document;
import org.tokenwright.tokenizers.Encoder;

/** Documents, or parts of them, that are encoded together. Filled and emptied by one thread, encoded by any. */
final class EncodingBatch {
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Part> parts = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int size;
    private boolean goesOn;
    private int[] ids = new int[0];
    private final IntArrayList idEnds = new IntArrayList();
    private @Nullable Throwable failure;

    /**
     * A part of a document.
     *
     * @param source what the document was read from
     * @param line its line there
     * @param from the index of the part's first byte in the document
     * @param end the index behind its last byte in the batch
     */
    private record Part(String source, long line, int from, int end) {}

    int size() {
        return size;
    }

    /** {@return number of parts} */
    int parts() {
        return parts.size();
    }

    /** Adds the bytes of a document from an index of its buffer to another. */
    void add(Document document, int from, int to) {
        int length = to - from;
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(size + (long) length, 2L * size)));
        }
        System.arraycopy(document.bytes(), from, bytes, size, length);
        size += length;
        parts.add(new Part(document.source(), document.line(), from - document.start(), size));
        goesOn = to < document.end();
    }

    /** {@return whether a document goes on in the next batch behind a part of this} */
    boolean goesOn(int part) {
        return goesOn && part == parts.size() - 1;
    }

    /**
     * Encodes the batch, if nobody else does.
     *
     * @return whether it has been encoded by this call
     */
    boolean encode(Encoder encoder) {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        try {
            ids = new int[size / 4 + 16];
            int start = 0;
            int count = 0;
            for (Part part : parts) {
                int added = encoder.encode(bytes, start, part.end);
                if (ids.length - count < added) {
                    ids = Arrays.copyOf(ids, Math.toIntExact(Math.max(count + (long) added, 2L * count)));
                }
                System.arraycopy(encoder.ids(), 0, ids, count, added);
                count += added;
                idEnds.add(count);
                start = part.end;
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            done.countDown();
        }
        return true;
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    void await() throws InterruptedException {
        done.await();
    }

    int[] ids() {
        return ids;
    }

    int start(int part) {
        return part == 0 ? 0 : idEnds.getInt(part - 1);
    }

    /**
     * {@return the index in {@link #ids} behind the last id of a part}
     *
     * @throws IOException if it could not be encoded
     */
    int end(int part) throws IOException {
        if (part < idEnds.size()) {
            return idEnds.getInt(part);
        }
        if (failure instanceof IllegalArgumentException e) {
            Part failed = parts.get(part);
            throw new IOException(
                    failed.source + ", line " + failed.line + ": " + e.getMessage()
                            + (failed.from == 0 ? "" : ", counted from byte " + failed.from + " of the text"),
                    e);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }
}
