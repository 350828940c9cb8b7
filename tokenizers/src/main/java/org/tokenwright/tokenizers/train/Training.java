package org.tokenwright.tokenizers.train;

import java.io.IOException;
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
    private final TextSource source;
    private final TrainerOptions options;
    private final ProgressReporter progress;
    private final Tokens tokens = new Tokens();
    private boolean directOperands;

    Training(TextSource source, TrainerOptions options, ProgressListener listener) {
        this.source = source;
        this.options = options;
        this.progress = new ProgressReporter(listener);
    }

    BpeModel trainWords(Counting counting) throws IOException {
        CorpusReader reader = new CorpusReader(source, progress);
        return trainWords(counting, reader, count(reader, null));
    }

    /** Trains on the pretokens of a dump instead of the source, which is not read. */
    BpeModel trainWordsOn(Path dump) throws IOException {
        return trainWords(
                Counting.STANDARD, new CorpusReader(source, progress), PretokenDump.read(dump, options.alphabet()));
    }

    private BpeModel trainWords(Counting counting, CorpusReader reader, PretokenCounts pretokens) {
        WordPass words = runWords(counting, pretokens, options.vocabularySize());
        return assemble(
                "bpe", words.vocabulary(), words.merges(), null, words.tokenCounts(), summary(reader, pretokens));
    }

    BpeModel trainBoundless() throws IOException {
        return trainSuperwords("boundless", options.vocabularySize(), 0);
    }

    BpeModel trainSuper() throws IOException {
        return trainSuperwords("super", options.vocabularySize() - options.supermerges(), options.supermerges());
    }

    private BpeModel trainSuperwords(String type, int wordSize, int supermerges) throws IOException {
        boolean compete = supermerges == 0;
        FirstPass first = firstPass(wordSize);
        SuperPass supers = new SuperPass(first.merges(), tokens, options, alphabet(), first.newTokens() + supermerges);
        Runs runs;
        if (options.splitRuns()) {
            runs = first.cutter().cut(0).split(first.merges().lastCount());
            supers.run(runs, compete, progress);
        } else {
            runs = supers.run(first.cutter(), compete, progress);
        }
        return assemble(
                type,
                supers.vocabulary(),
                supers.merges(),
                supers.supermerges(),
                supers.tokenCounts(),
                first.summary().withRuns(runs.total(), runs.sequences()));
    }

    /** Makes operands take the place of deleted tokens even if they are deleted themselves, as in the reference program. */
    Training withDirectOperands() {
        directOperands = true;
        return this;
    }

    /** What the second pass needs of the first, whose tables are large. */
    private record FirstPass(MergeLog merges, int newTokens, RunCutter cutter, TrainingSummary summary) {}

    private FirstPass firstPass(int size) throws IOException {
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
        return new TrainingSummary(
                options.vocabularySize(),
                reader.documents(),
                reader.skipped(),
                reader.bytes(),
                pretokens.total(),
                pretokens.table().size(),
                0,
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
