package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;

/** Searches the Huffman tree of hierarchical softmax from its root, left before right, and leaves out hopeless branches. */
final class TreeScorer implements Scorer {
    private final Table output;
    private final HuffmanTree tree;
    private int[] nodes = new int[64];
    private float[] logs = new float[64];
    private double[] probabilities = new double[64];

    TreeScorer(Table output, HuffmanTree tree) {
        this.output = output;
        this.tree = tree;
    }

    @Override
    public void score(float[] hidden, float threshold, BestList best) {
        float least = Scorer.log(threshold);
        nodes[0] = tree.root();
        logs[0] = 0;
        probabilities[0] = 1;
        int size = 1;
        while (size > 0) {
            size--;
            int node = nodes[size];
            float log = logs[size];
            double probability = probabilities[size];
            if (log < least || best.rejects(log)) {
                continue;
            }
            if (tree.isLeaf(node)) {
                best.add(log, node, probability);
                continue;
            }
            float dot = output.dot(tree.row(node), hidden);
            float right = (float) (1.0 / (1 + (float) Math.exp(-dot)));
            float left = (float) (1.0 - right);
            if (size + 2 > nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * nodes.length);
                logs = Arrays.copyOf(logs, nodes.length);
                probabilities = Arrays.copyOf(probabilities, nodes.length);
            }
            push(size++, tree.right(node), log + Scorer.log(right), probability * right);
            push(size++, tree.left(node), log + Scorer.log(left), probability * left);
        }
    }

    private void push(int at, int node, float log, double probability) {
        nodes[at] = node;
        logs[at] = log;
        probabilities[at] = probability;
    }
}
