package org.tokenwright.tokenizers.bpe;

import java.util.BitSet;

/**
 * How often the tokens of a model occurred in training. Kept in the model file as a note; without meaning for encoding.
 * Immutable, safe for any number of threads.
 */
public final class MergeCounts {
    private final long[] tokens;
    private final long[] merges;
    private final BitSet completing;
    private final long[] supermerges;
    private final BitSet completingRuns;

    /**
     * Creates the counts; the arrays are not copied and must not change.
     *
     * @param tokens by id: occurrences of the token in the last pass, when it ended
     * @param merges by rank: occurrences of the pair when it was merged
     * @param completing by rank: whether the merge turned some pretoken into a single token
     * @param supermerges by rank: occurrences of the pair when it was merged
     * @param completingRuns by rank of supermerges: whether it turned some run of pretokens into a single token
     */
    public MergeCounts(long[] tokens, long[] merges, BitSet completing, long[] supermerges, BitSet completingRuns) {
        this.tokens = tokens;
        this.merges = merges;
        this.completing = completing;
        this.supermerges = supermerges;
        this.completingRuns = completingRuns;
    }

    /**
     * {@return occurrences of a token in the last pass of training, when it ended}
     *
     * @param id the id of a token
     */
    public long token(int id) {
        return tokens[id];
    }

    /**
     * {@return occurrences of the pair when it was merged}
     *
     * @param rank the rank of a merge
     */
    public long merge(int rank) {
        return merges[rank];
    }

    /**
     * {@return whether the merge turned some pretoken into a single token}
     *
     * @param rank the rank of a merge
     */
    public boolean completing(int rank) {
        return completing.get(rank);
    }

    /**
     * {@return occurrences of the pair when it was merged}
     *
     * @param rank the rank of a supermerge
     */
    public long supermerge(int rank) {
        return supermerges[rank];
    }

    /**
     * {@return whether the supermerge turned some run of pretokens into a single token}
     *
     * @param rank the rank of a supermerge
     */
    public boolean completingRun(int rank) {
        return completingRuns.get(rank);
    }

    long[] tokens() {
        return tokens;
    }

    long[] merges() {
        return merges;
    }

    BitSet completing() {
        return completing;
    }

    long[] supermerges() {
        return supermerges;
    }

    BitSet completingRuns() {
        return completingRuns;
    }
}
