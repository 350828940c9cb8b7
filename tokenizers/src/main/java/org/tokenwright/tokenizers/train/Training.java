package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.bpe.TrainingSummary;
import org.tokenwright.tokenizers.train.CountFile.Header;
import org.tokenwright.tokenizers.train.CountFile.Totals;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** One training, from the text to the model. */
final class Training {
    /*
     * TextSource -> CorpusReader -> PretokenCounter (one a thread) -> PretokenCounts -> WordPass -> MergeLog ------\
     *                                    \-> IdStream (one a thread) -> RunStreams -> RunCutter -> Runs -> SuperPass -> BpeModel
     *                                                                        \-> PairSketch -/
     *
     * The text is read and pretokenized once; the streams of ids stand in for it from then on. The sketch is made while the
     * words are merged.
     */
    private final TrainerOptions options;
    private final ProgressReporter progress;
    private final Tokens tokens = new Tokens();
    private boolean directOperands;

    Training(TrainerOptions options, ProgressListener listener) {
        this.options = options;
        this.progress = new ProgressReporter(listener);
    }

    BpeModel trainWords(TextSource source, Counting counting) throws IOException {
        CorpusReader reader = new CorpusReader(source, progress);
        PretokenCounts pretokens = count(reader, null);
        return trainWords(counting, pretokens, summary(reader, pretokens));
    }

    /** Trains on the pretokens of a count file. */
    BpeModel trainWordsOnCounts(Path counts) throws IOException {
        try (CountReader reader = new CountReader(counts)) {
            check(reader, Header.ofPretokens(options.pretokenizer().name(), options.normalization()));
            PretokenCounts pretokens = PretokenCounts.read(reader, options.alphabet());
            return trainWords(
                    Counting.STANDARD,
                    pretokens,
                    summary(reader.totals(), pretokens.table().size()));
        }
    }

    /** Trains on the pretokens of a dump. */
    BpeModel trainWordsOnDump(Path dump) throws IOException {
        PretokenCounts pretokens = PretokenDump.read(dump, options.alphabet());
        return trainWords(
                Counting.STANDARD,
                pretokens,
                summary(
                        new Totals(0, 0, 0, pretokens.total()),
                        pretokens.table().size()));
    }

    private BpeModel trainWords(Counting counting, PretokenCounts pretokens, TrainingSummary summary) {
        WordPass words = runWords(counting, pretokens, options.vocabularySize());
        return assemble("bpe", words.vocabulary(), words.merges(), null, words.tokenCounts(), summary);
    }

    /**
     * Trains superwords on a text.
     *
     * @param supermerges how many of them follow the words (SuperBPE); 0: they compete with them (BoundlessBPE)
     */
    BpeModel trainSuperwords(TextSource source, int supermerges) throws IOException {
        return trainSuperwords(firstPass(source, options.vocabularySize() - supermerges), supermerges);
    }

    /** The same on the runs of a count file, and the model of words that they were made with. */
    BpeModel trainSuperwordsOnRuns(BpeModel words, Path runs, int supermerges) throws IOException {
        try {
            return trainSuperwords(firstPass(words, runs, options.vocabularySize() - supermerges), supermerges);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private BpeModel trainSuperwords(FirstPass first, int supermerges) {
        boolean compete = supermerges == 0;
        SuperPass supers = new SuperPass(first.merges(), tokens, options, alphabet(), first.newTokens() + supermerges);
        Runs runs;
        if (options.splitRuns()) {
            runs = first.cutter().cut(0).split(first.merges().lastCount());
            supers.run(runs, compete, progress);
        } else {
            runs = supers.run(first.cutter(), compete, progress);
        }
        return assemble(
                compete ? "boundless" : "super",
                supers.vocabulary(),
                supers.merges(),
                supers.supermerges(),
                supers.tokenCounts(),
                first.summary().withRuns(runs.total()));
    }

    /** Makes operands take the place of deleted tokens even if they are deleted themselves, as in the reference program. */
    Training withDirectOperands() {
        directOperands = true;
        return this;
    }

    /** What the second pass needs of the first, whose tables are large. */
    private record FirstPass(MergeLog merges, int newTokens, RunCutter cutter, TrainingSummary summary) {}

    private FirstPass firstPass(TextSource source, int size) throws IOException {
        CorpusReader reader = new CorpusReader(source, progress);
        PretokenCounts pretokens = count(reader, options.mergeRule());
        int[] keys = pretokens.keys();
        PairSketch sketch = new PairSketch(pretokens.runs().pretokens());
        WordPass words = Tasks.run(
                options.threads(),
                () -> runWords(Counting.STANDARD, pretokens, size),
                () -> sketch.add(pretokens.runs(), keys, progress.silent()));
        RunCutter cutter = new RunCutter(
                pretokens.runs(),
                sketch,
                keys,
                words.eligible(options.mergeRule(), options.pretokenizer()),
                tokens.size(),
                options.threads(),
                progress);
        if (options.runDump() != null) {
            PretokenDump.write(cutter.cut(0), tokens, options.runDump());
        }
        return new FirstPass(words.merges(), words.vocabulary().added(), cutter, summary(reader, pretokens));
    }

    private FirstPass firstPass(BpeModel words, Path file, int size) throws IOException {
        MergeCounts counts = words.counts();
        TrainingSummary summary = words.summary();
        if (counts == null || summary == null) {
            throw new IllegalArgumentException("the model of words does not say how often its merges were counted");
        }
        if (summary.requestedSize() != size) {
            throw new IllegalArgumentException(
                    "the model of words was trained for " + summary.requestedSize() + " tokens, expected " + size);
        }
        try (CountReader reader = new CountReader(file)) {
            check(reader, CorpusCounts.header(words, options.mergeRule()));
        }
        MergeLog merges = MergeLog.of(words, counts, tokens);
        int bound = words.vocabulary().size();
        int[] eligible = new int[bound];
        PretokenKeys keys = new PretokenKeys(bound);
        for (int id = 0; id < bound; id++) {
            byte[] bytes = words.vocabulary().bytes(id);
            eligible[id] = tokens.add(bytes, 0, bytes.length);
            keys.put(id, bytes, 0, bytes.length);
        }
        RunFile runs = new RunFile(file, bound);
        PairSketch sketch = new PairSketch(runs.pretokens());
        sketch.add(runs, keys.all(), progress.silent());
        RunCutter cutter =
                new RunCutter(runs, sketch, keys.all(), eligible, tokens.size(), options.threads(), progress);
        return new FirstPass(
                merges, bound - options.alphabet().size(), cutter, summary(runs.totals(), summary.distinctPretokens()));
    }

    private static void check(CountReader reader, Header expected) {
        if (!reader.header().equals(expected)) {
            throw new IllegalArgumentException(reader.source() + " has " + reader.header() + ", expected " + expected);
        }
    }

    private WordPass runWords(Counting counting, PretokenCounts pretokens, int size) {
        WordPass words = new WordPass(pretokens, tokens, counting, options, alphabet());
        words.run(size - options.alphabet().size(), directOperands, progress);
        return words;
    }

    private PretokenCounts count(CorpusReader reader, @Nullable MergeRule rule) throws IOException {
        List<PretokenCounter> counters = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            counters.add(new PretokenCounter(options.pretokenizer(), options.normalization(), rule));
        }
        reader.read(counters);
        PretokenCounts pretokens = PretokenCounts.of(counters);
        if (options.pretokenDump() != null) {
            PretokenDump.write(pretokens, options.pretokenDump());
        }
        return pretokens;
    }

    private int[] alphabet() {
        Alphabet alphabet = options.alphabet();
        int[] bytes = new int[alphabet.size()];
        for (int value = 0, id = 0; value < 256; value++) {
            if (alphabet.contains(value)) {
                bytes[id++] = value;
            }
        }
        return bytes;
    }

    private TrainingSummary summary(CorpusReader reader, PretokenCounts pretokens) {
        return summary(
                new Totals(reader.documents(), reader.skipped(), reader.bytes(), pretokens.total()),
                pretokens.table().size());
    }

    private TrainingSummary summary(Totals totals, long distinctPretokens) {
        return new TrainingSummary(
                options.vocabularySize(),
                totals.documents(),
                totals.skipped(),
                totals.bytes(),
                totals.pretokens(),
                distinctPretokens,
                0);
    }

    private BpeModel assemble(
            String type,
            GrowingVocabulary grown,
            MergeLog merges,
            @Nullable MergeLog supermerges,
            long[] tokenCounts,
            TrainingSummary summary) {
        int[] order = grown.tokens();
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        int[] symbols = new int[tokens.size()];
        long[] countsById = new long[order.length];
        for (int id = 0; id < order.length; id++) {
            vocabulary.add(tokens.bytes(order[id]));
            symbols[order[id]] = id;
            countsById[id] = tokenCounts[order[id]];
        }
        Vocabulary deleted = nameDeleted(grown, merges, order.length, symbols);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("type", type);
        settings.put("pattern", options.pretokenizer().name());
        settings.putAll(options.settings());
        BpeModel.Builder model = BpeModel.builder(vocabulary.build(), table(merges, symbols), options.pretokenizer())
                .normalization(options.normalization())
                .deletions(deletions(merges, symbols), deleted)
                .mergeRule(options.mergeRule())
                .summary(summary)
                .settings(settings)
                .counts(new MergeCounts(
                        countsById,
                        merges.counts(),
                        merges.completing(),
                        supermerges == null ? new long[0] : supermerges.counts(),
                        supermerges == null ? new BitSet() : supermerges.completing()));
        if (supermerges != null) {
            model.supermerges(table(supermerges, symbols));
        }
        return model.build().withSpecialTokens(options.specialTokens(), options.padTo());
    }

    /** Numbers the tokens that merges name and the vocabulary has lost behind it, in the order in which merges make them. */
    private Vocabulary nameDeleted(GrowingVocabulary grown, MergeLog merges, int firstSymbol, int[] symbols) {
        Vocabulary.Builder deleted = Vocabulary.builder();
        BitSet named = new BitSet();
        int symbol = firstSymbol;
        for (int rank = 0; rank < merges.size() && merges.deletions() > 0; rank++) {
            int token = merges.product(rank);
            if (!grown.holds(token) && !named.get(token)) {
                named.set(token);
                symbols[token] = symbol++;
                deleted.add(tokens.bytes(token));
            }
        }
        return deleted.build();
    }

    private Deletions deletions(MergeLog merges, int[] symbols) {
        int[] deleted = new int[merges.deletions()];
        int[] mergesBefore = new int[merges.deletions()];
        Arrays.setAll(deleted, i -> symbols[merges.deleted(i)]);
        Arrays.setAll(mergesBefore, merges::mergesBefore);
        return Deletions.of(options.deletionParts(), deleted, mergesBefore);
    }

    private static MergeTable table(MergeLog log, int[] ids) {
        int[] lefts = new int[log.size()];
        int[] rights = new int[log.size()];
        int[] products = new int[log.size()];
        for (int rank = 0; rank < log.size(); rank++) {
            lefts[rank] = ids[log.left(rank)];
            rights[rank] = ids[log.right(rank)];
            products[rank] = ids[log.product(rank)];
        }
        return MergeTable.of(lefts, rights, products);
    }
}
