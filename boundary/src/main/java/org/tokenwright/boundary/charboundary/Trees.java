package org.tokenwright.boundary.charboundary;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/** Binary trees in preorder, one behind the other, which grow by one node at a time. For one thread. */
final class Trees {
    /*
     * A branch is followed by its left child and all below it, then by its right one: so the kind of each node in a row tells
     * all links and where a tree ends. Open are branches whose right child is still to come; it comes when a node is added
     * that does not follow right behind the branch.
     */
    private static final int LEAF = -1;

    private final IntArrayList roots = new IntArrayList();
    private int size;
    private byte[] features = new byte[64];
    private int[] values = new int[64];
    private int[] rights = new int[64];
    private int[] open = new int[64];
    private int[] openLevels = new int[64];
    private int opened;

    /** Adds a branch; its left child is to be added next. */
    void branch(int feature, int threshold) {
        int level = level();
        int node = add(feature, threshold);
        if (opened == open.length) {
            open = Arrays.copyOf(open, 2 * opened);
            openLevels = Arrays.copyOf(openLevels, 2 * opened);
        }
        open[opened] = node;
        openLevels[opened++] = level;
    }

    /** Adds a leaf. */
    void leaf(float value) {
        add(LEAF, Float.floatToRawIntBits(value));
    }

    private int add(int feature, int value) {
        if (size == features.length) {
            int capacity = Math.min(2 * size, Forest.MAX_NODES);
            features = Arrays.copyOf(features, capacity);
            values = Arrays.copyOf(values, capacity);
            rights = Arrays.copyOf(rights, capacity);
        }
        if (opened == 0) {
            roots.add(size);
        } else if (open[opened - 1] != size - 1) {
            rights[open[--opened]] = size;
        }
        features[size] = (byte) feature;
        values[size] = value;
        return size++;
    }

    /** Adds all trees of another, their leaves divided by a number. */
    void addShare(Trees other, int divisor) {
        for (int i = 0; i < other.size; i++) {
            if (other.isLeaf(i)) {
                leaf(other.leafValue(i) / divisor);
            } else {
                branch(other.feature(i), other.threshold(i));
            }
        }
    }

    /** {@return how many branches are above the node to be added next} */
    int level() {
        return opened == 0 ? 0 : openLevels[opened - 1] + 1;
    }

    /** {@return whether no node is missing, so that another tree may follow} */
    boolean isComplete() {
        return opened == 0;
    }

    int count() {
        return roots.size();
    }

    int nodes() {
        return size;
    }

    int root(int tree) {
        return roots.getInt(tree);
    }

    boolean isLeaf(int node) {
        return features[node] == LEAF;
    }

    int feature(int node) {
        return features[node];
    }

    int threshold(int node) {
        return values[node];
    }

    float leafValue(int node) {
        return Float.intBitsToFloat(values[node]);
    }

    int left(int node) {
        return node + 1;
    }

    int right(int node) {
        return rights[node];
    }
}
