package org.tokenwright.tokenizers.formats;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.bpe.Deletions;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.vocab.MergeTable;

/**
 * Which tokens were made by supermerges. Tokens have ids in the order in which training made them, so that walking through
 * the merges of both kinds by the ids of their products gives the order in which they were. A token that was deleted and made
 * again has its place where it was made again.
 *
 * @param supers the ids of the tokens that a supermerge made first
 * @param end the first id that neither the alphabet nor the next merge of either kind gives
 */
record TokenOrigins(BitSet supers, int end) {
    /**
     * {@return the origins of tokens}
     *
     * @param alphabetSize number of base bytes
     * @param merges the merges inside pretokens
     * @param deletions the deletions
     * @param supermerges the merges of whole pretokens
     * @param counts decide where a merge and a supermerge give the same token: the supermerge came first if its pair
     *     occurred more often; null if unknown
     */
    static TokenOrigins of(
            int alphabetSize,
            MergeTable merges,
            Deletions deletions,
            MergeTable supermerges,
            @Nullable MergeCounts counts) {
        Int2IntOpenHashMap lastDeletions = lastDeletions(deletions);
        BitSet supers = new BitSet();
        int id = alphabetSize;
        int merge = 0;
        int supermerge = 0;
        while (true) {
            while (merge < merges.size()
                    && (merges.product(merge) < id || merge < lastDeletions.get(merges.product(merge)))) {
                merge++; // gives a token that is there, or one that is deleted later
            }
            while (supermerge < supermerges.size() && supermerges.product(supermerge) < id) {
                supermerge++;
            }
            boolean word = merge < merges.size() && merges.product(merge) == id;
            boolean superword = supermerge < supermerges.size() && supermerges.product(supermerge) == id;
            if (!word && !superword) {
                return new TokenOrigins(supers, id);
            }
            if (!word || (superword && counts != null && counts.supermerge(supermerge) > counts.merge(merge))) {
                supers.set(id);
            }
            id++;
        }
    }

    /** By token: how many merges were made before its last deletion. */
    private static Int2IntOpenHashMap lastDeletions(Deletions deletions) {
        Int2IntOpenHashMap last = new Int2IntOpenHashMap();
        for (int i = 0; i < deletions.size(); i++) {
            last.put(deletions.token(i), deletions.mergesBefore(i));
        }
        return last;
    }
}
