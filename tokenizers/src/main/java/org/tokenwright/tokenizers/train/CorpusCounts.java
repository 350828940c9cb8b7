package org.tokenwright.tokenizers.train;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.slices.SliceTable;
import org.tokenwright.tokenizers.train.CountFile.Header;
import org.tokenwright.tokenizers.train.CountFile.Kind;
import org.tokenwright.tokenizers.train.CountFile.Totals;

/**
 * Counts of a corpus in files, for training in steps that can be spread over machines:
 *
 * <ol>
 *   <li>{@link #countPretokens} of each part of the corpus, then {@link #merge};
 *   <li>{@link BpeTrainer#trainOnCounts}: the model of words;
 *   <li>{@link #countRuns} of each part with that model, then {@link #merge};
 *   <li>{@link BoundlessBpeTrainer#trainOnRuns} or {@link SuperBpeTrainer#trainOnRuns}.
 * </ol>
 *
 * <p>The models are the same as from the whole text in one go, byte by byte. Counting takes a bounded amount of memory: what
 * does not fit goes to temporary files beside the target, which are deleted at the end, also if it fails.
 */
public final class CorpusCounts {
    /** The share of the heap that the tables of all threads may take together. */
    private static final double SHARE_OF_HEAP = 0.4;

    private CorpusCounts() {}

    /**
     * Counts the pretokens of a text.
     *
     * @param source the text
     * @param options the pretokenizer, the normalization and the number of threads; all else has no meaning here
     * @param target the file, replaced if it exists; the same bytes for any number of threads
     * @param listener hears of the progress and can cancel
     * @throws IOException if the text cannot be read or the file cannot be written
     * @throws IllegalArgumentException if the pretokenizer is a regular expression of the user's and overflows the stack
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static void countPretokens(TextSource source, TrainerOptions options, Path target, ProgressListener listener)
            throws IOException {
        countPretokens(source, options, target, listener, tableBytes());
    }

    static void countPretokens(
            TextSource source, TrainerOptions options, Path target, ProgressListener listener, long tableBytes)
            throws IOException {
        Header header = Header.ofPretokens(options.pretokenizer().name(), options.normalization());
        count(
                source,
                header,
                options.threads(),
                counts -> new SpillingCounter.OfPretokens(options.pretokenizer(), options.normalization(), counts),
                target,
                listener,
                tableBytes);
    }

    /**
     * Counts the runs of a text: maximal sequences of two or more pretokens that the rule admits and that are single tokens of
     * a model of words.
     *
     * @param source the text
     * @param words the model of words
     * @param options the merge rule and the number of threads; all else has no meaning here
     * @param target the file, replaced if it exists; the same bytes for any number of threads
     * @param listener hears of the progress and can cancel
     * @throws IOException if the text cannot be read or the file cannot be written
     * @throws IllegalArgumentException if the model has supermerges
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static void countRuns(
            TextSource source, BpeModel words, TrainerOptions options, Path target, ProgressListener listener)
            throws IOException {
        countRuns(source, words, options, target, listener, tableBytes());
    }

    static void countRuns(
            TextSource source,
            BpeModel words,
            TrainerOptions options,
            Path target,
            ProgressListener listener,
            long tableBytes)
            throws IOException {
        if (words.supermerges() != null) {
            throw new IllegalArgumentException("the model has superwords, expected a model of words alone");
        }
        SliceTable eligible = eligible(words, options.mergeRule());
        count(
                source,
                header(words, options.mergeRule()),
                options.threads(),
                counts -> new SpillingCounter.OfRuns(words, eligible, counts),
                target,
                listener,
                tableBytes);
    }

    static Header header(BpeModel words, MergeRule rule) {
        return new Header(
                Kind.RUNS, words.pretokenizer().name(), words.normalization(), words.fingerprint(), rule.label());
    }

    /** The tokens that are pretokens and may take part in supermerges, with their ids as payloads. */
    private static SliceTable eligible(BpeModel words, MergeRule rule) {
        SliceTable eligible = new SliceTable();
        Encoder encoder = words.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE);
        PretokenScanner scanner = words.pretokenizer().newScanner();
        int[] ends = new int[1];
        for (int id = 0; id < words.vocabulary().size(); id++) {
            byte[] bytes = words.vocabulary().bytes(id);
            scanner.reset(bytes, 0, bytes.length);
            if (rule.admits(bytes, 0, bytes.length)
                    && scanner.next(ends) == 1
                    && ends[0] == bytes.length
                    && encoder.encode(bytes, 0, bytes.length) == 1
                    && encoder.ids()[0] == id) {
                eligible.payload(eligible.slot(bytes, 0, bytes.length), id);
            }
        }
        return eligible;
    }

    private static long tableBytes() {
        return (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
    }

    /** Makes a counter for one thread. */
    private interface CounterMaker {
        SpillingCounter make(SpillingCounts counts);
    }

    private static void count(
            TextSource source,
            Header header,
            int threads,
            CounterMaker maker,
            Path target,
            ProgressListener listener,
            long tableBytes)
            throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file has a folder");
        List<SpillingCounter> counters = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            counters.add(maker.make(new SpillingCounts(header, folder, tableBytes / threads)));
        }
        try (Closing closing = new Closing(counters)) {
            ProgressReporter progress = new ProgressReporter(listener);
            CorpusReader reader = new CorpusReader(source, progress);
            reader.read(counters);
            long pretokens =
                    counters.stream().mapToLong(DocumentCounter::pretokens).sum();
            Totals totals = new Totals(reader.documents(), reader.skipped(), reader.bytes(), pretokens);
            write(closing.sources(), header, () -> totals, target, progress);
        }
    }

    /** Closes the tables of all threads. */
    private record Closing(List<SpillingCounter> counters) implements Closeable {
        List<CountSource> sources() throws IOException {
            List<CountSource> sources = new ArrayList<>();
            for (SpillingCounter counter : counters) {
                sources.addAll(counter.counts.sources());
            }
            return sources;
        }

        @Override
        public void close() throws IOException {
            closeAll(counters.stream().map(counter -> counter.counts).toList());
        }
    }

    private static void closeAll(List<? extends Closeable> all) throws IOException {
        IOException failure = null;
        for (Closeable each : all) {
            try {
                each.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Adds up count files of the parts of a corpus.
     *
     * @param parts the files, in any order
     * @param target the file, replaced if it exists: the same bytes as for the whole corpus
     * @param listener hears of the progress and can cancel
     * @throws CorruptInputException if a file is no count file or is damaged, or there are 2^63 of something in all
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if there are no parts, or they do not count the same: another pretokenizer, say
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static void merge(List<Path> parts, Path target, ProgressListener listener) throws IOException {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no files of counts, expected one or more");
        }
        try (Opened opened = new Opened(new ArrayList<>())) {
            List<CountReader> readers = opened.open(parts);
            CountReader first = readers.get(0);
            for (CountReader reader : readers) {
                if (!reader.header().equals(first.header())) {
                    throw new IllegalArgumentException(reader.source() + " has " + reader.header() + ", but "
                            + first.source() + " has " + first.header());
                }
            }
            write(
                    readers,
                    first.header(),
                    () -> readers.stream().map(CountReader::totals).reduce(Totals.NONE, Totals::plus),
                    target,
                    new ProgressReporter(listener));
        } catch (ArithmeticException e) {
            throw (IOException)
                    new CorruptInputException(parts.toString(), "all entries", "2^63 or more of something", "fewer")
                            .initCause(e);
        }
    }

    /** Files that are read side by side. */
    private record Opened(List<CountReader> readers) implements Closeable {
        List<CountReader> open(List<Path> files) throws IOException {
            for (Path file : files) {
                readers.add(new CountReader(file));
            }
            return readers;
        }

        @Override
        public void close() throws IOException {
            closeAll(readers);
        }
    }

    private static void write(
            List<? extends CountSource> sources,
            Header header,
            Supplier<Totals> totals,
            Path target,
            ProgressReporter progress)
            throws IOException {
        AtomicFile.write(target, out -> {
            CountWriter writer = new CountWriter(out, header);
            CountSource sum = new CountMerger(sources);
            progress.begin("writing counts", "entries", 0);
            long entries = 0;
            for (; sum.next(); entries++) {
                writer.write(sum.bytes(), sum.start(), sum.end(), sum.count());
                progress.advance(entries);
            }
            writer.end(totals.get());
            progress.end(entries);
        });
    }
}
