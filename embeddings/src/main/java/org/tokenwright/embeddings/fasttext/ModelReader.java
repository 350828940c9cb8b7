package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.tokenwright.text.CorruptInputException;

/**
 * Reads model files, {@code .bin} and {@code .ftz}. All numbers are little-endian:
 *
 * <ul>
 *   <li>int32 793712314; int32 version, 12 or 11
 *   <li>int32 dimension, window size, epochs, minimal count, negatives, word n-grams, loss, task, buckets, shortest and longest
 *       n-gram of characters, update rate; float64 sampling threshold
 *   <li>int32 entries, words, labels; int64 tokens; int64 kept buckets, or -1 if nothing was pruned
 *   <li>for each entry, words before labels: its bytes, a zero byte, int64 count, int8 kind: 0 for a word, 1 for a label
 *   <li>for each kept bucket: int32 bucket, int32 row, counted from the first row behind those of the words
 *   <li>uint8 whether the input matrix is quantized, the input matrix
 *   <li>uint8 whether the output matrix is to be quantized, the output matrix: quantized if both flags are set
 * </ul>
 *
 * A model of floret has two more int32 between the longest n-gram and the update rate: mode 2, and how many buckets an n-gram
 * has, 1 to 4. Nothing else tells the two kinds apart: {@link #isFloret} is how it is done. Mode 1 is a model of fastText that
 * floret has written.
 *
 * <p>A matrix is int64 rows, int64 columns, then float32 row by row. A quantized one is uint8 whether lengths have codes of their
 * own, int64 rows, int64 columns, int32 number of codes, codes row by row, a quantizer; then if lengths have codes, one byte for
 * each row and a quantizer of one component. A quantizer is described at {@link ProductQuantizer#write}.
 */
final class ModelReader {
    static final int MAGIC = 793712314;
    static final int VERSION = 12;

    /** The oldest version that is read; its classifiers have no n-grams of characters, whatever the file says. */
    static final int OLD_VERSION = 11;

    /** The longest n-gram of characters or words that is accepted. */
    static final int MAX_NGRAM = 1 << 10;

    /** The longest n-gram of characters that is accepted in a model of floret. */
    static final int MAX_FLORET_NGRAM = 100;

    /** The most buckets of an n-gram in a model of floret. */
    static final int MAX_HASHES = 4;

    /** The number of floret's own mode. */
    static final int FLORET = 2;

    /** The largest dimension that is accepted. */
    static final int MAX_DIMENSION = 1 << 20;

    /** Counts stay below this, as the Huffman tree demands. */
    static final long MAX_COUNT = 1_000_000_000_000_000L;

    /** Matrices of more bytes are mapped. */
    static final long MAPPED_BYTES = 1L << 27;

    private static final int ENTRY_BYTES = 10;

    /** The number of kept buckets of a model that was not pruned. */
    static final long NOT_PRUNED = -1;

    private final ModelInput in;
    private final byte[] labelPrefix;

    private ModelReader(ModelInput in, byte[] labelPrefix) {
        this.in = in;
        this.labelPrefix = labelPrefix;
    }

    static FastTextModel read(Path file, byte[] labelPrefix) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new ModelReader(new ModelInput(channel, file.toString()), labelPrefix).read();
        }
    }

    private FastTextModel read() throws IOException {
        int magic = in.int32("the magic number");
        if (magic != MAGIC) {
            throw in.corruptAt(0, "magic number " + magic, MAGIC + ": a fastText model");
        }
        int version = in.int32("the version");
        if (version != VERSION && version != OLD_VERSION) {
            throw in.corruptAt(4, "version " + version, OLD_VERSION + " or " + VERSION);
        }
        ModelArguments arguments = arguments(version);
        Dictionary dictionary = dictionary(arguments);
        boolean quantized = flag(in, "whether the input matrix is quantized");
        if (!quantized && dictionary.pruned() != null) {
            throw in.corruptAt(in.position() - 1, "a pruned matrix that is not quantized", "a quantized one");
        }
        long inputAt = in.position();
        Table input = table(quantized, arguments.dimension());
        checkRows(inputAt, "input", input.rows(), dictionary.rows());
        boolean quantizedOutput = flag(in, "whether the output matrix is quantized");
        long outputAt = in.position();
        Table output = table(quantized && quantizedOutput, arguments.dimension());
        int targets = arguments.supervised() ? dictionary.labels() : dictionary.words();
        checkRows(outputAt, "output", output.rows(), targets);
        if (in.remaining() > 0) {
            throw in.corrupt(in.remaining() + " bytes more", "the end of the file");
        }
        return new FastTextModel(dictionary, input, output, quantizedOutput);
    }

    private ModelArguments arguments(int version) throws IOException {
        int dimension = between(in, "dimension", 1, MAX_DIMENSION);
        int windowSize = in.int32("the window size");
        int epochs = in.int32("the epochs");
        int minCount = in.int32("the minimal count");
        int negatives = in.int32("the negatives");
        int wordNgrams = between(in, "word n-grams", Integer.MIN_VALUE, MAX_NGRAM);
        FastTextLoss loss = FastTextLoss.ofCode(between(in, "loss", 1, FastTextLoss.values().length));
        FastTextTask task = FastTextTask.ofCode(between(in, "task", 1, FastTextTask.values().length));
        long bucketsAt = in.position();
        int buckets = between(in, "buckets", 0, Integer.MAX_VALUE);
        int minNgram = in.int32("the shortest n-gram");
        int maxNgram = between(in, "longest n-gram", Integer.MIN_VALUE, MAX_NGRAM);
        int hashes = hashes(maxNgram);
        int updateRate = in.int32("the update rate");
        double sampling = in.float64("the sampling threshold");
        if (version == OLD_VERSION && task == FastTextTask.SUPERVISED) {
            maxNgram = 0;
        }
        if (buckets == 0 && (hashes > 0 || maxNgram > 0 || (wordNgrams > 1 && task == FastTextTask.SUPERVISED))) {
            throw in.corruptAt(bucketsAt, "0 buckets", "buckets for n-grams, of which there are some");
        }
        return new ModelArguments(
                dimension,
                windowSize,
                epochs,
                minCount,
                negatives,
                wordNgrams,
                loss,
                task,
                buckets,
                minNgram,
                maxNgram,
                updateRate,
                sampling,
                hashes);
    }

    /** Reads what floret has there more. {@return how many buckets an n-gram has, or 0 in a model of fastText} */
    private int hashes(int maxNgram) throws IOException {
        if (!isFloret(in.peek(Integer.BYTES + Double.BYTES, "the update rate and the sampling threshold"))) {
            return 0;
        }
        boolean floret = in.int32("the mode") == FLORET;
        int hashes = in.int32("the hashes");
        if (floret && maxNgram > MAX_FLORET_NGRAM) {
            throw in.corrupt("n-grams of up to " + maxNgram + " characters", "at most " + MAX_FLORET_NGRAM);
        }
        return floret ? hashes : 0;
    }

    /**
     * {@return whether the bytes behind the longest n-gram are mode, hashes, update rate and sampling threshold, and not update rate
     * and threshold} If both could be, then the threshold would be below the smallest normal number, which nobody asks for.
     */
    private static boolean isFloret(ByteBuffer ahead) {
        int mode = ahead.getInt();
        int hashes = ahead.duplicate().order(ahead.order()).getInt();
        double threshold = ahead.getDouble();
        return (mode == 1 || mode == FLORET)
                && hashes >= 1
                && hashes <= MAX_HASHES
                && threshold >= 0
                && threshold < Double.MIN_NORMAL;
    }

    private Dictionary dictionary(ModelArguments arguments) throws IOException {
        long at = in.position();
        int size = in.int32("the number of entries");
        int words = in.int32("the number of words");
        int labels = in.int32("the number of labels");
        long tokens = in.int64("the number of tokens");
        long kept = in.int64("the number of kept buckets");
        if (size < 0 || words < 0 || labels < 0 || (long) words + labels != size) {
            throw in.corruptAt(
                    at,
                    size + " entries, " + words + " words, " + labels + " labels",
                    "as many entries as both together");
        }
        if (arguments.supervised() && labels == 0) {
            throw in.corruptAt(at, "0 labels", "a classifier with labels");
        }
        if (kept < NOT_PRUNED) {
            throw in.corruptAt(in.position() - Long.BYTES, kept + " kept buckets", NOT_PRUNED + " or more");
        }
        in.expect(size, ENTRY_BYTES, "words");
        WordTable entries = new WordTable(size);
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            counts[i] = entry(entries, i, i < words ? 0 : 1);
        }
        PrunedIndex pruned = kept == NOT_PRUNED ? null : pruned(kept, arguments.buckets());
        if ((long) words + (pruned == null ? arguments.buckets() : pruned.size()) > Integer.MAX_VALUE) {
            throw in.corruptAt(at, words + " words and " + arguments.buckets() + " buckets", "below 2^31 rows");
        }
        return new Dictionary(arguments, entries, counts, words, tokens, pruned, labelPrefix);
    }

    private long entry(WordTable entries, int index, int kind) throws IOException {
        long at = in.position();
        in.readWord();
        if (entries.add(in.word(), 0, in.wordLength()) != index) {
            throw in.corruptAt(at, "entry " + index + " for the second time", "different entries");
        }
        at = in.position();
        long count = in.int64("a count");
        if (count < 0 || count >= MAX_COUNT) {
            throw in.corruptAt(at, "count " + count, "0 to " + (MAX_COUNT - 1));
        }
        at = in.position();
        int found = in.uint8("the kind of an entry");
        if (found != kind) {
            throw in.corruptAt(at, "kind " + found, kind + ": words before labels");
        }
        return count;
    }

    private PrunedIndex pruned(long kept, int buckets) throws IOException {
        in.expect(kept, 2 * Integer.BYTES, "kept buckets");
        int[] bucket = new int[Math.toIntExact(kept)];
        int[] row = new int[bucket.length];
        for (int i = 0; i < bucket.length; i++) {
            bucket[i] = between(in, "bucket", 0, buckets - 1);
            row[i] = between(in, "row", 0, bucket.length - 1);
        }
        try {
            return new PrunedIndex(bucket, row);
        } catch (IllegalArgumentException e) {
            throw in.corrupt(String.valueOf(e.getMessage()), "different buckets before");
        }
    }

    private Table table(boolean quantized, int dimension) throws IOException {
        if (quantized) {
            return QuantizedTable.read(in, dimension);
        }
        long rows = rows(in, dimension);
        in.expect(rows, (long) dimension * Float.BYTES, "rows");
        long bytes = rows * dimension * Float.BYTES;
        if (bytes <= MAPPED_BYTES) {
            return Matrix.read(in, (int) rows, dimension);
        }
        MappedTable table = new MappedTable(in.channel(), in.position(), rows, dimension);
        in.skip(bytes);
        return table;
    }

    private void checkRows(long at, String name, long found, long expected) throws CorruptInputException {
        if (found != expected) {
            throw in.corruptAt(at, "an " + name + " matrix of " + found + " rows", expected + " rows");
        }
    }

    static boolean flag(ModelInput in, String what) throws IOException {
        long at = in.position();
        int value = in.uint8(what);
        if (value > 1) {
            throw in.corruptAt(at, String.valueOf(value), "0 or 1, " + what);
        }
        return value == 1;
    }

    private static int between(ModelInput in, String name, int least, int most) throws IOException {
        long at = in.position();
        int value = in.int32("the " + name);
        if (value < least || value > most) {
            throw in.corruptAt(
                    at, name + " " + value, (least == Integer.MIN_VALUE ? "at most " : least + " to ") + most);
        }
        return value;
    }

    /** {@return the number of rows of a matrix, whose columns must be as many as the dimension} */
    static long rows(ModelInput in, int dimension) throws IOException {
        long at = in.position();
        long rows = in.int64("the number of rows");
        long columns = in.int64("the number of columns");
        if (rows < 0 || rows > Integer.MAX_VALUE || columns != dimension) {
            throw in.corruptAt(at, rows + " rows of " + columns, "0 to " + Integer.MAX_VALUE + " rows of " + dimension);
        }
        return rows;
    }
}
