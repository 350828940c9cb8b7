package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;

/** The second pass: supermerges over the runs, each taken when it is more frequent than the next merge of the first pass. */
final class SuperPass {
    /*
     * Both passes are merged like two sorted lists, the word merges keeping their order. A supermerge is taken only if its
     * count is above that of the word merge at the cursor; ties go to the word merge, since an operand's own merge can have the
     * same count. So no supermerge with a count up to the smallest one among the word merges is ever taken, and the lane need
     * not know such pairs. Should the lane find that this bound was not safe, it starts again without it.
     *
     * The vocabulary ends at the size that the first pass reached; after the last supermerge word merges go on until then.
     * Deletions follow their merge at once. A token that a supermerge has made too is not removed with them.
     *
     * SuperBPE is the same without the competition: first all word merges, then supermerges however rare they are.
     */
    private final MergeLog words;
    private final Runs runs;
    private final Tokens tokens;
    private final TrainerOptions options;
    private final int newTokens;
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
    SuperPass(MergeLog words, Runs runs, Tokens tokens, TrainerOptions options, int[] alphabet, int newTokens) {
        this.words = words;
        this.runs = runs;
        this.tokens = tokens;
        this.options = options;
        this.newTokens = newTokens;
        this.vocabulary = new GrowingVocabulary(alphabet);
    }

    /** BoundlessBPE. */
    void compete(ProgressReporter progress) {
        if (!compete(words.smallestCount(), progress)) {
            merges = new MergeLog();
            supermerges = new MergeLog();
            vocabulary = new GrowingVocabulary(vocabulary.alphabet());
            superwords = new IntOpenHashSet();
            cursor = 0;
            deletionCursor = 0;
            compete(0, progress);
        }
    }

    /** Runs with a floor and returns whether the result is exact. */
    private boolean compete(long floor, ProgressReporter progress) {
        progress.begin("merging words and superwords", "tokens", newTokens);
        Lane lane = lane(floor);
        while (vocabulary.added() < newTokens) {
            long rival = cursor < words.size() ? words.count(cursor) : options.minCount() - 1;
            if (lane.findBest() && lane.bestCount() > rival) {
                takeSupermerge(lane);
                if (!lane.isExact()) {
                    return false;
                }
            } else if (cursor < words.size()) {
                takeMerge();
            } else {
                break;
            }
            progress.advance(vocabulary.added());
        }
        finish(lane, progress);
        return true;
    }

    /** SuperBPE. */
    void append(ProgressReporter progress) {
        progress.begin("merging superwords", "tokens", newTokens);
        while (cursor < words.size()) {
            takeMerge();
        }
        Lane lane = lane(0);
        int before = vocabulary.added();
        while (vocabulary.added() < before + options.supermerges()
                && lane.findBest()
                && lane.bestCount() >= options.minCount()) {
            takeSupermerge(lane);
            progress.advance(vocabulary.added());
        }
        finish(lane, progress);
    }

    private Lane lane(long floor) {
        return new Lane(runs.layOut(), tokens, floor, Counting.STANDARD, options.maxTokenBytes(), options.maxWords());
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

    private void finish(Lane lane, ProgressReporter progress) {
        tokenCounts = lane.tokenCounts();
        progress.end(vocabulary.added());
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
