package org.tokenwright.embeddings.fasttext;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a {@link FastTextTuner} searches. Defaults are those of the C++ program. Immutable. */
public final class TuningOptions {
    private static final Duration DEFAULT_DURATION = Duration.ofMinutes(5);

    private final Builder settings;

    private TuningOptions(Builder settings) {
        this.settings = settings;
    }

    /**
     * {@return options of a search}
     *
     * @param first the options of the first trial, which all others share but for what is tuned; their seed is that of the search
     * @throws IllegalArgumentException if they are not those of a classifier, or go on with a model
     */
    public static Builder builder(FastTextOptions first) {
        if (first.task() != FastTextTask.SUPERVISED) {
            throw new IllegalArgumentException(
                    "tuning of task " + first.task() + ", is only for task " + FastTextTask.SUPERVISED);
        }
        if (first.start() != null) {
            throw new IllegalArgumentException("tuning of a model to go on with, must be of a new one");
        }
        return new Builder(first);
    }

    FastTextOptions first() {
        return settings.first;
    }

    boolean tunes(TunedOption option) {
        return !settings.fixed.contains(option);
    }

    TuningMetric metric() {
        return settings.metric;
    }

    int predictions() {
        return settings.predictions;
    }

    /** {@return how long to search, or null as long as it takes} */
    @Nullable
    Duration duration() {
        return settings.duration == null && settings.trials == 0 ? DEFAULT_DURATION : settings.duration;
    }

    /** {@return how many models to try, or 0 for any number} */
    int trials() {
        return settings.trials;
    }

    /** {@return bytes of the model's file at most, or 0 for a model that is not quantized} */
    long modelSize() {
        return settings.modelSize;
    }

    /** Collects options. Setters refuse what is out of range. For one thread. */
    public static final class Builder {
        private final FastTextOptions first;
        private final Set<TunedOption> fixed = EnumSet.noneOf(TunedOption.class);
        private TuningMetric metric = TuningMetric.F1;
        private int predictions = 1;
        private @Nullable Duration duration;
        private int trials;
        private long modelSize;

        private Builder(FastTextOptions first) {
            this.first = first;
            if (first.pretrainedVectors() != null) {
                fixed.add(TunedOption.DIMENSION);
            }
        }

        private Builder(Builder other) {
            first = other.first;
            fixed.addAll(other.fixed);
            metric = other.metric;
            predictions = other.predictions;
            duration = other.duration;
            trials = other.trials;
            modelSize = other.modelSize;
        }

        /**
         * Lets an option be in all trials as in the first one.
         *
         * @param option the option
         * @return this builder
         */
        public Builder fix(TunedOption option) {
            fixed.add(option);
            return this;
        }

        /**
         * Sets what is to be great.
         *
         * @param wanted the metric; default {@link TuningMetric#F1}
         * @return this builder
         */
        public Builder metric(TuningMetric wanted) {
            metric = wanted;
            return this;
        }

        /**
         * Sets how many labels are predicted for a line.
         *
         * @param labels at least 1; default 1
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder predictions(int labels) {
            if (labels < 1) {
                throw new IllegalArgumentException(labels + " predictions, must be at least 1");
            }
            predictions = labels;
            return this;
        }

        /**
         * Sets how long the search may take. A trial that goes on when time is over is given up.
         *
         * @param time above 0; default 5 minutes, or as long as it takes if {@link #trials} is set
         * @return this builder
         * @throws IllegalArgumentException if it is not above 0
         */
        public Builder duration(Duration time) {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("a duration of " + time + ", must be above 0");
            }
            duration = time;
            return this;
        }

        /**
         * Sets how many models are tried at most. With a number of trials, without a duration and with one thread the same seed
         * gives the same result.
         *
         * @param models at least 1; default any number
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder trials(int models) {
            if (models < 1) {
                throw new IllegalArgumentException(models + " trials, must be at least 1");
            }
            trials = models;
            return this;
        }

        /**
         * Sets how large the file of the model may be. Each model is then pruned to that size, trained again, and quantized with
         * norms, and with its output if it has 256 labels or more.
         *
         * @param bytes at least 1; default any size, and models are not quantized
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder modelSize(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("a size of " + bytes + " bytes, must be at least 1");
            }
            modelSize = bytes;
            return this;
        }

        /** {@return the options} */
        public TuningOptions build() {
            return new TuningOptions(new Builder(this));
        }
    }
}
