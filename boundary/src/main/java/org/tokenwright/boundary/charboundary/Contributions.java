package org.tokenwright.boundary.charboundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tells which features of a candidate made a forest say what it says. Immutable, safe for any number of threads. */
final class Contributions {
    /*
     * After Saabas, "Interpreting random forests" (2014). Each node has a value: a leaf's is what it says, a branch's the mean
     * of its two children's, as no forest keeps how many samples went where. The step from a branch to a child changes the
     * value, and that is put down to the feature which the branch compares. So the sum of the roots' values and of all changes
     * is what the forest says.
     */
    private static final int MOST = 6;

    /** What is not worth a line. */
    private static final double LEAST = 0.005;

    private final Forest forest;
    private final float[] values;
    private final double base;

    /** Makes what all candidates need; costs a pass over all nodes and 4 bytes for each. */
    Contributions(Forest forest) {
        this.forest = forest;
        values = new float[forest.nodes()];
        for (int node = values.length - 1; node >= 0; node--) {
            if (forest.isLeaf(node)) {
                values[node] = forest.leafValue(node);
            } else {
                int child = forest.child(node);
                values[node] = (values[child] + values[child + 1]) / 2;
            }
        }
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += values[forest.root(tree)];
        }
        base = sum;
    }

    /** {@return what the forest says before it has seen anything} */
    double base() {
        return base;
    }

    /** {@return what each feature of a candidate adds to {@link #base}, or takes from it} */
    double[] of(int[] features) {
        double[] contributions = new double[forest.features()];
        for (int tree = 0; tree < forest.trees(); tree++) {
            int node = forest.root(tree);
            while (!forest.isLeaf(node)) {
                int feature = forest.feature(node);
                int child = forest.child(node) + (features[feature] > forest.threshold(node) ? 1 : 0);
                contributions[feature] += values[child] - values[node];
                node = child;
            }
        }
        return contributions;
    }

    /**
     * {@return the features that matter most, in words, each with what it adds}
     *
     * @param features those of a candidate
     * @param before how many characters before the candidate are among them
     * @param after how many behind it
     */
    List<String> evidence(int[] features, int before, int after) {
        double[] contributions = of(features);
        List<Integer> order = new ArrayList<>();
        for (int feature = 0; feature < contributions.length; feature++) {
            if (Math.abs(contributions[feature]) >= LEAST) {
                order.add(feature);
            }
        }
        order.sort(Comparator.comparingDouble(feature -> -Math.abs(contributions[feature])));
        List<String> evidence = new ArrayList<>();
        evidence.add(String.format(Locale.ROOT, "%.3f before anything is seen", base));
        for (int feature : order.subList(0, Math.min(MOST, order.size()))) {
            String value = feature <= before + after ? character(features[feature]) : "is " + features[feature];
            evidence.add(String.format(
                    Locale.ROOT,
                    "%+.3f as %s %s",
                    contributions[feature],
                    Features.name(before, after, feature),
                    value));
        }
        double rest = 0;
        for (int feature : order.subList(Math.min(MOST, order.size()), order.size())) {
            rest += contributions[feature];
        }
        if (order.size() > MOST) {
            evidence.add(String.format(Locale.ROOT, "%+.3f by %d other features", rest, order.size() - MOST));
        }
        return evidence;
    }

    /** {@return what a code of {@link CharCodes} stands for} */
    private static String character(int code) {
        return switch (code) {
            case CharCodes.DIGIT -> "is a digit";
            case CharCodes.TERMINAL -> "is an end mark";
            case CharCodes.LINE_BREAK -> "is a line break";
            case CharCodes.SPACE -> "is white space or none";
            case CharCodes.PUNCTUATION -> "is punctuation";
            case CharCodes.OTHER -> "is another sign";
            default -> "is '" + Character.toString('a' - 1 + code) + "'";
        };
    }
}
