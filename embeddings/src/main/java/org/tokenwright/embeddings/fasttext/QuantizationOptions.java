package org.tokenwright.embeddings.fasttext;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How a {@link FastTextQuantizer} makes models small. Defaults are those of the C++ program. Immutable. */
public final class QuantizationOptions {
    private final Builder settings;

    private QuantizationOptions(Builder settings) {
        this.settings = settings;
    }

    /** {@return options that quantize two components together, and prune nothing} */
    public static Builder builder() {
        return new Builder();
    }

    int partWidth() {
        return settings.partWidth;
    }

    boolean quantizesNorms() {
        return settings.norms;
    }

    boolean quantizesOutput() {
        return settings.output;
    }

    int cutoff() {
        return settings.cutoff;
    }

    /** {@return bytes of the file at most, or 0 for any number} */
    long modelSize() {
        return settings.modelSize;
    }

    /** {@return texts that are to be covered, or null} */
    @Nullable
    Path coverage() {
        return settings.coverage;
    }

    @Nullable
    Retraining retraining() {
        return settings.retraining;
    }

    /**
     * How a pruned model learns again.
     *
     * @param corpus the file it learns from
     * @param epochs how often the file is read
     * @param learningRate the learning rate at the start
     * @param threads how many threads
     */
    record Retraining(Path corpus, int epochs, double learningRate, int threads) {}

    /** Collects options. Setters refuse what is out of range. For one thread. */
    public static final class Builder {
        private int partWidth = 2;
        private boolean norms;
        private boolean output;
        private int cutoff;
        private long modelSize;
        private @Nullable Path coverage;
        private @Nullable Retraining retraining;

        private Builder() {}

        private Builder(Builder other) {
            partWidth = other.partWidth;
            norms = other.norms;
            output = other.output;
            cutoff = other.cutoff;
            modelSize = other.modelSize;
            coverage = other.coverage;
            retraining = other.retraining;
        }

        /**
         * Sets how many components have one code of a byte together.
         *
         * @param components at least 1; default 2
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder partWidth(int components) {
            if (components < 1) {
                throw new IllegalArgumentException("parts of " + components + " components, must be at least 1");
            }
            partWidth = components;
            return this;
        }

        /**
         * Sets whether the lengths of vectors have codes of their own: one byte more for each, and a smaller error.
         *
         * @param wanted default false
         * @return this builder
         */
        public Builder norms(boolean wanted) {
            norms = wanted;
            return this;
        }

        /**
         * Sets whether the output matrix is quantized, too, with two components together.
         *
         * @param wanted default false
         * @return this builder
         */
        public Builder output(boolean wanted) {
            output = wanted;
            return this;
        }

        /**
         * Sets how many words and n-grams are kept: those with the longest vectors, and {@code </s>}.
         *
         * @param rows at least 0; default 0: all
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder cutoff(int rows) {
            if (rows < 0) {
                throw new IllegalArgumentException("a cutoff of " + rows + ", must not be negative");
            }
            cutoff = rows;
            return this;
        }

        /**
         * Sets how large the file of the model may be. As many words and n-grams are kept as have room in it.
         *
         * @param bytes at least 0; default 0: any size
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder modelSize(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("a size of " + bytes + " bytes, must not be negative");
            }
            modelSize = bytes;
            return this;
        }

        /**
         * Keeps for each text of a corpus a word or n-gram of it beside {@code </s>}: texts are read in order, and for one of
         * which nothing is kept yet, that with the longest vector is. Those with the longest vectors of all have the room that
         * is left. If the room is used up before the corpus is, later texts are not covered. For classifiers.
         *
         * @param corpus the file that the classifier was trained on
         * @return this builder
         */
        public Builder cover(Path corpus) {
            coverage = corpus;
            return this;
        }

        /**
         * Lets a classifier that was pruned learn again before it is quantized.
         *
         * @param corpus the file it learns from
         * @param epochs how often it is read, at least 1
         * @param learningRate the learning rate at the start, above 0
         * @param threads how many threads, at least 1; with more than one the result is always another
         * @return this builder
         * @throws IllegalArgumentException if a number is out of range
         */
        public Builder retrain(Path corpus, int epochs, double learningRate, int threads) {
            if (epochs < 1 || !(learningRate > 0 && Double.isFinite(learningRate)) || threads < 1) {
                throw new IllegalArgumentException(epochs + " epochs at learning rate " + learningRate + " with "
                        + threads + " threads, all must be above 0");
            }
            retraining = new Retraining(corpus, epochs, learningRate, threads);
            return this;
        }

        /**
         * {@return the options}
         *
         * @throws IllegalArgumentException if two of them contradict each other
         */
        public QuantizationOptions build() {
            if (cutoff == 0 && modelSize == 0 && (retraining != null || coverage != null)) {
                throw new IllegalArgumentException((retraining != null ? "retraining" : "covering a corpus")
                        + " without a cutoff or a size, must be with one: nothing is pruned");
            }
            if (cutoff > 0 && modelSize > 0) {
                throw new IllegalArgumentException(
                        "a cutoff of " + cutoff + " and a size of " + modelSize + " bytes, must be one of both");
            }
            return new QuantizationOptions(new Builder(this));
        }
    }
}
