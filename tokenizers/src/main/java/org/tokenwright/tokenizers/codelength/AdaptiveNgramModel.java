package org.tokenwright.tokenizers.codelength;

import java.util.Objects;

/**
 * Predicts the next id of a text from those before it, and learns each id after predicting it: an n-gram model with interpolated
 * Witten-Bell smoothing, which has no parameter but its order. For one thread.
 *
 * <p>Contexts are the last 0, 1, ... ids of the text, up to the order. With {@code c} the occurrences of an id behind the context
 * of {@code k} ids, {@code n} the occurrences of that context with anything behind it, {@code t} the number of different ids that were
 * there, and V the number of ids,
 *
 * <pre>{@code
 * p(-1) = 1 / V
 * p(k)  = (c + t * p(k-1)) / (n + t)     or p(k-1) for a context that has not been there
 * }</pre>
 *
 * and the probability of the id is p of the order. All ids from 0 to V exclusive have one above 0, and they sum to 1.
 *
 * <p>An id costs time in proportion to the order and the logarithm of V, whatever the text is. Memory grows by at most 32 bytes for
 * each context and id that is new, up to {@link #MAX_CONTEXTS} contexts (about 300 MB); from then on the model learns no new
 * context and no new id in an old one, and goes on to count what it knows. After {@link #MAX_IDS} ids it forgets all it has
 * learned. The same ids give the same probabilities, bit for bit, on any platform.
 *
 * <p>It measures how predictable ids are for n-grams, not for a language model.
 */
public final class AdaptiveNgramModel {
    /*
     * Witten and Bell 1991, "The zero-frequency problem" (method C), interpolated as in Chen and Goodman 1999, "An empirical study of
     * smoothing techniques for language modeling".
     *
     * The probability is a sum over the orders, w(k) * c(k), plus one w for all ids. So the probability of all ids below one is the
     * same sum over the occurrences of smaller ids, which GramTree tells as fast as those of the id itself. A range coder needs no
     * more: it codes the mixture exactly, with no escapes (each of which loses what the shorter contexts
     * know of ids that the longer ones have seen), and in one step, not one for each bit of the id. The decoder halves the ids
     * until one is left, at each step by the occurrences below the middle, which the trees' levels correspond to: a step takes
     * one look at each context.
     *
     * Both compute a place by place(): products and sums of doubles in one order, each of which is monotone in the occurrences, so
     * places ascend with the id whatever is rounded. The id itself is added, in units of 2^-48, so that they ascend strictly
     * and no id is without an interval; that costs 2^-48 * V of the whole.
     */
    /** The greatest order: 16. */
    public static final int MAX_ORDER = 16;

    /** The greatest number of ids: 16,777,216, as many as a vocabulary can have. */
    public static final int MAX_SYMBOLS = 1 << 24;

    /** The most contexts that are learned: 8,388,608. */
    public static final int MAX_CONTEXTS = 1 << 23;

    /** The number of ids after which the model begins anew: 1,073,741,824. */
    public static final int MAX_IDS = 1 << 30;

    private final int order;
    private final int symbols;
    private final int maxContexts;
    private final int maxIds;
    private final int highestBit;
    private GramTree tree;
    private int learned;

    /** The contexts of the next id, by their lengths; so many as are known. */
    private final int[] contexts;

    private int contextCount;

    /** By order: occurrences of smaller ids, occurrences of the id or of those in question, what one occurrence weighs. */
    private final int[] below;

    private final int[] counts;
    private final double[] weights;
    private double uniform;

    private final int[] subtrees;
    private final int[] belowMiddle;
    private double[] shares = {};
    private int[] seen = {};

    AdaptiveNgramModel(int order, int symbols, int maxContexts, int maxIds) {
        if (order < 0 || order > MAX_ORDER) {
            throw new IllegalArgumentException("the order is " + order + ", expected 0 to " + MAX_ORDER);
        }
        if (symbols < 1 || symbols > MAX_SYMBOLS) {
            throw new IllegalArgumentException("there are " + symbols + " ids, expected 1 to " + MAX_SYMBOLS);
        }
        this.order = order;
        this.symbols = symbols;
        this.maxContexts = maxContexts;
        this.maxIds = maxIds;
        highestBit = Integer.highestOneBit(symbols - 1);
        tree = new GramTree(maxContexts);
        contexts = new int[order + 1];
        below = new int[order + 1];
        counts = new int[order + 1];
        weights = new double[order + 1];
        subtrees = new int[order + 1];
        belowMiddle = new int[order + 1];
        startText();
    }

    /**
     * {@return a model that has learned nothing}
     *
     * @param order the most ids of a context, 0 to {@link #MAX_ORDER}
     * @param symbols the number of ids, 1 to {@link #MAX_SYMBOLS}: they are 0 to {@code symbols} exclusive
     * @throws IllegalArgumentException if one of them is outside its range
     */
    public static AdaptiveNgramModel of(int order, int symbols) {
        return new AdaptiveNgramModel(order, symbols, MAX_CONTEXTS, MAX_IDS);
    }

    /**
     * {@return the most ids of a context}
     */
    public int order() {
        return order;
    }

    /**
     * {@return the number of ids}
     */
    public int symbols() {
        return symbols;
    }

    /**
     * {@return whether the model learns no new contexts any more}
     */
    public boolean isFull() {
        return tree.isFull();
    }

    /** Begins another text: what comes next has no context. What has been learned stays. */
    public void startText() {
        contexts[0] = GramTree.ROOT;
        contextCount = 1;
    }

    /**
     * {@return the probability that an id is the next one}
     *
     * @param id the id
     * @throws IndexOutOfBoundsException if {@code id} is not one of 0 to {@link #symbols()} exclusive
     */
    public double probability(int id) {
        Objects.checkIndex(id, symbols);
        int known = find(id);
        double probability = 1.0 / symbols;
        for (int k = 0; k < known; k++) {
            probability = interpolated(k, probability);
        }
        return probability;
    }

    /**
     * Tells the probability that an id is the next one by models of all orders up to this one's, as they would be if they had learned
     * the same.
     *
     * @param id the id
     * @param byOrder receives the probabilities: {@link #order()} + 1 of them, or more of which the rest stays
     * @throws IndexOutOfBoundsException if {@code id} is not one of 0 to {@link #symbols()} exclusive, or the array is shorter
     */
    public void probabilities(int id, double[] byOrder) {
        Objects.checkIndex(id, symbols);
        Objects.checkIndex(order, byOrder.length);
        int known = find(id);
        double probability = 1.0 / symbols;
        for (int k = 0; k <= order; k++) {
            probability = k < known ? interpolated(k, probability) : probability;
            byOrder[k] = probability;
        }
    }

    private double interpolated(int k, double shorter) {
        double distinct = tree.distinct(contexts[k]);
        return (counts[k] + distinct * shorter) / (tree.followed(contexts[k]) + distinct);
    }

    /**
     * {@return the entropy of the next id, in nats} Costs time in proportion to the number of different ids that have
     * been learned.
     */
    public double entropy() {
        int known = known();
        weigh(known);
        if (shares.length == 0) {
            shares = new double[symbols];
            seen = new int[symbols];
        }
        for (int k = known - 1; k >= 0; k--) {
            tree.addTo(shares, contexts[k], k == order, weights[k], seen);
        }
        int distinct = known == 0 ? 0 : tree.distinct(GramTree.ROOT);
        double entropy = distinct == symbols ? 0 : (symbols - distinct) * information(uniform);
        for (int i = 0; i < distinct; i++) {
            int id = seen[i];
            entropy += information(uniform + shares[id]);
            shares[id] = 0;
        }
        return entropy;
    }

    private static double information(double probability) {
        return -probability * StrictMath.log(probability);
    }

    /**
     * Learns the next id.
     *
     * @param id the id
     * @throws IndexOutOfBoundsException if {@code id} is not one of 0 to {@link #symbols()} exclusive
     */
    public void append(int id) {
        Objects.checkIndex(id, symbols);
        if (learned == maxIds) {
            tree = new GramTree(maxContexts);
            learned = 0;
            startText();
        }
        learned++;
        int prolonged = GramTree.ROOT;
        int k = 0;
        while (k < contextCount && prolonged != GramTree.NONE) {
            int context = contexts[k];
            contexts[k] = prolonged;
            prolonged = tree.add(context, id, k == order);
            k++;
        }
        if (prolonged != GramTree.NONE && k <= order) {
            contexts[k++] = prolonged;
        }
        contextCount = k;
    }

    /** Number of contexts that something has followed: the shortest ones, since it followed the shorter ones too. */
    private int known() {
        int known = 0;
        while (known < contextCount && tree.distinct(contexts[known]) > 0) {
            known++;
        }
        return known;
    }

    private int find(int id) {
        int known = known();
        for (int k = 0; k < known; k++) {
            long found = tree.find(contexts[k], id, k == order);
            below[k] = (int) (found >>> Integer.SIZE);
            counts[k] = (int) found;
        }
        return known;
    }

    /** Computes what an occurrence weighs in each context. */
    private void weigh(int known) {
        double rest = 1;
        for (int k = known - 1; k >= 0; k--) {
            double distinct = tree.distinct(contexts[k]);
            weights[k] = rest / (tree.followed(contexts[k]) + distinct);
            rest = distinct * weights[k];
        }
        uniform = rest / symbols;
    }

    /** Where the interval of an id begins, by the occurrences of smaller ids. */
    private long place(int id, int known, int[] smaller) {
        double share = uniform * id;
        for (int k = 0; k < known; k++) {
            share += weights[k] * smaller[k];
        }
        long whole = RangeEncoder.WHOLE - symbols;
        return id == symbols ? RangeEncoder.WHOLE : Math.min((long) (share * whole), whole) + id;
    }

    /** Writes the next id, which is then to be learned. */
    void encode(int id, RangeEncoder encoder) {
        int known = find(id);
        weigh(known);
        long from = place(id, known, below);
        for (int k = 0; k < known; k++) {
            below[k] += counts[k];
        }
        encoder.encode(from, place(id + 1, known, below));
    }

    /** Reads the next id, which is then to be learned. */
    int decode(RangeDecoder decoder) {
        int known = known();
        weigh(known);
        for (int k = 0; k < known; k++) {
            subtrees[k] = tree.successors(contexts[k]);
            below[k] = 0;
            counts[k] = tree.followed(contexts[k]);
        }
        int id = 0;
        for (int bit = highestBit; bit != 0; bit >>= 1) {
            int middle = id | bit;
            if (middle >= symbols) {
                continue;
            }
            for (int k = 0; k < known; k++) {
                belowMiddle[k] = below[k] + countBelow(middle, k);
            }
            boolean isUpper = decoder.isAtOrAbove(place(middle, known, belowMiddle));
            for (int k = 0; k < known; k++) {
                goDown(middle, isUpper, k);
            }
            id = isUpper ? middle : id;
        }
        long from = place(id, known, below);
        for (int k = 0; k < known; k++) {
            below[k] += counts[k];
        }
        decoder.take(from, place(id + 1, known, below));
        return id;
    }

    /** Occurrences of ids in a subtree that are smaller than the middle of the ids that are left. */
    private int countBelow(int middle, int k) {
        int subtree = subtrees[k];
        if (GramTree.isLeaf(subtree)) {
            return tree.id(subtree, k == order) < middle ? counts[k] : 0;
        }
        int own = tree.middle(subtree);
        if (own == middle) {
            return tree.countLower(subtree);
        }
        return own < middle ? counts[k] : 0;
    }

    private void goDown(int middle, boolean isUpper, int k) {
        int lower = belowMiddle[k] - below[k];
        counts[k] = isUpper ? counts[k] - lower : lower;
        if (isUpper) {
            below[k] = belowMiddle[k];
        }
        int subtree = subtrees[k];
        if (!GramTree.isLeaf(subtree) && tree.middle(subtree) == middle) {
            subtrees[k] = isUpper ? tree.upper(subtree) : tree.lower(subtree);
        }
    }
}
