package org.tokenwright.boundary.charboundary;

import java.util.Arrays;

/**
 * A random forest over integers: the mean of what its trees say. Immutable, safe for any number of threads. 8 bytes for each
 * node.
 */
final class Forest {
    /*
     * A node is a long. Its lower half is index << FEATURE_BITS | feature: the feature that is compared, and the index of the
     * node to go to if it is at most the upper half; if it is more, the next one. So the two children lie side by side and
     * neither needs a branch. In a leaf the feature is LEAF, the index its own, and the upper half holds the float that the
     * tree adds to the sum, at least 0; as the value of LEAF is 0, going on from a leaf leads to itself. So several trees are
     * walked at once, until all are at leaves: their loads do not wait for each other, which more than doubles the speed. The
     * nodes of a tree lie together, level by level: its upper levels, which are always walked, share a few cache lines.
     *
     * Features and thresholds are integers: x <= 6.5 is x <= 6. Differences must not overflow, hence MAX_VALUE.
     */
    static final int MAX_FEATURES = 127;
    static final int MAX_NODES = 1 << 25;
    static final int MAX_TREES = 1 << 16;

    /** The length of an array of features; what follows those of the forest is 0. */
    static final int VALUES = MAX_FEATURES + 1;

    /** No path from a root to a leaf has more nodes. */
    static final int MAX_DEPTH = 4096;

    /** The greatest absolute value of a feature or a threshold. */
    static final int MAX_VALUE = (1 << 30) - 1;

    /** The feature of a leaf. */
    static final int LEAF = MAX_FEATURES;

    static final int FEATURE_BITS = 7;
    private static final int AT_ONCE = 4;

    /** More than rounding adds to a sum. */
    private static final double SLACK = 1e-6;

    private final long[] nodes;
    private final int[] roots;
    private final int features;

    /** The most that the trees from each on can add. */
    private final double[] rest;

    /**
     * Creates a forest.
     *
     * @param trees its trees
     * @param features how many features there are; all in {@code trees} are below
     */
    Forest(Trees trees, int features) {
        this(packed(LevelOrder.of(trees, features)), features);
    }

    /**
     * Creates a forest.
     *
     * @param trees its trees, packed
     * @param features how many features there are
     */
    Forest(LevelOrder trees, int features) {
        this.features = features;
        nodes = trees.nodes();
        roots = trees.roots();
        rest = new double[roots.length + 1];
        for (int tree = roots.length - 1; tree >= 0; tree--) {
            rest[tree] = rest[tree + 1] + trees.most(tree);
        }
    }

    private static LevelOrder packed(LevelOrder trees) {
        if (!trees.pack()) {
            throw new IllegalArgumentException("node " + trees.fault() + " in level order is none of a forest");
        }
        return trees;
    }

    private static float upper(long node) {
        return Float.intBitsToFloat((int) (node >>> Integer.SIZE));
    }

    /** {@return number of features} */
    int features() {
        return features;
    }

    int trees() {
        return roots.length;
    }

    int nodes() {
        return nodes.length;
    }

    /** {@return whether a node is a leaf} */
    boolean isLeaf(int node) {
        return feature(node) == LEAF;
    }

    /** {@return the feature that a branch compares} */
    int feature(int node) {
        return (int) nodes[node] & LEAF;
    }

    /** {@return the greatest value of the feature with which a branch goes on to its first child} */
    int threshold(int node) {
        return (int) (nodes[node] >>> Integer.SIZE);
    }

    /** {@return what a leaf says} */
    float leafValue(int node) {
        return upper(nodes[node]);
    }

    /** {@return the first child of a branch; the second is the next node} */
    int child(int node) {
        return (int) nodes[node] >>> FEATURE_BITS;
    }

    /** {@return the root of a tree} */
    int root(int tree) {
        return roots[tree];
    }

    /** {@return the sum of what the trees say of a candidate, see the other method} */
    double probability(int[] values) {
        return probability(values, Double.NEGATIVE_INFINITY);
    }

    /**
     * {@return the sum of what the trees say of a candidate, or anything below a threshold if the sum is below it}
     *
     * @param values the candidate's features, {@link #VALUES} numbers
     * @param threshold the threshold
     */
    double probability(int[] values, double threshold) {
        double sum = 0;
        int tree = 0;
        for (; tree + AT_ONCE <= roots.length; tree += AT_ONCE) {
            if (sum + rest[tree] < threshold - SLACK) {
                return Double.NEGATIVE_INFINITY;
            }
            long a = nodes[roots[tree]];
            long b = nodes[roots[tree + 1]];
            long c = nodes[roots[tree + 2]];
            long d = nodes[roots[tree + 3]];
            while (((int) (a & b & c & d) & LEAF) != LEAF) {
                a = next(values, a);
                b = next(values, b);
                c = next(values, c);
                d = next(values, d);
            }
            sum += upper(a);
            sum += upper(b);
            sum += upper(c);
            sum += upper(d);
        }
        for (; tree < roots.length; tree++) {
            long a = nodes[roots[tree]];
            while (((int) a & LEAF) != LEAF) {
                a = next(values, a);
            }
            sum += upper(a);
        }
        return sum;
    }

    private long next(int[] values, long node) {
        int more = ((int) (node >>> Integer.SIZE) - values[(int) node & LEAF]) >>> (Integer.SIZE - 1);
        return nodes[((int) node >>> FEATURE_BITS) + more];
    }

    /** {@return the trees of which the forest was made} */
    Trees toTrees() {
        Trees trees = new Trees();
        int[] stack = new int[64];
        for (int root : roots) {
            int depth = 0;
            stack[depth++] = root;
            while (depth > 0) {
                int node = stack[--depth];
                if (isLeaf(node)) {
                    trees.leaf(leafValue(node));
                } else {
                    trees.branch(feature(node), threshold(node));
                    stack = depth + 2 > stack.length ? Arrays.copyOf(stack, 2 * stack.length) : stack;
                    stack[depth++] = child(node) + 1;
                    stack[depth++] = child(node);
                }
            }
        }
        return trees;
    }
}
