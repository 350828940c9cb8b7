package org.tokenwright.tokenizers.packing;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.TokenSink;

/** Keeps the ids of documents in a temporary file, and gives the rows of a plan. For one thread. */
final class TokenSpool implements Closeable {
    /*
     * The rows of a plan take their pieces from all over the file. They are made in batches: the pieces of as many rows as
     * a batch holds are sorted by their place in the file and read in that order, several at once where they are near each
     * other, and written where they belong in the batch. So a file that is not much larger than a batch is read from one end
     * to the other, and of a larger one pieces are fetched in one sweep for each batch. Cost: sorting the pieces, and for
     * each piece at most one call of the system, which is a seek if the piece is not in the page cache.
     *
     * The file is gone when it is closed, or when the process ends: on Unix it has no name from the beginning.
     *
     * Memory: 8 bytes for each document, and for a batch its tokens and 28 bytes for each piece.
     */
    private static final int BATCH_TOKENS = 1 << 24;
    private static final int BATCH_PIECES = 1 << 21;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int NEAR_BYTES = 1 << 14;

    private final int vocabularySize;
    private final TokenType type;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final IntArrayList lengths = new IntArrayList();
    private int greatestId;

    private TokenSpool(Path folder, int vocabularySize) throws IOException {
        this.vocabularySize = vocabularySize;
        type = vocabularySize == TokenReader.UNKNOWN ? TokenType.INT32 : TokenType.of(vocabularySize);
        channel = FileChannel.open(
                folder.resolve(".tokens." + UUID.randomUUID() + ".tmp"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /**
     * {@return a spool of all documents of a reader}
     *
     * @param documents gives the documents
     * @param folder where the file may be made; its name is {@code .tokens.RANDOM.tmp}
     * @param listener hears how far the work has come
     */
    static TokenSpool of(TokenReader documents, Path folder, ProgressListener listener) throws IOException {
        TokenSpool spool = new TokenSpool(folder, documents.vocabularySize());
        try {
            Steps steps = new Steps(listener, "reading documents", "bytes");
            while (documents.next()) {
                spool.add(documents.ids(), documents.start(), documents.end());
                steps.at(documents.bytesRead(), documents.bytes());
            }
            spool.flush();
            steps.end(documents.bytesRead(), documents.bytes());
            return spool;
        } catch (Throwable failure) {
            spool.close();
            throw failure;
        }
    }

    private void add(int[] ids, int start, int end) throws IOException {
        int greatest = greatestId;
        for (int from = start; from < end; ) {
            if (buffer.remaining() < type.bytes()) {
                flush();
            }
            int to = Math.min(end, from + buffer.remaining() / type.bytes());
            for (int i = from; i < to; i++) {
                greatest = Math.max(greatest, ids[i]);
            }
            type.put(ids, from, to, buffer);
            from = to;
        }
        greatestId = greatest;
        lengths.add(end - start);
    }

    int[] lengths() {
        return lengths.toIntArray();
    }

    /** {@return a number that no id reaches: what the reader of the documents says, or one above the greatest id} */
    int vocabularySize() {
        return vocabularySize == TokenReader.UNKNOWN ? RowFiles.vocabularySize(0, greatestId) : vocabularySize;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /**
     * Gives all rows of a plan, in its order.
     *
     * @param plan a plan for {@link #lengths}
     * @param sink takes the rows
     */
    void writeRows(PackingPlan plan, RowSink sink) throws IOException {
        long[] offsets = offsets();
        PackedRow packed = new PackedRow(plan.sequenceLength());
        for (int row = 0; row < plan.rows(); ) {
            int end = batchEnd(plan, row);
            Batch batch = new Batch(plan, row, end, offsets);
            batch.read();
            batch.write(packed, sink);
            row = end;
        }
    }

    /** Gives all documents, in their order. */
    void forEachDocument(TokenSink sink) throws IOException {
        int[] ids = new int[0];
        long place = 0;
        for (int document = 0; document < lengths.size(); document++) {
            int length = lengths.getInt(document);
            if (ids.length < length) {
                ids = new int[length];
            }
            read(place, length, ids, 0);
            sink.accept(ids, 0, length);
            place += length;
        }
    }

    /** Reads ids, of which there may be more than the buffer holds. */
    private void read(long place, int length, int[] ids, int target) throws IOException {
        int most = BUFFER_BYTES / type.bytes();
        for (int done = 0; done < length; ) {
            int count = Math.min(most, length - done);
            fill(place + done, count);
            type.get(buffer, ids, target + done, target + done + count);
            done += count;
        }
    }

    private void fill(long place, int count) throws IOException {
        buffer.clear().limit(count * type.bytes());
        long position = place * type.bytes();
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + buffer.position());
            if (read < 0) {
                throw new EOFException("the temporary file of tokens has been cut off by somebody else");
            }
        }
        buffer.flip();
    }

    /** {@return for each document the number of tokens before it} */
    private long[] offsets() {
        long[] offsets = new long[lengths.size()];
        long before = 0;
        for (int document = 0; document < offsets.length; document++) {
            offsets[document] = before;
            before += lengths.getInt(document);
        }
        return offsets;
    }

    private static int batchEnd(PackingPlan plan, int first) {
        long tokens = 0;
        long pieces = 0;
        int row = first;
        while (row < plan.rows() && tokens < BATCH_TOKENS && pieces < BATCH_PIECES) {
            pieces += plan.endPiece(row) - plan.firstPiece(row);
            tokens += plan.sequenceLength();
            row++;
        }
        return row;
    }

    /** Rows in memory. */
    private final class Batch {
        private final PackingPlan plan;
        private final int firstRow;
        private final int endRow;
        private final int[] tokens;

        /** For each piece its place in the file, in tokens. */
        private final long[] places;

        /** For each piece its place in the batch. */
        private final int[] targets;

        private final int[] lengths;

        Batch(PackingPlan plan, int firstRow, int endRow, long[] offsets) {
            this.plan = plan;
            this.firstRow = firstRow;
            this.endRow = endRow;
            int count = 0;
            for (int row = firstRow; row < endRow; row++) {
                count += plan.endPiece(row) - plan.firstPiece(row);
            }
            places = new long[count];
            targets = new int[count];
            lengths = new int[count];
            int at = 0;
            int size = 0;
            for (int row = firstRow; row < endRow; row++) {
                for (int piece = plan.firstPiece(row); piece < plan.endPiece(row); piece++) {
                    places[at] = offsets[plan.document(piece)] + plan.start(piece);
                    targets[at] = size;
                    lengths[at++] = plan.length(piece);
                    size += plan.length(piece);
                }
            }
            tokens = new int[size];
        }

        void read() throws IOException {
            int[] order = sorted();
            for (int first = 0; first < order.length; ) {
                long start = places[order[first]];
                long end = start + lengths[order[first]];
                int last = first + 1;
                while (last < order.length && isNear(start, end, order[last])) {
                    end = Math.max(end, places[order[last]] + lengths[order[last]]);
                    last++;
                }
                if (last == first + 1) {
                    int piece = order[first];
                    TokenSpool.this.read(start, lengths[piece], tokens, targets[piece]);
                } else {
                    fill(start, (int) (end - start));
                    for (int i = first; i < last; i++) {
                        int piece = order[i];
                        buffer.position((int) (places[piece] - start) * type.bytes());
                        type.get(buffer, tokens, targets[piece], targets[piece] + lengths[piece]);
                    }
                }
                first = last;
            }
        }

        /** {@return the pieces by their place in the file} */
        private int[] sorted() {
            long[] keys = new long[places.length];
            long origin = Arrays.stream(places).min().orElse(0);
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(places.length);
            for (int piece = 0; piece < keys.length; piece++) {
                keys[piece] = ((places[piece] - origin) << bits) | piece;
            }
            Arrays.sort(keys);
            int[] order = new int[keys.length];
            for (int i = 0; i < order.length; i++) {
                order[i] = (int) (keys[i] & ((1L << bits) - 1));
            }
            return order;
        }

        private boolean isNear(long start, long end, int piece) {
            return places[piece] - end <= NEAR_BYTES / type.bytes()
                    && places[piece] + lengths[piece] - start <= BUFFER_BYTES / type.bytes();
        }

        void write(PackedRow packed, RowSink sink) throws IOException {
            int at = 0;
            for (int row = firstRow; row < endRow; row++) {
                packed.clear();
                for (int count = plan.endPiece(row) - plan.firstPiece(row); count > 0; count--, at++) {
                    packed.add(tokens, targets[at], targets[at] + lengths[at]);
                }
                sink.accept(packed);
            }
        }
    }

    /** Closes and deletes the file. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
