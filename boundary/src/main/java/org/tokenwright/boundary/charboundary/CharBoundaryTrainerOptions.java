package org.tokenwright.boundary.charboundary;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** How to train a forest. Immutable, safe for any number of threads. */
public final class CharBoundaryTrainerOptions {
    /** The largest number of trees: 65,536. */
    public static final int MAX_TREES = Forest.MAX_TREES;

    /** The greatest depth of a tree: 4,096. */
    public static final int MAX_DEPTH = Forest.MAX_DEPTH;

    /** The largest number of characters before or behind a possible end: 24. */
    public static final int MAX_CHARACTERS = Features.MAX_WINDOW;

    private static final int MAX_THREADS = 1024;

    private final int trees;
    private final int depth;
    private final int minSplit;
    private final int minLeaf;
    private final CharBoundaryFeatures features;
    private final int before;
    private final int after;
    private final boolean lineEndLabels;
    private final double validation;
    private final long seed;
    private final int threads;
    private final Set<String> abbreviations;

    private CharBoundaryTrainerOptions(Builder builder) {
        trees = builder.trees;
        depth = builder.depth;
        minSplit = builder.minSplit;
        minLeaf = builder.minLeaf;
        features = builder.features;
        before = builder.before;
        after = builder.after;
        lineEndLabels = builder.lineEndLabels;
        validation = builder.validation;
        seed = builder.seed;
        threads = builder.threads;
        abbreviations = Set.copyOf(builder.abbreviations);
    }

    /**
     * {@return a builder with the reference's small size: 32 trees of depth 16, 5 characters before and 3 behind, at least 8
     * candidates to split and 4 in a leaf}
     */
    public static Builder small() {
        return new Builder(32, 16, 4, 5, 3);
    }

    /**
     * {@return a builder with the reference's medium size: 64 trees of depth 32, 7 characters before and 5 behind, at least 8
     * candidates to split and 4 in a leaf}
     */
    public static Builder medium() {
        return new Builder(64, 32, 4, 7, 5);
    }

    /**
     * {@return a builder with the reference's large size: 256 trees of depth 64, 9 characters before and 7 behind, at least 4
     * candidates to split and 2 in a leaf}
     */
    public static Builder large() {
        return new Builder(256, 64, 2, 9, 7);
    }

    int trees() {
        return trees;
    }

    int depth() {
        return depth;
    }

    int minSplit() {
        return minSplit;
    }

    int minLeaf() {
        return minLeaf;
    }

    CharBoundaryFeatures features() {
        return features;
    }

    int before() {
        return before;
    }

    int after() {
        return after;
    }

    boolean lineEndLabels() {
        return lineEndLabels;
    }

    double validation() {
        return validation;
    }

    long seed() {
        return seed;
    }

    int threads() {
        return threads;
    }

    Set<String> abbreviations() {
        return abbreviations;
    }

    /** Collects options. For one thread. */
    public static final class Builder {
        private int trees;
        private int depth;
        private int minSplit;
        private int minLeaf;
        private CharBoundaryFeatures features = CharBoundaryFeatures.EXTENDED;
        private int before;
        private int after;
        private boolean lineEndLabels = true;
        private double validation;
        private long seed;
        private int threads = 1;
        private Set<String> abbreviations = Set.of();

        private Builder(int trees, int depth, int minLeaf, int before, int after) {
            this.trees = trees;
            this.depth = depth;
            this.minSplit = 2 * minLeaf;
            this.minLeaf = minLeaf;
            this.before = before;
            this.after = after;
        }

        /**
         * Sets the number of trees.
         *
         * @param trees 1 to {@link #MAX_TREES}
         * @return this
         * @throws IllegalArgumentException if it is outside
         */
        public Builder trees(int trees) {
            this.trees = check("trees", trees, 1, MAX_TREES);
            return this;
        }

        /**
         * Sets how deep a tree may be.
         *
         * @param depth the largest number of comparisons for a candidate, 1 to {@link #MAX_DEPTH}
         * @return this
         * @throws IllegalArgumentException if it is outside
         */
        public Builder depth(int depth) {
            this.depth = check("depth", depth, 1, MAX_DEPTH);
            return this;
        }

        /**
         * Sets how many candidates a node of a tree needs to be split.
         *
         * @param minSplit at least 2
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder minSplit(int minSplit) {
            this.minSplit = check("minSplit", minSplit, 2, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets how many candidates a leaf needs.
         *
         * @param minLeaf at least 1
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder minLeaf(int minLeaf) {
            this.minLeaf = check("minLeaf", minLeaf, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets what the forest sees. {@link CharBoundaryFeatures#EXTENDED} unless it is set.
         *
         * @param features what
         * @return this
         */
        public Builder features(CharBoundaryFeatures features) {
            this.features = features;
            return this;
        }

        /**
         * Sets the characters that a forest looks at.
         *
         * @param before how many before a candidate, 0 to {@link #MAX_CHARACTERS}
         * @param after how many behind it, 0 to {@link #MAX_CHARACTERS}
         * @return this
         * @throws IllegalArgumentException if one is outside
         */
        public Builder characters(int before, int after) {
            this.before = check("characters before", before, 0, MAX_CHARACTERS);
            this.after = check("characters after", after, 0, MAX_CHARACTERS);
            return this;
        }

        /**
         * Sets whether the end of a sentence that is no candidate counts for the line break that follows it, if one does: so
         * headings and other lines without punctuation are learned. The reference does not; it makes a great difference. On
         * unless it is set.
         *
         * @param lineEndLabels whether
         * @return this
         */
        public Builder lineEndLabels(boolean lineEndLabels) {
            this.lineEndLabels = lineEndLabels;
            return this;
        }

        /**
         * Sets how many texts are kept from training, to choose the threshold by and to measure with. 0 unless it is set; then
         * the threshold is 0.5.
         *
         * @param validation share of the texts, 0 to 0.9
         * @return this
         * @throws IllegalArgumentException if it is outside
         */
        public Builder validation(double validation) {
            if (!(validation >= 0 && validation <= 0.9)) {
                throw new IllegalArgumentException("validation is " + validation + ", expected 0 to 0.9");
            }
            this.validation = validation;
            return this;
        }

        /**
         * Sets the seed of all that is random. 0 unless it is set.
         *
         * @param seed any number
         * @return this
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets how many threads grow trees. The model does not depend on it. 1 unless it is set.
         *
         * @param threads 1 to 1,024
         * @return this
         * @throws IllegalArgumentException if it is outside
         */
        public Builder threads(int threads) {
            this.threads = check("threads", threads, 1, MAX_THREADS);
            return this;
        }

        /**
         * Sets the abbreviations that the model knows; none unless it is set.
         *
         * @param abbreviations all of them, see {@link CharBoundaryModel#withAbbreviations}
         * @return this
         * @throws IllegalArgumentException if one is empty, longer than 64 chars, or has an unpaired surrogate
         */
        public Builder abbreviations(Collection<String> abbreviations) {
            this.abbreviations = new TreeSet<>(CharBoundaryModel.checkAbbreviations(abbreviations));
            return this;
        }

        /**
         * {@return the options}
         */
        public CharBoundaryTrainerOptions build() {
            return new CharBoundaryTrainerOptions(this);
        }

        private static int check(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " is " + value + ", expected " + least + " to " + most);
            }
            return value;
        }
    }
}
