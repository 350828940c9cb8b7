package org.tokenwright.embeddings.fasttext;

/** The Huffman tree of hierarchical softmax. Immutable. */
final class HuffmanTree {
    /*
     * Nodes. 0 to n - 1 are the leaves, in the order of the targets, whose counts descend; n to 2n - 2 the inner nodes in the
     * order in which they were made, the root last. Inner node i has output row i - n.
     */
    private static final long UNMADE = ModelReader.MAX_COUNT;

    private final int leaves;
    private final int[] left;
    private final int[] right;
    private final int[] parent;
    private final boolean[] isRight;

    /**
     * Builds the tree.
     *
     * @param counts how often each target occurs, below {@link ModelReader#MAX_COUNT}
     */
    HuffmanTree(long[] counts) {
        leaves = counts.length;
        int nodes = 2 * leaves - 1;
        left = new int[nodes];
        right = new int[nodes];
        parent = new int[nodes];
        isRight = new boolean[nodes];
        long[] weights = new long[nodes];
        for (int i = 0; i < nodes; i++) {
            weights[i] = i < leaves ? counts[i] : UNMADE;
            left[i] = -1;
            right[i] = -1;
            parent[i] = -1;
        }
        int leaf = leaves - 1;
        int node = leaves;
        for (int i = leaves; i < nodes; i++) {
            int first = leaf >= 0 && weights[leaf] < weights[node] ? leaf-- : node++;
            int second = leaf >= 0 && weights[leaf] < weights[node] ? leaf-- : node++;
            left[i] = first;
            right[i] = second;
            weights[i] = weights[first] + weights[second];
            parent[first] = i;
            parent[second] = i;
            isRight[second] = true;
        }
    }

    int root() {
        return 2 * leaves - 2;
    }

    boolean isLeaf(int node) {
        return node < leaves;
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }

    /** {@return the node above, or -1 for the root} */
    int parent(int node) {
        return parent[node];
    }

    /** {@return whether a node is the right one of two} */
    boolean isRight(int node) {
        return isRight[node];
    }

    /** {@return the output row of an inner node} */
    int row(int node) {
        return node - leaves;
    }
}
