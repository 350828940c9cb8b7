package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.TokenSink;

/**
 * Indexed data sets of Megatron-LM: the ids of all documents in a file {@code NAME.bin}, and where they are in
 * {@code NAME.idx}. What is written is, byte for byte, what Megatron's own builder writes.
 */
public final class MegatronDataset {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String BIN = ".bin";
    private static final String IDX = ".idx";

    private MegatronDataset() {}

    /** {@return the file of the ids} */
    static Path bin(Path prefix) {
        return RowFiles.with(prefix, BIN);
    }

    /** {@return the file that says where documents are} */
    static Path idx(Path prefix) {
        return RowFiles.with(prefix, IDX);
    }

    /**
     * {@return whether a path is that of an index}
     *
     * @param path the path, whether there is a file or not
     */
    public static boolean isIndex(Path path) {
        return path.toString().endsWith(IDX);
    }

    /**
     * Opens a data set. Its sequences must lie one after the other in the {@code .bin} file, as Megatron writes them; the
     * sequences of a document make one document. Memory holds the longest document and some buffers.
     *
     * @param index the {@code .idx} file; the {@code .bin} file lies beside it
     * @return a reader at the first document
     * @throws CorruptInputException if the index is malformed or does not fit the {@code .bin} file; what is found only while
     *     documents are read, the reader reports
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if the name of {@code index} does not end in {@code .idx}
     */
    public static TokenReader open(Path index) throws IOException {
        return new MegatronReader(index, dataOf(index));
    }

    /**
     * {@return the file of ids that belongs to an index}
     *
     * @param index the {@code .idx} file
     * @throws IllegalArgumentException if the name of {@code index} does not end in {@code .idx}
     */
    public static Path dataOf(Path index) {
        String name = index.toString();
        if (!isIndex(index)) {
            throw new IllegalArgumentException("the index is " + name + ", expected a name that ends in " + IDX);
        }
        return bin(Path.of(name.substring(0, name.length() - IDX.length())));
    }

    /**
     * What has been written.
     *
     * @param documents number of documents, empty ones included
     * @param emptyDocuments number of documents without an id
     * @param tokens number of ids
     */
    public record Size(long documents, long emptyDocuments, long tokens) {}

    /**
     * Writes documents as they are, each as one sequence; one without ids has none. The ids are stored as uint16 if the
     * vocabulary has fewer than 65,500, else as int32; where its size is not known, the greatest id tells, for which the ids go
     * to a temporary file first. Both files appear whole or not at all, the index last.
     *
     * @param documents gives the documents; left at its end, not closed
     * @param eodId an id that is appended to every document that is not empty, or none
     * @param prefix the path without {@code .bin} and {@code .idx}
     * @param listener hears how far the work has come, and may cancel it
     * @return what has been written
     * @throws IOException if documents cannot be read or files not be written
     */
    public static Size write(TokenReader documents, OptionalInt eodId, Path prefix, ProgressListener listener)
            throws IOException {
        TokenReader tokens = eodId.isEmpty() ? documents : new EodReader(documents, eodId.getAsInt());
        if (tokens.vocabularySize() != TokenReader.UNKNOWN) {
            Steps steps = new Steps(listener, "writing documents", "bytes");
            return write(prefix, tokens.vocabularySize(), sink -> {
                while (tokens.next()) {
                    sink.accept(tokens.ids(), tokens.start(), tokens.end());
                    steps.at(tokens.bytesRead(), tokens.bytes());
                }
                steps.end(tokens.bytesRead(), tokens.bytes());
            });
        }
        try (TokenSpool spool = TokenSpool.of(tokens, RowFiles.folder(prefix), listener)) {
            return write(prefix, spool.vocabularySize(), spool::forEachDocument);
        }
    }

    /** Gives documents. */
    @FunctionalInterface
    private interface Documents {
        /** Gives all documents to a sink, each in one call. */
        void forEach(TokenSink sink) throws IOException;
    }

    private static Size write(Path prefix, int vocabularySize, Documents documents) throws IOException {
        TokenType type = TokenType.ofMegatron(vocabularySize);
        long[] counts = new long[3];
        FilePair.write(bin(prefix), idx(prefix), (bin, idx) -> {
            MegatronIndex index = new MegatronIndex(type);
            Output output = new Output(type, bin);
            documents.forEach((ids, start, end) -> {
                output.add(ids, start, end);
                if (end > start) {
                    index.addSequence(end - start);
                }
                index.endDocument();
                counts[0]++;
                counts[1] += end > start ? 0 : 1;
                counts[2] += end - start;
            });
            index.write(idx);
        });
        return new Size(counts[0], counts[1], counts[2]);
    }

    /** Writes rows, each as a document of one sequence: Megatron joins sequences and cuts them into rows by their length. */
    static void writeRows(Path prefix, RowFiles.Layout layout, RowFiles.Rows rows) throws IOException {
        TokenType type = TokenType.ofMegatron(layout.vocabularySize());
        FilePair.write(bin(prefix), idx(prefix), (bin, idx) -> {
            MegatronIndex index = new MegatronIndex(type);
            RowBytes bytes = new RowBytes(type, layout);
            rows.forEach(row -> {
                bytes.write(row, bin);
                index.addSequence(layout.sequenceLength());
                index.endDocument();
            });
            index.write(idx);
        });
    }

    /** Ids as bytes. */
    private static final class Output {
        private final TokenType type;
        private final OutputStream out;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

        Output(TokenType type, OutputStream out) {
            this.type = type;
            this.out = out;
        }

        void add(int[] ids, int start, int end) throws IOException {
            for (int from = start; from < end; ) {
                int to = Math.min(end, from + BUFFER_BYTES / type.bytes());
                type.put(ids, from, to, buffer.clear());
                out.write(buffer.array(), 0, buffer.position());
                from = to;
            }
        }
    }
}
