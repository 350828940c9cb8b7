package org.tokenwright.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Which two tokens each token is made of, and which tokens can be neighbours. Immutable, safe for any number of threads. */
final class Splits {
    /*
     * A token is made in one way, if at all: merges next to a stretch of text do not change what happens inside it as long as
     * none crosses its ends, so what makes the token of a text is what makes the token of its bytes alone. Merges that would
     * make it in another way never apply. Going through the merges in the order of their ranks finds the one that does: both
     * of its operands are made before, and they can be neighbours.
     *
     * Two tokens can be neighbours if no merge crosses the seam between them before both are there. The walk goes back in time:
     * it holds the tokens at both sides of the seam and the time until which both were there. If they have a merge before that
     * time, it was applied. Otherwise the younger of the two is taken apart.
     *
     * All this holds for models whose merges take what earlier merges made. Where one merge takes what only a later one makes,
     * and lowest ranks count, a model has no splits; where the order of training counts, such a merge never applies.
     *
     * A sequence of tokens is what encoding gives exactly if all neighbours can be neighbours. That is what Backtracker is
     * built on. Source: https://github.com/github/rust-gems, crate bpe, whose notes prove it.
     */
    private static final int BYTE = -1;
    private static final int NEVER = MergeTable.NO_RANK;
    private static final int NONE = -1;

    /** What `tokens` has of each token: its left and right part, when it is made, and how many bytes it has. */
    private static final int LEFT = 0;

    private static final int RIGHT = 1;
    private static final int TIME = 2;
    private static final int LENGTH = 3;
    private static final int FIELDS = 4;

    private final MergeTable merges;
    private final int[] tokens;

    private Splits(BpeModel model) {
        merges = model.merges();
        Vocabulary vocabulary = model.vocabulary();
        tokens = new int[FIELDS * vocabulary.idBound()];
        for (int id = 0; id < vocabulary.idBound(); id++) {
            int at = FIELDS * id;
            tokens[at + LEFT] = NONE;
            tokens[at + RIGHT] = NONE;
            tokens[at + TIME] = NEVER;
            tokens[at + LENGTH] = vocabulary.length(id);
        }
        for (int value = 0; value < 256; value++) {
            if (model.byteId(value) != Vocabulary.NO_ID) {
                tokens[FIELDS * model.byteId(value) + TIME] = BYTE;
            }
        }
    }

    /**
     * {@return the splits of a model, or null if it has deletions, or a merge of lowest rank that takes what a later one makes}
     */
    static @Nullable Splits of(BpeModel model) {
        if (model.deletions().size() > 0) {
            return null;
        }
        Splits splits = new Splits(model);
        boolean lowestRank = model.mergeOrder() == MergeOrder.LOWEST_RANK;
        for (int rank = 0; rank < splits.merges.size(); rank++) {
            splits.make(rank, lowestRank);
        }
        return lowestRank && splits.isDisordered() ? null : splits;
    }

    private void make(int rank, boolean lowestRank) {
        int left = merges.left(rank);
        int right = merges.right(rank);
        int product = merges.product(rank);
        boolean first = !lowestRank || merges.rank(left, right) == rank;
        if (first && time(product) == NEVER && time(left) < rank && time(right) < rank && canTouch(left, right)) {
            tokens[FIELDS * product + LEFT] = left;
            tokens[FIELDS * product + RIGHT] = right;
            tokens[FIELDS * product + TIME] = rank;
        }
    }

    /** Whether a merge that makes what no other makes takes a token that is made later. */
    private boolean isDisordered() {
        for (int rank = 0; rank < merges.size(); rank++) {
            int last = Math.max(time(merges.left(rank)), time(merges.right(rank)));
            if (last > rank && last != NEVER && time(merges.product(rank)) == NEVER) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether encoding can give a token} */
    boolean isMade(int id) {
        return time(id) != NEVER;
    }

    /** {@return number of bytes of a token} */
    int length(int id) {
        return tokens[FIELDS * id + LENGTH];
    }

    private int time(int id) {
        return tokens[FIELDS * id + TIME];
    }

    /** {@return whether two tokens that encoding can give can stand side by side} */
    boolean canTouch(int first, int second) {
        int left = first;
        int right = second;
        int limit = NEVER;
        while (true) {
            if (timeOfMerge(left, right) < limit) {
                return false;
            }
            int leftTime = time(left);
            int rightTime = time(right);
            if (leftTime > rightTime) {
                limit = leftTime;
                left = tokens[FIELDS * left + RIGHT];
            } else if (rightTime != BYTE) {
                limit = rightTime + 1; // of two equal merges the left one comes first
                right = tokens[FIELDS * right + LEFT];
            } else {
                return true;
            }
        }
    }

    private int timeOfMerge(int left, int right) {
        int rank = merges.rank(left, right);
        if (rank == MergeTable.NO_RANK) {
            return NEVER;
        }
        int product = merges.product(rank);
        int at = FIELDS * product;
        return tokens[at + LEFT] == left && tokens[at + RIGHT] == right ? tokens[at + TIME] : NEVER;
    }
}
