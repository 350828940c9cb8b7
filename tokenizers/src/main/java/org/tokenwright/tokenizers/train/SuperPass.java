package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/** The second pass: supermerges over the runs, each taken when it is more frequent than the next merge of the first pass. */
final class SuperPass {
    /*
     * Both passes are merged like two sorted lists, the word merges keeping their order. A supermerge is taken only if its
     * count is above that of the word merge at the cursor; ties go to the word merge, since an operand's own merge can have the
     * same count.
     *
     * The lane knows pairs above a threshold only, and runs cut where neighbours are rarer. When it has no pair left, the next
     * supermerge has a count up to the threshold: as long as the rival's is no smaller, the rival is taken in any case. Else the
     * threshold was too high, and the pass begins again with a lower one; and if the lane says that it is no longer exact, with
     * none.
     *
     * The vocabulary ends at the size that the first pass reached; after the last supermerge word merges go on until then.
     * Deletions follow their merge at once. A token that a supermerge has made too is not removed with them.
     *
     * SuperBPE is the same without the competition: first all word merges, then supermerges however rare they are.
     */
    private final MergeLog words;
    private final Tokens tokens;
    private final TrainerOptions options;
    private final int newTokens;
    private final int[] alphabet;
    private MergeLog merges = new MergeLog();
    private MergeLog supermerges = new MergeLog();
    private GrowingVocabulary vocabulary;
    private IntOpenHashSet superwords = new IntOpenHashSet();
    private int cursor;
    private int deletionCursor;
    private long[] tokenCounts = new long[0];

    /**
     * Creates the pass.
     *
     * @param alphabet the tokens that the vocabulary begins with
     * @param newTokens how many tokens are to be added
     */
    SuperPass(MergeLog words, Tokens tokens, TrainerOptions options, int[] alphabet, int newTokens) {
        this.words = words;
        this.tokens = tokens;
        this.options = options;
        this.alphabet = alphabet;
        this.newTokens = newTokens;
        this.vocabulary = new GrowingVocabulary(alphabet);
    }

    /**
     * Runs the pass over runs that are whole.
     *
     * @param compete whether supermerges compete with the merges of words (BoundlessBPE) or follow them (SuperBPE)
     */
    void run(Runs runs, boolean compete, ProgressReporter progress) {
        long threshold = compete ? words.smallestCount() : 0;
        while (!run(lane(runs, threshold), threshold, compete, progress)) {
            threshold = 0;
        }
    }

    /**
     * Runs the pass over runs cut where supermerges are not to be expected, and returns those that it was exact with.
     *
     * @param compete whether supermerges compete with the merges of words (BoundlessBPE) or follow them (SuperBPE)
     */
    Runs run(RunCutter cutter, boolean compete, ProgressReporter progress) {
        long threshold = compete
                ? cutter.threshold(words, newTokens, words.smallestCount())
                : cutter.threshold(new MergeLog(), options.supermerges(), options.minCount() - 1);
        while (true) {
            Runs runs = cutter.cut(threshold);
            Lane lane = lane(runs, threshold);
            if (run(lane, threshold, compete, progress)) {
                return runs;
            }
            threshold = lane.isExact() ? threshold / 2 : 0;
        }
    }

    private Lane lane(Runs runs, long threshold) {
        return new Lane(
                runs.layOut(),
                tokens,
                runs.tokenCounts(),
                threshold,
                Counting.STANDARD,
                new Lane.Limits(options.maxTokenBytes(), options.maxWords()),
                options.threads());
    }

    /** Returns whether the result is exact. */
    private boolean run(Lane lane, long threshold, boolean compete, ProgressReporter progress) {
        begin();
        progress.begin("merging words and superwords", "tokens", newTokens);
        boolean exact = compete ? compete(lane, threshold, progress) : append(lane, threshold, progress);
        tokenCounts = lane.tokenCounts();
        progress.end(vocabulary.added());
        return exact;
    }

    private void begin() {
        merges = new MergeLog();
        supermerges = new MergeLog();
        vocabulary = new GrowingVocabulary(alphabet);
        superwords = new IntOpenHashSet();
        cursor = 0;
        deletionCursor = 0;
    }

    private boolean compete(Lane lane, long threshold, ProgressReporter progress) {
        while (vocabulary.added() < newTokens) {
            long rival = cursor < words.size() ? words.count(cursor) : options.minCount() - 1;
            boolean found = lane.findBest();
            if (!found && rival < threshold) {
                return false;
            } else if (found && lane.bestCount() > rival) {
                takeSupermerge(lane);
            } else if (cursor < words.size()) {
                takeMerge();
            } else {
                break;
            }
            if (!lane.isExact()) {
                return false;
            }
            progress.advance(vocabulary.added());
        }
        return true;
    }

    private boolean append(Lane lane, long threshold, ProgressReporter progress) {
        while (cursor < words.size()) {
            takeMerge();
        }
        int enough = vocabulary.added() + options.supermerges();
        while (vocabulary.added() < enough && lane.findBest() && lane.bestCount() >= options.minCount()) {
            takeSupermerge(lane);
            if (!lane.isExact()) {
                return false;
            }
            progress.advance(vocabulary.added());
        }
        return vocabulary.added() == enough || threshold < options.minCount();
    }

    private void takeSupermerge(Lane lane) {
        int left = lane.bestLeft();
        int right = lane.bestRight();
        long count = lane.bestCount();
        int product = lane.mergeBest();
        supermerges.add(left, right, product, count, lane.wasCompleting());
        superwords.add(product);
        vocabulary.add(product);
    }

    private void takeMerge() {
        merges.add(words, cursor);
        vocabulary.add(words.product(cursor));
        cursor++;
        for (; deletionCursor < words.deletions() && words.mergesBefore(deletionCursor) == cursor; deletionCursor++) {
            int token = words.deleted(deletionCursor);
            merges.addDeletion(token);
            if (!superwords.contains(token)) {
                vocabulary.remove(token);
            }
        }
    }

    MergeLog merges() {
        return merges;
    }

    MergeLog supermerges() {
        return supermerges;
    }

    GrowingVocabulary vocabulary() {
        return vocabulary;
    }

    long[] tokenCounts() {
        return tokenCounts;
    }
}
