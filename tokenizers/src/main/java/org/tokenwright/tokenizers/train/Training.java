package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.bpe.TrainingSummary;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** One training, from the text to the model. */
final class Training {
    /*
     * TextSource -> CorpusReader -> PretokenCounter (one a thread) -> PretokenCounts -> WordPass -> MergeLog
     *                                    \-> IdStream (one a thread) -> Runs -> SuperPass (zips both logs) -> BpeModel
     *
     * The text is read and pretokenized once; the streams of ids stand in for it in the second pass.
     */
    private final TextSource source;
    private final TrainerOptions options;
    private final ProgressReporter progress;
    private final Tokens tokens = new Tokens();

    Training(TextSource source, TrainerOptions options, ProgressListener listener) {
        this.source = source;
        this.options = options;
        this.progress = new ProgressReporter(listener);
    }

    BpeModel trainWords(Counting counting) throws IOException {
        CorpusReader reader = new CorpusReader(source, progress);
        PretokenCounts pretokens = count(reader, null);
        WordPass words = new WordPass(pretokens, tokens, counting);
        words.run(options.vocabularySize() - options.alphabet().size(), progress);
        GrowingVocabulary vocabulary = new GrowingVocabulary(alphabet());
        for (int i = 0; i < words.merges().size(); i++) {
            vocabulary.add(words.merges().product(i));
        }
        return assemble(vocabulary, words.merges(), null, words.tokenCounts(), summary(reader, pretokens, null));
    }

    BpeModel trainBoundless() throws IOException {
        FirstPass first = firstPass();
        SuperPass supers = new SuperPass(first.merges(), first.runs(), tokens, alphabet(), first.newTokens());
        supers.run(progress);
        return assemble(
                supers.vocabulary(), supers.merges(), supers.supermerges(), supers.tokenCounts(), first.summary());
    }

    /** What the second pass needs of the first, whose tables are large. */
    private record FirstPass(MergeLog merges, int newTokens, Runs runs, TrainingSummary summary) {}

    private FirstPass firstPass() throws IOException {
        CorpusReader reader = new CorpusReader(source, progress);
        PretokenCounts pretokens = count(reader, options.mergeRule());
        WordPass words = new WordPass(pretokens, tokens, Counting.STANDARD);
        int before = tokens.size();
        words.run(options.vocabularySize() - options.alphabet().size(), progress);
        int newTokens = tokens.size() - before;
        Runs runs = new Runs(pretokens, words.eligible(options.mergeRule(), options.pretokenizer()), progress);
        return new FirstPass(words.merges(), newTokens, runs, summary(reader, pretokens, runs));
    }

    private PretokenCounts count(CorpusReader reader, @Nullable MergeRule rule) throws IOException {
        List<PretokenCounter> counters = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            counters.add(new PretokenCounter(options.pretokenizer(), rule));
        }
        reader.read(counters);
        return PretokenCounts.of(counters);
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

    private TrainingSummary summary(CorpusReader reader, PretokenCounts pretokens, @Nullable Runs runs) {
        return new TrainingSummary(
                options.vocabularySize(),
                reader.documents(),
                reader.skipped(),
                reader.bytes(),
                pretokens.total(),
                pretokens.table().size(),
                runs == null ? 0 : runs.total(),
                runs == null ? 0 : runs.distinct());
    }

    private BpeModel assemble(
            GrowingVocabulary grown,
            MergeLog merges,
            @Nullable MergeLog supermerges,
            long[] tokenCounts,
            TrainingSummary summary) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        int[] ids = new int[tokens.size()];
        long[] countsById = new long[grown.size()];
        for (int id = 0; id < grown.size(); id++) {
            int token = grown.token(id);
            vocabulary.add(tokens.bytes(token));
            ids[token] = id;
            countsById[id] = tokenCounts[token];
        }
        BpeModel.Builder model = BpeModel.builder(
                        vocabulary.build(), options.alphabet(), table(merges, ids), options.pretokenizer())
                .specialTokens(TrainerOptions.specialTokens(options.specialTokens(), grown.size()))
                .mergeRule(options.mergeRule())
                .summary(summary)
                .counts(new MergeCounts(
                        countsById,
                        merges.counts(),
                        merges.completing(),
                        supermerges == null ? new long[0] : supermerges.counts(),
                        supermerges == null ? new BitSet() : supermerges.completing()));
        return supermerges == null
                ? model.build()
                : model.supermerges(table(supermerges, ids)).build();
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
