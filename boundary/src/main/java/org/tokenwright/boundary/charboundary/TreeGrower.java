package org.tokenwright.boundary.charboundary;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Grows trees from samples, one after the other. For one thread. */
final class TreeGrower {
    /*
     * CART as scikit-learn's random forest has it: a tree sees as many samples as there are, drawn with replacement, each class
     * weighed so that both weigh the same; a node is split where the Gini impurity falls most, on one of as many features as
     * the square root of all, or the first of the others that has two values. Depth, and how many different samples a node
     * needs, bound the tree. (Breiman, Classification and Regression Trees, 1984; Random Forests, Machine Learning 45, 2001.)
     *
     * members[from .. to) are the different samples of a node; splitting parts them in place. Nodes wait on a stack, the left
     * one above, so that they come in preorder. A split is found from counts of the ranks of a feature: all counts are whole
     * numbers, so no result depends on the order of samples. Ranks that a node has not are skipped if it has few.
     */
    private static final int FEW = 8;

    private final Samples samples;
    private final CharBoundaryTrainerOptions options;
    private final int tried;
    private final int[] draws;
    private final int[] members;
    private final int[] scratch;
    private final int[] order;
    private final int[] positive;
    private final int[] negative;
    private final int[] counts;
    private final int[] touched;
    private final double[] importances;

    private SplittableRandom random = new SplittableRandom(0);
    private double positiveWeight;
    private double negativeWeight;

    /** The best split of the node that was last looked at. */
    private int bestFeature;

    private int bestRank;
    private int bestThreshold;
    private double bestScore;

    TreeGrower(Samples samples, CharBoundaryTrainerOptions options) {
        this.samples = samples;
        this.options = options;
        tried = Math.max(1, (int) Math.sqrt(samples.features()));
        draws = new int[samples.size()];
        members = new int[samples.size()];
        scratch = new int[samples.size()];
        order = new int[samples.features()];
        importances = new double[samples.features()];
        int most = 0;
        for (int i = 0; i < samples.features(); i++) {
            most = Math.max(most, samples.values(i).length);
        }
        positive = new int[most];
        negative = new int[most];
        counts = new int[most];
        touched = new int[most];
    }

    /**
     * Grows a tree.
     *
     * @param seed says all that is random
     * @return the tree; its leaves hold the share of ends
     */
    Trees grow(long seed) {
        random = new SplittableRandom(seed);
        Arrays.fill(importances, 0);
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int size = bootstrap();
        Trees tree = new Trees();
        int[] stack = new int[64];
        int height = 0;
        stack[height++] = 0;
        stack[height++] = size;
        while (height > 0) {
            int to = stack[--height];
            int from = stack[--height];
            if (tree.level() < options.depth() && to - from >= options.minSplit() && split(from, to)) {
                int middle = part(from, to);
                tree.branch(bestFeature, bestThreshold);
                stack = height + 4 > stack.length ? Arrays.copyOf(stack, 2 * stack.length) : stack;
                stack[height++] = middle;
                stack[height++] = to;
                stack[height++] = from;
                stack[height++] = middle;
            } else {
                tree.leaf((float) share(from, to));
            }
        }
        return tree;
    }

    /** {@return by how much each feature has made the last tree purer, all together 1, or 0 if it is a single leaf} */
    double[] importances() {
        double sum = 0;
        for (double importance : importances) {
            sum += importance;
        }
        double[] shares = new double[importances.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = sum == 0 ? 0 : importances[i] / sum;
        }
        return shares;
    }

    /** Draws the samples and weighs the classes. {@return how many different ones there are} */
    private int bootstrap() {
        int size = samples.size();
        Arrays.fill(draws, 0);
        for (int i = 0; i < size; i++) {
            draws[random.nextInt(size)]++;
        }
        int count = 0;
        long ends = 0;
        for (int i = 0; i < size; i++) {
            if (draws[i] > 0) {
                members[count++] = i;
                ends += samples.label(i) ? draws[i] : 0;
            }
        }
        positiveWeight = ends == 0 ? 0 : size / (2.0 * ends);
        negativeWeight = ends == size ? 0 : size / (2.0 * (size - ends));
        return count;
    }

    private double share(int from, int to) {
        long ends = 0;
        long others = 0;
        for (int i = from; i < to; i++) {
            int sample = members[i];
            if (samples.label(sample)) {
                ends += draws[sample];
            } else {
                others += draws[sample];
            }
        }
        return ends * positiveWeight / (ends * positiveWeight + others * negativeWeight);
    }

    /** Finds the best split of a node. {@return whether there is one} */
    private boolean split(int from, int to) {
        long ends = 0;
        long others = 0;
        for (int i = from; i < to; i++) {
            int sample = members[i];
            if (samples.label(sample)) {
                ends += draws[sample];
            } else {
                others += draws[sample];
            }
        }
        if (ends == 0 || others == 0) {
            return false;
        }
        bestFeature = -1;
        bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < order.length && (i < tried || bestFeature < 0); i++) {
            int j = i + random.nextInt(order.length - i);
            int feature = order[j];
            order[j] = order[i];
            order[i] = feature;
            trySplit(feature, from, to, ends, others);
        }
        if (bestFeature < 0) {
            return false;
        }
        importances[bestFeature] += bestScore - purity(ends * positiveWeight, others * negativeWeight);
        return true;
    }

    private void trySplit(int feature, int from, int to, long ends, long others) {
        char[] ranks = samples.ranks(feature);
        int values = samples.values(feature).length;
        if (values < 2) {
            return;
        }
        int present = count(ranks, from, to);
        boolean few = present < values / FEW;
        if (few) {
            Arrays.sort(touched, 0, present);
        }
        long leftEnds = 0;
        long leftOthers = 0;
        int leftCount = 0;
        int last = -1;
        int steps = few ? present : values;
        for (int step = 0; step < steps; step++) {
            int rank = few ? touched[step] : step;
            int count = counts[rank];
            if (count == 0) {
                continue;
            }
            if (leftCount >= options.minLeaf() && to - from - leftCount >= options.minLeaf()) {
                double score = purity(leftEnds * positiveWeight, leftOthers * negativeWeight)
                        + purity((ends - leftEnds) * positiveWeight, (others - leftOthers) * negativeWeight);
                if (score > bestScore) {
                    bestScore = score;
                    bestFeature = feature;
                    bestRank = last;
                    int[] numbers = samples.values(feature);
                    bestThreshold = Math.floorDiv(numbers[last] + numbers[rank], 2);
                }
            }
            leftEnds += positive[rank];
            leftOthers += negative[rank];
            leftCount += count;
            last = rank;
            counts[rank] = 0;
            positive[rank] = 0;
            negative[rank] = 0;
        }
    }

    /** Counts the ranks of a node's samples. {@return how many different ones there are, which are noted} */
    private int count(char[] ranks, int from, int to) {
        int present = 0;
        for (int i = from; i < to; i++) {
            int sample = members[i];
            int rank = ranks[sample];
            if (counts[rank]++ == 0) {
                touched[present++] = rank;
            }
            if (samples.label(sample)) {
                positive[rank] += draws[sample];
            } else {
                negative[rank] += draws[sample];
            }
        }
        return present;
    }

    /** {@return the weight of a node less its weighted Gini impurity, but for a factor of 2} */
    private static double purity(double ends, double others) {
        double weight = ends + others;
        return weight == 0 ? 0 : (ends * ends + others * others) / weight;
    }

    /** Parts a node's samples by the best split, each side in its order. {@return where the right side begins} */
    private int part(int from, int to) {
        char[] ranks = samples.ranks(bestFeature);
        int left = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int sample = members[i];
            if (ranks[sample] <= bestRank) {
                members[left++] = sample;
            } else {
                scratch[right++] = sample;
            }
        }
        System.arraycopy(scratch, 0, members, left, right);
        return left;
    }
}
