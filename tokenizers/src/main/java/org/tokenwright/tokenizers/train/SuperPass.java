package org.tokenwright.tokenizers.train;

/** The second pass: supermerges over the runs, each taken when it is more frequent than the next merge of the first pass. */
final class SuperPass {
    /*
     * Both passes are merged like two sorted lists, the word merges keeping their order. A supermerge is taken only if its
     * count is above that of the word merge at the cursor; ties go to the word merge, since an operand's own merge can have the
     * same count. So no supermerge with a count up to the smallest one among the word merges is ever taken, and the lane need
     * not know such pairs. Should the lane find that this bound was not safe, it starts again without it.
     *
     * The vocabulary ends at the size that the first pass reached; after the last supermerge word merges go on until then. As
     * they alone would bring it there, one of them is always left at the cursor before the end.
     */
    private final MergeLog words;
    private final Runs runs;
    private final Tokens tokens;
    private final int newTokens;
    private MergeLog merges = new MergeLog();
    private MergeLog supermerges = new MergeLog();
    private GrowingVocabulary vocabulary;
    private long[] tokenCounts = new long[0];

    /**
     * Creates the pass.
     *
     * @param alphabet the tokens that the vocabulary begins with
     * @param newTokens how many tokens are to be added
     */
    SuperPass(MergeLog words, Runs runs, Tokens tokens, int[] alphabet, int newTokens) {
        this.words = words;
        this.runs = runs;
        this.tokens = tokens;
        this.newTokens = newTokens;
        this.vocabulary = new GrowingVocabulary(alphabet);
    }

    void run(ProgressReporter progress) {
        if (!run(words.smallestCount(), progress)) {
            merges = new MergeLog();
            supermerges = new MergeLog();
            vocabulary = new GrowingVocabulary(vocabulary.alphabet());
            run(0, progress);
        }
    }

    /** Runs with a floor and returns whether the result is exact. */
    private boolean run(long floor, ProgressReporter progress) {
        progress.begin("merging words and superwords", "tokens", newTokens);
        Lane lane = new Lane(runs.layOut(), tokens, floor, Counting.STANDARD);
        int cursor = 0;
        while (vocabulary.added() < newTokens) {
            if (lane.findBest() && lane.bestCount() > words.count(cursor)) {
                takeSupermerge(lane);
                if (!lane.isExact()) {
                    return false;
                }
            } else {
                merges.add(words, cursor);
                vocabulary.add(words.product(cursor));
                cursor++;
            }
            progress.advance(vocabulary.added());
        }
        tokenCounts = lane.cells().countTokens(tokens.size());
        progress.end(vocabulary.added());
        return true;
    }

    private void takeSupermerge(Lane lane) {
        int left = lane.bestLeft();
        int right = lane.bestRight();
        long count = lane.bestCount();
        int product = lane.mergeBest();
        supermerges.add(left, right, product, count, lane.wasCompleting());
        vocabulary.add(product);
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
