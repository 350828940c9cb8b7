package org.tokenwright.tokenizers.formats;

import java.util.Arrays;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.vocab.MergeTable;

/** Finds out how merges that are applied by the lowest rank can be applied. */
final class MergeOrders {
    private MergeOrders() {}

    /**
     * {@return the order of training if it gives the same: if every merge takes what only merges before it make; else that of
     * the lowest rank}
     *
     * @param merges the merges
     * @param idBound larger than the ids in them
     */
    static MergeOrder of(MergeTable merges, int idBound) {
        int[] lastRanks = new int[idBound];
        Arrays.fill(lastRanks, -1);
        for (int rank = 0; rank < merges.size(); rank++) {
            lastRanks[merges.product(rank)] = rank;
        }
        for (int rank = 0; rank < merges.size(); rank++) {
            if (lastRanks[merges.left(rank)] >= rank || lastRanks[merges.right(rank)] >= rank) {
                return MergeOrder.LOWEST_RANK;
            }
        }
        return MergeOrder.TRAINED;
    }
}
