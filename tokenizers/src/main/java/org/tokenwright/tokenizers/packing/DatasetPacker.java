package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.tokenwright.text.ProgressListener;

/**
 * Packs documents into rows, from a reader of ids to files or to a sink. Immutable, safe for any number of threads.
 *
 * <pre>{@code
 * SequencePacker packer = SequencePacker.of(PackingAlgorithm.BFD_SPLIT, 2048);
 * try (TokenReader documents = DocumentEncoder.of(source.open(), tokenizer, SpecialTokenPolicy.RAISE, 2)) {
 *     PackingReport report = DatasetPacker.of(packer)
 *             .withEod(eodId)
 *             .write(documents, PackedFormat.MEGATRON, Path.of("train"), ProgressListener.NONE); // train.bin, train.idx
 * }
 * }</pre>
 *
 * <p>Memory does not grow with the tokens: these go to a temporary file beside the output, from which rows are fetched (some 40
 * bytes of memory for each document, 64 to 128 megabytes for rows). Where rows follow the order of the documents and nothing else need
 * be known before the first, they are written at once, and memory holds one row.
 */
public final class DatasetPacker {
    private final SequencePacker packer;
    private final OptionalInt eodId;
    private final OptionalInt padId;
    private final OptionalLong shuffleSeed;

    private DatasetPacker(SequencePacker packer, OptionalInt eodId, OptionalInt padId, OptionalLong shuffleSeed) {
        this.packer = Objects.requireNonNull(packer);
        this.eodId = eodId;
        this.padId = padId;
        this.shuffleSeed = shuffleSeed;
    }

    /**
     * {@return a packer that takes documents as they are and leaves rows in order}
     *
     * @param packer distributes documents to rows
     */
    public static DatasetPacker of(SequencePacker packer) {
        return new DatasetPacker(packer, OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    }

    /**
     * {@return this with an id that is appended to every document before it is packed, empty ones left out; it is the id of pads,
     * too, if there is no other}
     *
     * @param id the id
     * @throws IllegalArgumentException if it is negative
     */
    public DatasetPacker withEod(int id) {
        return new DatasetPacker(packer, OptionalInt.of(requireId(id)), padId, shuffleSeed);
    }

    /**
     * {@return this with an id of pads}
     *
     * @param id the id
     * @throws IllegalArgumentException if it is negative
     */
    public DatasetPacker withPad(int id) {
        return new DatasetPacker(packer, eodId, OptionalInt.of(requireId(id)), shuffleSeed);
    }

    /**
     * {@return this with rows in an order that follows from a seed and the number of rows}
     *
     * @param seed decides the order
     */
    public DatasetPacker withShuffle(long seed) {
        return new DatasetPacker(packer, eodId, padId, OptionalLong.of(seed));
    }

    private static int requireId(int id) {
        if (id < 0) {
            throw new IllegalArgumentException("the id is " + id + ", expected 0 or more");
        }
        return id;
    }

    /**
     * Packs documents.
     *
     * @param documents gives the documents; left at its end, not closed
     * @param folder where a temporary file may be made
     * @param listener hears how far the work has come, and may cancel it
     * @param rows takes the rows
     * @return what it came to
     * @throws IllegalArgumentException if there are more pieces of documents than an array can hold
     * @throws IOException if documents cannot be read, the temporary file cannot be written, or the sink fails
     */
    public PackingReport forEachRow(TokenReader documents, Path folder, ProgressListener listener, RowSink rows)
            throws IOException {
        TokenReader tokens = withEnds(documents);
        if (isStreamed()) {
            return stream(tokens, listener, rows);
        }
        try (TokenSpool spool = TokenSpool.of(tokens, folder, listener)) {
            PackingPlan plan = plan(spool);
            writeRows(spool, plan, listener, rows);
            return plan.report();
        }
    }

    /**
     * Packs documents and writes the rows to files.
     *
     * @param documents gives the documents; left at its end, not closed
     * @param format what is written
     * @param prefix what the names of the files begin with
     * @param listener hears how far the work has come, and may cancel it
     * @return what it came to
     * @throws IllegalArgumentException if the format has pads and there is neither an id for them nor for the ends of documents;
     *     or as {@link #forEachRow} does
     * @throws IOException if documents cannot be read or files not be written
     */
    public PackingReport write(TokenReader documents, PackedFormat format, Path prefix, ProgressListener listener)
            throws IOException {
        int pad = padId.orElse(eodId.orElse(-1));
        if (format.isPadded() && pad < 0) {
            throw new IllegalArgumentException(
                    "there is no id for pads, expected one of their own or one for the ends of documents");
        }
        format.requireFree(prefix);
        TokenReader tokens = withEnds(documents);
        int length = packer.sequenceLength();
        int known = tokens.vocabularySize();
        if (isStreamed() && !format.isCounted() && (known != TokenReader.UNKNOWN || !format.isTyped())) {
            PackingReport[] report = new PackingReport[1];
            RowFiles.Layout layout = new RowFiles.Layout(length, pad, RowFiles.vocabularySize(known, pad), -1);
            format.write(prefix, layout, sink -> report[0] = stream(tokens, listener, sink));
            return report[0];
        }
        try (TokenSpool spool = TokenSpool.of(tokens, RowFiles.folder(prefix), listener)) {
            PackingPlan plan = plan(spool);
            RowFiles.Layout layout =
                    new RowFiles.Layout(length, pad, RowFiles.vocabularySize(spool.vocabularySize(), pad), plan.rows());
            format.write(prefix, layout, sink -> writeRows(spool, plan, listener, sink));
            return plan.report();
        }
    }

    private TokenReader withEnds(TokenReader documents) {
        return eodId.isEmpty() ? documents : new EodReader(documents, eodId.getAsInt());
    }

    private boolean isStreamed() {
        return packer.algorithm().isInOrder() && shuffleSeed.isEmpty();
    }

    private PackingPlan plan(TokenSpool spool) {
        PackingPlan plan = packer.pack(spool.lengths());
        return shuffleSeed.isEmpty() ? plan : plan.shuffled(shuffleSeed.getAsLong());
    }

    private static void writeRows(TokenSpool spool, PackingPlan plan, ProgressListener listener, RowSink sink)
            throws IOException {
        Steps steps = new Steps(listener, "writing rows", "rows");
        long[] done = new long[1];
        spool.writeRows(plan, row -> {
            sink.accept(row);
            steps.at(++done[0], plan.rows());
        });
        steps.end(done[0], plan.rows());
    }

    private PackingReport stream(TokenReader tokens, ProgressListener listener, RowSink sink) throws IOException {
        Steps steps = new Steps(listener, "packing documents", "bytes");
        InOrderPacker inOrder = packer.inOrder();
        StreamedRow row = new StreamedRow(tokens, packer.sequenceLength(), sink);
        while (tokens.next()) {
            int length = tokens.end() - tokens.start();
            row.tally.document(length);
            if (inOrder.isCut(length)) {
                row.tally.cut(length);
            }
            inOrder.add(length, row);
            steps.at(tokens.bytesRead(), tokens.bytes());
        }
        inOrder.finish(row);
        steps.end(tokens.bytesRead(), tokens.bytes());
        return row.tally.report();
    }

    /** Makes rows of the document that a reader is at. */
    private static final class StreamedRow implements InOrderPacker.Pieces {
        private final TokenReader tokens;
        private final RowSink sink;
        private final PackedRow row;
        private final PackingReport.Tally tally;

        StreamedRow(TokenReader tokens, int sequenceLength, RowSink sink) {
            this.tokens = tokens;
            this.sink = sink;
            row = new PackedRow(sequenceLength);
            tally = new PackingReport.Tally(sequenceLength);
        }

        @Override
        public void piece(int start, int length) {
            int from = tokens.start() + start;
            row.add(tokens.ids(), from, from + length);
        }

        @Override
        public void endRow() throws IOException {
            tally.row(row.documents(), row.size());
            sink.accept(row);
            row.clear();
        }
    }
}
