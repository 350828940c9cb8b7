package org.tokenwright.tokenizers.codelength;

import java.util.Arrays;

/** Counts which id followed which sequence of ids, for sequences up to a length. For one thread. */
final class GramTree {
    /*
     * A node is a context: a sequence of ids that occurred. Its successors are the ids that followed it; the node of the
     * sequence prolonged by a successor is that successor's leaf. So nobody looks a context up: whoever adds an id to all
     * contexts of a position gets those of the next position, each one id longer than the one it came from. Only the successors
     * of the longest contexts have no node; the id itself stands for them.
     *
     * The successors of a node are a binary tree over the bits of the ids, without the bits in which they do not differ (a crit-bit
     * tree): a split halves the ids that share its higher bits, and knows how many occurrences are in the lower half.
     * It is a search tree of at most as many levels as an id has bits, whatever comes in which order; on the way down to an id,
     * the occurrences of all smaller ones add up. A reference to a subtree is a leaf if it is 0 or more, else ~split; a node
     * without successors has none.
     *
     * Nodes and splits are four ints each, which lie in one cache line. Memory is bounded: once LIMIT nodes or splits are
     * there, no new successor is added anywhere, not even where it would fit, so that whatever is known of a context is known
     * of its shorter ones.
     */
    static final int ROOT = 0;
    static final int NONE = -1;

    private static final int STRIDE_BITS = 2;

    private static final int ID = 0;
    private static final int FOLLOWED = 1;
    private static final int DISTINCT = 2;
    private static final int SUCCESSORS = 3;

    /** The smallest id of the upper half: the bits that the ids share, then 1, then zeros. */
    private static final int MIDDLE = 0;

    private static final int LOWER = 1;
    private static final int UPPER = 2;
    private static final int COUNT_LOWER = 3;

    /** More levels than an id has bits. */
    private static final int LEVELS = Integer.SIZE;

    private final int limit;
    private int[] nodes = new int[1 << 10];
    private int nodeCount = 1;
    private int[] splits = new int[1 << 10];
    private int splitCount;
    private final int[] pending = new int[LEVELS];
    private final int[] pendingTotals = new int[LEVELS];

    /**
     * Creates a tree of the empty sequence.
     *
     * @param limit the most nodes, and the most splits, at most 2<sup>28</sup>
     */
    GramTree(int limit) {
        this.limit = limit;
    }

    /** {@return whether there is no room for what has not been seen yet} */
    boolean isFull() {
        return nodeCount >= limit || splitCount >= limit;
    }

    /** {@return how often something followed a context} */
    int followed(int context) {
        return nodes[(context << STRIDE_BITS) + FOLLOWED];
    }

    /** {@return how many different ids followed a context} */
    int distinct(int context) {
        return nodes[(context << STRIDE_BITS) + DISTINCT];
    }

    /** {@return the tree of the ids that followed a context, of which there must be one} */
    int successors(int context) {
        return nodes[(context << STRIDE_BITS) + SUCCESSORS];
    }

    /** {@return whether a tree of ids is a single one} */
    static boolean isLeaf(int tree) {
        return tree >= 0;
    }

    /** {@return the id of a leaf} */
    int id(int leaf, boolean longest) {
        return longest ? leaf : nodes[(leaf << STRIDE_BITS) + ID];
    }

    /** {@return the smallest id of the upper half of a tree that is no leaf} */
    int middle(int tree) {
        return splits[(~tree << STRIDE_BITS) + MIDDLE];
    }

    int lower(int tree) {
        return splits[(~tree << STRIDE_BITS) + LOWER];
    }

    int upper(int tree) {
        return splits[(~tree << STRIDE_BITS) + UPPER];
    }

    /** {@return the occurrences in the lower half of a tree that is no leaf} */
    int countLower(int tree) {
        return splits[(~tree << STRIDE_BITS) + COUNT_LOWER];
    }

    /**
     * Finds an id among the successors of a context, of which there must be one.
     *
     * @return how often smaller ids followed (the upper 32 bits) and how often this one (the lower)
     */
    long find(int context, int id, boolean longest) {
        int tree = successors(context);
        int total = followed(context);
        int below = 0;
        while (!isLeaf(tree)) {
            int split = ~tree << STRIDE_BITS;
            int lower = splits[split + COUNT_LOWER];
            if (id < splits[split + MIDDLE]) {
                total = lower;
                tree = splits[split + LOWER];
            } else {
                total -= lower;
                below += lower;
                tree = splits[split + UPPER];
            }
        }
        int found = id(tree, longest);
        int count = found == id ? total : 0;
        return (long) (found < id ? below + total : below) << Integer.SIZE | count;
    }

    /**
     * Counts that an id followed a context.
     *
     * @param longest whether the context is one of the longest
     * @return the context prolonged by the id, or {@link #NONE} if the id is new there and the tree is full; without meaning if
     *     {@code longest}
     */
    int add(int context, int id, boolean longest) {
        int node = context << STRIDE_BITS;
        if (nodes[node + DISTINCT] == 0) {
            if (isFull()) {
                return NONE;
            }
            int leaf = newLeaf(id, longest);
            nodes[node + SUCCESSORS] = leaf;
            nodes[node + DISTINCT] = 1;
            nodes[node + FOLLOWED] = 1;
            return leaf;
        }
        int tree = nodes[node + SUCCESSORS];
        while (!isLeaf(tree)) {
            int split = ~tree << STRIDE_BITS;
            tree = splits[split + (id < splits[split + MIDDLE] ? LOWER : UPPER)];
        }
        int found = id(tree, longest);
        if (found == id) {
            count(context, id);
            nodes[node + FOLLOWED]++;
            return tree;
        }
        if (isFull()) {
            return NONE;
        }
        int leaf = newLeaf(id, longest);
        insert(context, id, leaf, found);
        nodes[node + DISTINCT]++;
        nodes[node + FOLLOWED]++;
        return leaf;
    }

    private void count(int context, int id) {
        int tree = successors(context);
        while (!isLeaf(tree)) {
            int split = ~tree << STRIDE_BITS;
            if (id < splits[split + MIDDLE]) {
                splits[split + COUNT_LOWER]++;
                tree = splits[split + LOWER];
            } else {
                tree = splits[split + UPPER];
            }
        }
    }

    /** Inserts a leaf; {@code found} is an id with which its own shares the most upper bits. */
    private void insert(int context, int id, int leaf, int found) {
        int bit = Integer.highestOneBit(id ^ found);
        int added = newSplit();
        int tree = successors(context);
        int total = followed(context);
        int parent = NONE;
        while (!isLeaf(tree) && Integer.lowestOneBit(middle(tree)) > bit) {
            int split = ~tree << STRIDE_BITS;
            if (id < splits[split + MIDDLE]) {
                total = splits[split + COUNT_LOWER]++;
                parent = split + LOWER;
            } else {
                total -= splits[split + COUNT_LOWER];
                parent = split + UPPER;
            }
            tree = splits[parent];
        }
        boolean isLower = id < found;
        splits[added + MIDDLE] = Math.max(id, found) & -bit;
        splits[added + LOWER] = isLower ? leaf : tree;
        splits[added + UPPER] = isLower ? tree : leaf;
        splits[added + COUNT_LOWER] = isLower ? 1 : total;
        int reference = ~(added >> STRIDE_BITS);
        if (parent == NONE) {
            nodes[(context << STRIDE_BITS) + SUCCESSORS] = reference;
        } else {
            splits[parent] = reference;
        }
    }

    private int newLeaf(int id, boolean longest) {
        if (longest) {
            return id;
        }
        int leaf = nodeCount++;
        nodes = withRoom(nodes, nodeCount);
        nodes[(leaf << STRIDE_BITS) + ID] = id;
        return leaf;
    }

    /** Returns where the split begins. */
    private int newSplit() {
        splits = withRoom(splits, splitCount + 1);
        return splitCount++ << STRIDE_BITS;
    }

    private int[] withRoom(int[] array, int count) {
        if (count << STRIDE_BITS <= array.length) {
            return array;
        }
        return Arrays.copyOf(array, Math.min(array.length << 1, limit << STRIDE_BITS));
    }

    /**
     * Adds to the element of each successor of a context how often it followed, times a weight.
     *
     * @param seen takes the ids of the successors, in ascending order
     */
    void addTo(double[] target, int context, boolean longest, double weight, int[] seen) {
        int height = 0;
        int number = 0;
        int tree = successors(context);
        int total = followed(context);
        while (true) {
            while (!isLeaf(tree)) {
                int split = ~tree << STRIDE_BITS;
                pending[height] = splits[split + UPPER];
                pendingTotals[height++] = total - splits[split + COUNT_LOWER];
                total = splits[split + COUNT_LOWER];
                tree = splits[split + LOWER];
            }
            int id = id(tree, longest);
            target[id] += weight * total;
            seen[number++] = id;
            if (height == 0) {
                return;
            }
            tree = pending[--height];
            total = pendingTotals[height];
        }
    }
}
