package org.tokenwright.boundary.charboundary;

import java.util.Arrays;

/** Packs the nodes of trees that lie level by level, one tree behind the other, as {@link Forest} keeps them. For one thread. */
final class LevelOrder {
    /*
     * Each branch has the next two nodes that have no parent yet as its children. So the kind of each node in a row tells all
     * links and where a tree ends. What is wrong with a node is left to others to say: the loop is short, as a JVM that has
     * just been started interprets it.
     */

    /** The kind of a leaf; that of a branch is its feature. */
    static final byte LEAF = -1;

    private static final int ONE = Float.floatToRawIntBits(1);

    private final byte[] kinds;
    private final int[] values;
    private final int features;
    private final long[] nodes;
    private int[] roots = new int[64];

    /** The bits of the most that a tree's leaves say, which ascend as their floats do. */
    private int[] most = new int[64];

    private int trees;
    private int fault;

    /**
     * Makes place.
     *
     * @param kinds the feature of each branch, or {@link #LEAF}
     * @param values the threshold of each branch; the bits of the float of each leaf
     * @param features how many there are
     */
    LevelOrder(byte[] kinds, int[] values, int features) {
        this.kinds = kinds;
        this.values = values;
        this.features = features;
        nodes = new long[kinds.length];
    }

    /** {@return trees, not packed yet} */
    static LevelOrder of(Trees trees, int features) {
        byte[] kinds = new byte[trees.nodes()];
        int[] values = new int[trees.nodes()];
        int[] order = new int[trees.nodes()];
        for (int tree = 0; tree < trees.count(); tree++) {
            int first = trees.root(tree);
            int last = first + 1;
            order[first] = first;
            for (int i = first; i < last; i++) {
                int node = order[i];
                if (trees.isLeaf(node)) {
                    kinds[i] = LEAF;
                    values[i] = Float.floatToRawIntBits(trees.leafValue(node));
                } else {
                    kinds[i] = (byte) trees.feature(node);
                    values[i] = trees.threshold(node);
                    order[last++] = trees.left(node);
                    order[last++] = trees.right(node);
                }
            }
        }
        return new LevelOrder(kinds, values, features);
    }

    /** {@return whether all nodes are good and each tree is whole} */
    boolean pack() {
        int next = 0;
        while (next < nodes.length && trees < Forest.MAX_TREES) {
            if (trees == roots.length) {
                roots = Arrays.copyOf(roots, 2 * trees);
                most = Arrays.copyOf(most, 2 * trees);
            }
            roots[trees] = next;
            int end = packTree(next);
            trees++;
            if (end < 0) {
                return false;
            }
            next = end;
        }
        fault = next;
        return next == nodes.length;
    }

    /** {@return index behind the tree, or -1 if something is wrong} */
    private int packTree(int root) {
        int end = root + 1;
        int levelEnd = end;
        int level = 0;
        int greatest = 0;
        for (int i = root; i < end; i++) {
            if (i == levelEnd) {
                levelEnd = end;
                level++;
            }
            if (i == nodes.length) {
                fault = i;
                return -1;
            }
            int kind = kinds[i];
            int value = values[i];
            if (kind == LEAF) {
                if (value < 0 || value > ONE) {
                    fault = i;
                    return -1;
                }
                greatest = value > greatest ? value : greatest;
                nodes[i] = (long) value << Integer.SIZE | (long) i << Forest.FEATURE_BITS | Forest.LEAF;
            } else {
                if (kind < 0
                        || kind >= features
                        || value < -Forest.MAX_VALUE
                        || value > Forest.MAX_VALUE
                        || level == Forest.MAX_DEPTH) {
                    fault = i;
                    return -1;
                }
                nodes[i] = (long) value << Integer.SIZE | (long) end << Forest.FEATURE_BITS | kind;
                end += 2;
            }
        }
        most[trees] = greatest;
        return end;
    }

    /** {@return index of the first node with which something is wrong; the number of nodes if one is missing} */
    int fault() {
        return fault;
    }

    /** {@return the number of trees before the fault, or of all} */
    int trees() {
        return trees;
    }

    /** {@return all nodes} */
    long[] nodes() {
        return nodes;
    }

    /** {@return the index of each tree's root} */
    int[] roots() {
        return Arrays.copyOf(roots, trees);
    }

    /** {@return the most that a tree's leaves say} */
    float most(int tree) {
        return Float.intBitsToFloat(most[tree]);
    }
}
