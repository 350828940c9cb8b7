package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

/** The second pass over cut runs finds what it finds over whole ones. */
class RunCutterTest {
    private static final List<String> WORDS = List.of("the", "of", "a", "in", "house", "sea", "old", "man", "b", "c");

    private final ProgressReporter progress = new ProgressReporter(ProgressListener.NONE);

    @Test
    void cutRunsGiveWhatWholeRunsGive() throws IOException {
        SplittableRandom random = Seeds.random("cutRunsGiveWhatWholeRunsGive");
        int cut = 0;
        int begunAgain = 0;
        for (int round = 0; round < 300; round++) {
            Corpus corpus = new Corpus(random);
            boolean compete = random.nextBoolean();
            int supermerges = compete ? 0 : random.nextInt(1, 30);
            TrainerOptions options = TrainerOptions.builder(1_000, Pretokenizers.of("gpt2"))
                    .supermerges(supermerges)
                    .threads(random.nextInt(1, 3))
                    .build();
            SuperPass overWhole = corpus.pass(options);
            overWhole.run(corpus.cutter(options).cut(0), compete, progress);
            long threshold = compete
                    ? corpus.cutter(options)
                            .threshold(corpus.merges, corpus.merges.size(), corpus.merges.smallestCount())
                    : corpus.cutter(options).threshold(new MergeLog(), supermerges, 0);
            SuperPass overPieces = corpus.pass(options);
            Runs runs = overPieces.run(corpus.cutter(options), compete, progress);
            assertEquals(corpus.describe(overWhole), corpus.describe(overPieces), () -> corpus.texts.toString());
            assertEquals(corpus.cutter(options).cut(0).total(), runs.total());
            cut += threshold > 0 ? 1 : 0;
            MergeLog found = overPieces.supermerges();
            begunAgain += found.size() > 0 && found.lastCount() <= threshold ? 1 : 0;
        }
        assertTrue(cut > 100, "runs were cut in " + cut + " rounds");
        assertTrue(begunAgain > 0, "no threshold was too high");
    }

    @Test
    void aSketchNeverSaysLess() throws IOException {
        SplittableRandom random = Seeds.random("aSketchNeverSaysLess");
        Corpus corpus = new Corpus(random);
        RunSource streams = corpus.pretokens.runs();
        int size = corpus.pretokens.table().size();
        long[][] counts = new long[size][size];
        for (int part = 0; part < streams.parts(); part++) {
            streams.forEach(part, pretoken -> true, progress, (run, length, weight) -> {
                for (int i = 1; i < length; i++) {
                    counts[run[i - 1]][run[i]] += weight;
                }
            });
        }
        int[] keys = corpus.pretokens.keys();
        PairSketch sketch = new PairSketch(100);
        sketch.add(streams, keys, progress);
        for (long threshold = 0; threshold < 40; threshold++) {
            PairSketch.Seams seams = sketch.seams(threshold);
            for (int left = 0; left < size; left++) {
                for (int right = 0; right < size; right++) {
                    assertTrue(
                            counts[left][right] <= threshold || !seams.isRare(keys[left], keys[right]),
                            left + " " + right + " above " + threshold);
                }
            }
        }
    }

    /** The first pass over random texts. */
    class Corpus {
        final List<String> texts = new ArrayList<>();
        final Tokens tokens = new Tokens();
        final PretokenCounts pretokens;
        final MergeLog merges;
        private final int[] alphabet = new int[256];
        private final int[] eligible;

        Corpus(SplittableRandom random) throws IOException {
            TrainerOptions options = TrainerOptions.of(256 + random.nextInt(10, 60), Pretokenizers.of("gpt2"));
            List<PretokenCounter> counters = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                counters.add(new PretokenCounter(options.pretokenizer(), options.normalization(), MergeRule.SIMPLE));
            }
            for (int count = random.nextInt(1, 20); count > 0; count--) {
                String text = text(random);
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                int weight = random.nextInt(4) == 0 ? random.nextInt(2, 40) : 1;
                counters.get(random.nextInt(counters.size())).count(utf8, 0, utf8.length, weight);
                texts.add(weight + " times " + text);
            }
            for (int value = 0; value < 256; value++) {
                alphabet[value] = value;
            }
            pretokens = PretokenCounts.of(counters);
            WordPass words = new WordPass(pretokens, tokens, Counting.STANDARD, options, alphabet);
            words.run(options.vocabularySize() - 256, false, progress);
            merges = words.merges();
            eligible = words.eligible(MergeRule.SIMPLE, options.pretokenizer());
        }

        private String text(SplittableRandom random) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(1, 60); words > 0; words--) {
                String word = WORDS.get(random.nextInt(random.nextInt(1, WORDS.size() + 1)));
                text.append(random.nextInt(12) == 0 ? "," : "")
                        .append(text.isEmpty() ? "" : " ")
                        .append(word);
            }
            return text.toString();
        }

        RunCutter cutter(TrainerOptions options) {
            int[] keys = pretokens.keys();
            PairSketch sketch = new PairSketch(pretokens.runs().pretokens());
            sketch.add(pretokens.runs(), keys, progress);
            return new RunCutter(pretokens.runs(), sketch, keys, eligible, tokens.size(), options.threads(), progress);
        }

        SuperPass pass(TrainerOptions options) {
            return new SuperPass(merges, tokens, options, alphabet, merges.size() + options.supermerges());
        }

        List<String> describe(SuperPass pass) {
            List<String> all = new ArrayList<>();
            MergeLog found = pass.supermerges();
            for (int i = 0; i < found.size(); i++) {
                all.add(text(found.left(i)) + "+" + text(found.right(i)) + " " + found.count(i) + " "
                        + found.isCompleting(i));
            }
            for (int token : pass.vocabulary().tokens()) {
                all.add(text(token) + " " + pass.tokenCounts()[token]);
            }
            return all;
        }

        private String text(int token) {
            return new String(tokens.bytes(token), StandardCharsets.ISO_8859_1);
        }
    }
}
