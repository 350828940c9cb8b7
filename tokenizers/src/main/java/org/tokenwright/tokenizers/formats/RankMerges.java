package org.tokenwright.tokenizers.formats;

import it.unimi.dsi.fastutil.longs.LongHeapPriorityQueue;
import java.util.Arrays;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * Recovers merges of pairs from ranks of tokens, the ids of a vocabulary. By ranks, two neighbours may merge if what they
 * make is a token, those first that make the token of the lowest rank, the leftmost of several. The same comes out if each
 * token is made by one pair alone, the lowest rank first.
 */
final class RankMerges {
    /*
     * Why one pair is enough. Let a text come to a state in which the neighbours x and y make the token t. No merge has
     * crossed the ends of the bytes of t, so that those inside were in the order in which t's bytes alone would be merged: of
     * the pairs in there the lowest first, the leftmost of several. Hence x and y are what the bytes of t alone come to
     * before they become t, and that is one pair at most. This holds for any ranks, also where a token ranks below its parts.
     *
     * So the pair of t is found by merging its bytes with the pairs of all shorter tokens: two parts are left, or no text
     * ever gets to t. Tokens are taken in the order of their lengths.
     *
     * The quick way tries the longest tokens that t begins with. If the rest is a token as well, and the two may stand side
     * by side, they are the pair. Whether they may is seen by walking back through what made the ends that touch: no pair of
     * two such ends may make a token that ranks below the later of the two, else it would have been made before. (The idea is
     * that of the crate "bpe" of https://github.com/github/rust-gems.) The walk takes ranks for times, which is right as
     * long as no token ranks below its parts; behind the first that does, bytes are merged.
     *
     * Costs O(n log n) for a token of n bytes, whatever the tokens are.
     */
    private static final int TRIES = 8;
    private static final int NONE = -1;

    private final Vocabulary tokens;
    private final int[] byteIds = new int[256];
    private final int[] lefts;
    private final int[] rights;
    private final PairProducts products;
    private final byte[] bytes;
    private final int[] parts;
    private final int[] next;
    private final int[] previous;
    private final LongHeapPriorityQueue queue = new LongHeapPriorityQueue();
    private int count;
    private boolean ascending = true;

    private RankMerges(Vocabulary tokens) {
        this.tokens = tokens;
        Arrays.setAll(byteIds, value -> tokens.longestPrefix(new byte[] {(byte) value}, 0, 1));
        lefts = new int[tokens.idBound()];
        rights = new int[tokens.idBound()];
        Arrays.fill(lefts, NONE);
        products = new PairProducts(tokens.size());
        bytes = new byte[tokens.maxLength()];
        parts = new int[bytes.length];
        next = new int[bytes.length];
        previous = new int[bytes.length];
    }

    /**
     * {@return the merges that ranks stand for}
     *
     * @param tokens the tokens, their ranks for ids
     * @throws IllegalArgumentException if a token holds a byte that is no token: ranks let it merge, pairs cannot
     */
    static RankMerges of(Vocabulary tokens) {
        return of(tokens, TRIES);
    }

    /**
     * {@return the merges that ranks stand for}
     *
     * @param tokens the tokens, their ranks for ids
     * @param tries how many beginnings of a token are tried before its bytes are merged
     */
    static RankMerges of(Vocabulary tokens, int tries) {
        RankMerges merges = new RankMerges(tokens);
        for (int id : merges.byLength()) {
            merges.find(id, tries);
        }
        return merges;
    }

    /**
     * Checks that a model gives the ids that ranks give, its ids taken for ranks.
     *
     * @param model the model
     * @throws IllegalArgumentException if it does not
     */
    static void requireRanks(BpeModel model) {
        if (model.supermerges() != null || model.deletions().size() > 0) {
            throw new IllegalArgumentException("ranks know neither superwords nor deletions");
        }
        if (model.normalization() != Normalization.NONE) {
            throw new IllegalArgumentException("ranks cannot say that texts are normalized");
        }
        RankMerges ranks = of(model.vocabulary());
        int last = -1;
        for (int id = 0; id < ranks.lefts.length; id++) {
            if (ranks.lefts[id] != NONE) {
                last = ranks.checkMerge(id, model.merges(), last);
            } else if (model.vocabulary().length(id) > 1 && !model.isWholePretokens()) {
                throw new IllegalArgumentException(
                        "token " + id + " is reached by no merge; by ranks, a pretoken of its bytes becomes it");
            }
        }
        if (!ranks.ascending && model.mergeOrder() != MergeOrder.LOWEST_RANK) {
            throw new IllegalArgumentException("a token has an id below that of its parts");
        }
    }

    private int checkMerge(int id, MergeTable merges, int last) {
        int rank = merges.rank(lefts[id], rights[id]);
        if (rank == MergeTable.NO_RANK) {
            throw new IllegalArgumentException("token " + id + " is made of the tokens " + lefts[id] + " and "
                    + rights[id] + " by ranks, which no merge does");
        }
        if (rank <= last) {
            throw new IllegalArgumentException("ids are not in the order of the merges, as ranks would be: token " + id
                    + " is made by merge " + rank + ", and a token before it by merge " + last);
        }
        return rank;
    }

    /**
     * {@return the merges, by ascending rank of what they make}
     */
    MergeTable table() {
        int[] tableLefts = new int[count];
        int[] tableRights = new int[count];
        int[] tableProducts = new int[count];
        int rank = 0;
        for (int id = 0; id < lefts.length; id++) {
            if (lefts[id] != NONE) {
                tableLefts[rank] = lefts[id];
                tableRights[rank] = rights[id];
                tableProducts[rank++] = id;
            }
        }
        return MergeTable.of(tableLefts, tableRights, tableProducts);
    }

    /**
     * {@return whether every merge takes what merges before it make}
     */
    boolean isAscending() {
        return ascending;
    }

    /**
     * {@return whether a text can come to a token by merges}
     *
     * @param id the id of a token
     */
    boolean isMade(int id) {
        return lefts[id] != NONE || tokens.length(id) == 1;
    }

    /** The tokens of two bytes or more, the shortest first. */
    private int[] byLength() {
        int[] starts = new int[tokens.maxLength() + 2];
        for (int id = 0; id < tokens.idBound(); id++) {
            if (tokens.length(id) > 1) {
                starts[tokens.length(id) + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] ids = new int[starts[starts.length - 1]];
        for (int id = 0; id < tokens.idBound(); id++) {
            if (tokens.length(id) > 1) {
                ids[starts[tokens.length(id)]++] = id;
            }
        }
        return ids;
    }

    private void find(int id, int tries) {
        int length = tokens.copy(id, bytes, 0);
        for (int i = 0; i < length; i++) {
            if (byteIds[bytes[i] & 0xFF] == Vocabulary.NO_ID) {
                throw new IllegalArgumentException(
                        "token %d holds the byte 0x%02x, which is no token by itself".formatted(id, bytes[i]));
            }
        }
        int left = ascending ? tokens.longestProperPrefix(id) : NONE;
        for (int i = 0; i < tries && left != NONE; i++) {
            int right = tokens.idOf(bytes, tokens.length(left), length);
            if (left < id && right < id && right != NONE && isMade(left) && isMade(right) && mayTouch(left, right)) {
                put(id, left, right);
                return;
            }
            left = tokens.longestProperPrefix(left);
        }
        if (merge(length) == 2) {
            put(id, parts[0], parts[next[0]]);
        }
    }

    private void put(int id, int left, int right) {
        ascending &= time(left) < id && time(right) < id;
        lefts[id] = left;
        rights[id] = right;
        products.put(left, right, id);
        count++;
    }

    /** Whether two made tokens can be neighbours: whether no merge would have crossed the seam before both were there. */
    private boolean mayTouch(int first, int second) {
        int left = first;
        int right = second;
        int limit = Integer.MAX_VALUE;
        while (true) {
            int product = products.get(left, right);
            if (product != PairProducts.NONE && product < limit) {
                return false;
            }
            if (time(left) > time(right)) {
                limit = left;
                left = rights[left];
            } else if (time(right) >= 0) {
                limit = right + 1; // of two equal merges the left one comes first
                right = lefts[right];
            } else {
                return true;
            }
        }
    }

    /** When a token is made; bytes are there from the beginning. */
    private int time(int id) {
        return tokens.length(id) == 1 ? -1 : id;
    }

    /** Merges the first of {@code bytes} and returns how many parts are left: the first in parts[0], others by `next`. */
    private int merge(int length) {
        for (int i = 0; i < length; i++) {
            parts[i] = byteIds[bytes[i] & 0xFF];
            next[i] = i + 1;
            previous[i] = i - 1;
        }
        queue.clear();
        for (int i = 0; i < length - 1; i++) {
            offer(i, length);
        }
        int left = length;
        while (!queue.isEmpty()) {
            long head = queue.dequeueLong();
            int at = (int) head;
            int product = (int) (head >>> 32);
            if (product(at, length) == product) {
                int taken = next[at];
                parts[at] = product;
                parts[taken] = NONE;
                next[at] = next[taken];
                if (next[at] < length) {
                    previous[next[at]] = at;
                }
                left--;
                offer(at, length);
                if (at > 0) {
                    offer(previous[at], length);
                }
            }
        }
        return left;
    }

    private void offer(int at, int length) {
        int product = product(at, length);
        if (product != PairProducts.NONE) {
            queue.enqueue((long) product << 32 | at);
        }
    }

    /** What a part and the next make. */
    private int product(int at, int length) {
        return parts[at] == NONE || next[at] == length || parts[next[at]] == NONE
                ? PairProducts.NONE
                : products.get(parts[at], parts[next[at]]);
    }
}
