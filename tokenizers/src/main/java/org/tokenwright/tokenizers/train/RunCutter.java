package org.tokenwright.tokenizers.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.train.PairSketch.Seams;

/** Gives the runs of a corpus cut at rare seams, so that the second pass has less to look at and finds the same. */
final class RunCutter {
    /*
     * Why cutting is exact ("Faster Superword Tokenization", arXiv 2604.05192, cuts at n-grams and is not): Take a supermerge
     * (a, b), and let x be the last pretoken of a and y the first of b. Where (a, b) stands, x and y are neighbours, at a place
     * of their own. So it is no more frequent than x and y are, and that is no more than their cell of the sketch says. If
     * that is no more than a threshold T, a lane that stores only pairs above T would never have had (a, b); nothing is lost by
     * a cut between x and y. Counts in a lane only fall, so this holds to the end.
     *
     * There is one premise: that (a, b) has the same x and y everywhere. A token that the same bytes make from other pretokens
     * breaks it; the lane tells when it meets one, and the pass begins again with whole runs. The premise holds for products of
     * one merge, since its operands then have the same pretokens everywhere too.
     *
     * The threshold is a guess from the sketch. Of the pairs of neighbours above the count of the last supermerge, there were
     * 0.49 to 0.90 supermerges for each on English and mixed corpora; a lower guess gives a lower threshold, which costs time
     * only. If the threshold was too high, the pass sees that too, and begins again with a lower one.
     */
    private static final double SUPERMERGES_FOR_A_PAIR = 0.45;

    private final RunSource streams;
    private final int[] keys;
    private final int[] eligible;
    private final int tokens;
    private final int threads;
    private final ProgressReporter progress;
    private @Nullable PairSketch sketch;

    /**
     * Creates a cutter.
     *
     * @param sketch of all pairs of admitted pretokens, by their keys
     * @param keys the keys of pretokens, by id
     * @param eligible by id of a pretoken: its token, or a negative number
     * @param tokens bound of the ids of tokens
     */
    RunCutter(
            RunSource streams,
            PairSketch sketch,
            int[] keys,
            int[] eligible,
            int tokens,
            int threads,
            ProgressReporter progress) {
        this.streams = streams;
        this.sketch = sketch;
        this.keys = keys;
        this.eligible = eligible;
        this.tokens = tokens;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * {@return a count that supermerges are probably above, until there are enough}
     *
     * @param words the merges that compete with them
     * @param events how many merges and supermerges are enough
     * @param least a count that they are certainly above
     */
    long threshold(MergeLog words, int events, long least) {
        int[] counts = sketch().histogram();
        int[] wordCounts = new int[counts.length];
        for (long count : words.counts()) {
            wordCounts[(int) Math.min(count, PairSketch.MOST)]++;
        }
        double above = 0;
        int threshold = PairSketch.MOST;
        do {
            above += wordCounts[threshold] + SUPERMERGES_FOR_A_PAIR * counts[threshold];
            threshold--;
        } while (threshold > least && above < events);
        return threshold;
    }

    private PairSketch sketch() {
        PairSketch known = sketch;
        if (known == null) {
            known = new PairSketch(streams.pretokens());
            known.add(streams, keys, progress.silent());
            sketch = known;
        }
        return known;
    }

    /**
     * Collects the runs, cut where neighbours are too rare; the sketch is let go.
     *
     * @param threshold the count above which pairs matter; 0 for whole runs
     */
    Runs cut(long threshold) {
        Seams seams = threshold == 0 ? Seams.none() : sketch().seams(threshold);
        sketch = null;
        progress.begin("collecting runs", "pretokens", streams.pretokens());
        List<Runs> parts = new ArrayList<>();
        List<Runnable> tasks = new ArrayList<>();
        for (int part : IntStream.range(0, streams.parts()).toArray()) {
            Runs runs = new Runs(tokens, threshold == 0 ? Runs.ALL : Runs.SHORT);
            parts.add(runs);
            tasks.add(() -> streams.forEach(
                    part,
                    pretoken -> eligible[pretoken] >= 0,
                    progress,
                    (run, length, weight) -> runs.add(run, length, weight, eligible, keys, seams)));
        }
        Tasks.run(threads, tasks);
        Runs all = parts.get(0);
        parts.stream().skip(1).forEach(all::addAll);
        progress.end(streams.pretokens());
        return all;
    }
}
