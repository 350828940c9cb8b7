package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/**
 * The tokens that encoding can give in the order in which they are made, and which two each is made of. Immutable, safe for any
 * number of threads.
 */
final class Splits {
    /*
     * A token is made in one way, if at all: merges next to a stretch of text do not change what happens inside it as long as
     * none crosses its ends, so what makes the token of a text is what makes the token of its bytes alone. Merges that would
     * make it in another way never apply. Going through the merges by their ranks finds the one that does: both of its operands
     * are made before, and they can be neighbours.
     *
     * So tokens have numbers, and the lower is made first: a byte has its value, the others follow in the order of their
     * merges. Of several merges that apply, the one of the lowest product comes next.
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
    static final int BYTES = 256;

    private static final int NONE = -1;
    private static final int NEVER = PairProducts.NOTHING;

    private final PairProducts products;

    /** What two bytes make, the left one in the upper half of 16 bits. */
    private final int[] byteProducts = new int[BYTES * BYTES];

    /** What each token is made of, the left part in the lower half. */
    private long[] parts;

    /**
     * Two sets for each token, in which a token is one of 64 bits: those at its right edge that are a left operand, and all left
     * operands of merges with those at its left edge.
     */
    private long[] edges = {};

    private int[] lengths;
    private int[] ids;
    private int size = BYTES;

    /** From which number on numbers and ids are the same: in many models from the first that is no byte on. */
    private int firstSame = Integer.MAX_VALUE;

    private Splits(BpeModel model) {
        int most = Math.min(model.merges().size(), PairProducts.BOUND);
        products = new PairProducts(most);
        parts = new long[BYTES + most];
        lengths = new int[BYTES + most];
        ids = new int[BYTES + most];
        for (int value = 0; value < BYTES; value++) {
            set(value, NONE, NONE, 1, model.byteId(value));
        }
    }

    /**
     * {@return the splits of a model, or null if it has deletions, a merge of lowest rank that takes what a later one makes, or
     * more tokens than {@link PairProducts} can number}
     */
    static @Nullable Splits of(BpeModel model) {
        if (model.deletions().size() > 0 || model.vocabulary().size() + BYTES > PairProducts.BOUND) {
            return null;
        }
        Splits splits = new Splits(model);
        int[] numbers = splits.numbers(model.vocabulary().idBound());
        int[] ranks = new int[splits.ids.length];
        Arrays.fill(ranks, 0, BYTES, NONE);
        boolean lowestRank = model.mergeOrder() == MergeOrder.LOWEST_RANK;
        MergeTable merges = model.merges();
        for (int rank = 0; rank < merges.size(); rank++) {
            int number = splits.make(rank, merges, numbers, lowestRank, model.vocabulary());
            if (number != NONE) {
                ranks[number] = rank;
            }
        }
        if (lowestRank && isDisordered(merges, numbers, ranks)) {
            return null;
        }
        splits.parts = Arrays.copyOf(splits.parts, splits.size);
        splits.lengths = Arrays.copyOf(splits.lengths, splits.size);
        splits.ids = Arrays.copyOf(splits.ids, splits.size);
        splits.findEdges();
        splits.findFirstSame();
        Arrays.setAll(splits.byteProducts, pair -> splits.products.get(pair / BYTES, pair % BYTES));
        return splits;
    }

    /** Makes the product of a merge if it is the one that makes it, and returns its number, or NONE. */
    private int make(int rank, MergeTable merges, int[] numbers, boolean lowestRank, Vocabulary vocabulary) {
        int left = numbers[merges.left(rank)];
        int right = numbers[merges.right(rank)];
        int product = merges.product(rank);
        if (left == NONE
                || right == NONE
                || numbers[product] != NONE
                || (lowestRank && merges.rank(merges.left(rank), merges.right(rank)) != rank)
                || !canTouch(left, right)) {
            return NONE;
        }
        numbers[product] = size;
        set(size, left, right, vocabulary.length(product), product);
        products.put(left, right, size);
        return size++;
    }

    private void set(int number, int left, int right, int length, int id) {
        parts[number] = ((long) right << 32) | (left & 0xFFFF_FFFFL);
        lengths[number] = length;
        ids[number] = id;
    }

    private void findEdges() {
        long[] partners = new long[size];
        edges = new long[2 * size];
        for (int number = BYTES; number < size; number++) {
            partners[right(number)] |= bit(left(number));
            edges[2 * left(number)] = bit(left(number));
        }
        for (int number = 0; number < size; number++) {
            edges[2 * number + 1] = partners[number];
            if (number >= BYTES) {
                edges[2 * number] |= edges[2 * right(number)];
                edges[2 * number + 1] |= edges[2 * left(number) + 1];
            }
        }
    }

    private void findFirstSame() {
        firstSame = size;
        while (firstSame > 0 && ids[firstSame - 1] == firstSame - 1) {
            firstSame--;
        }
    }

    private static long bit(int number) {
        return 1L << ((number * 0x9E37_79B9_7F4A_7C15L) >>> 58);
    }

    /** Whether a merge that makes what no other makes takes a token that is made later. */
    private static boolean isDisordered(MergeTable merges, int[] numbers, int[] ranks) {
        for (int rank = 0; rank < merges.size(); rank++) {
            int left = numbers[merges.left(rank)];
            int right = numbers[merges.right(rank)];
            if (numbers[merges.product(rank)] == NONE
                    && left != NONE
                    && right != NONE
                    && Math.max(ranks[left], ranks[right]) > rank) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the numbers of tokens by id, -1 for those that encoding does not give}
     *
     * @param idBound the bound of the ids
     */
    int[] numbers(int idBound) {
        int[] numbers = new int[idBound];
        Arrays.fill(numbers, NONE);
        for (int number = 0; number < size; number++) {
            if (id(number) != Vocabulary.NO_ID) {
                numbers[id(number)] = number;
            }
        }
        return numbers;
    }

    /** {@return how many numbers there are} */
    int size() {
        return size;
    }

    /** {@return the id of a token, or {@link Vocabulary#NO_ID} for a byte that is none} */
    int id(int number) {
        return number >= firstSame ? number : ids[number];
    }

    /** {@return number of bytes of a token} */
    int length(int number) {
        return lengths[number];
    }

    private int left(int number) {
        return (int) parts[number];
    }

    private int right(int number) {
        return (int) (parts[number] >>> 32);
    }

    /** {@return what two tokens make, or {@link PairProducts#NOTHING}} */
    int product(int left, int right) {
        return products.get(left, right);
    }

    /** {@return what two bytes make, or {@link PairProducts#NOTHING}} */
    int byteProduct(int left, int right) {
        return byteProducts[left * BYTES + right];
    }

    /** {@return whether two tokens can stand side by side for the reason that no token at the edge of one merges with the other's} */
    boolean areApart(int left, int right) {
        return (edges[2 * left] & edges[2 * right + 1]) == 0;
    }

    /** {@return whether two tokens can stand side by side} */
    boolean canTouch(int first, int second) {
        int left = first;
        int right = second;
        int limit = NEVER;
        while (true) {
            if (products.get(left, right) < limit) {
                return false;
            }
            if (left > right && left >= BYTES) {
                limit = left;
                left = right(left);
            } else if (right >= BYTES) {
                limit = right + 1; // of two equal merges the left one comes first
                right = left(right);
            } else {
                return true;
            }
        }
    }
}
