package org.tokenwright.embeddings.fasttext;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What and how a {@link FastTextTrainer} learns. Defaults are those of the C++ program. Immutable. */
public final class FastTextOptions {
    private static final double DEFAULT_RATE = 0.05;
    private static final double CLASSIFIER_RATE = 0.1;

    private final Builder settings;

    private FastTextOptions(Builder settings) {
        this.settings = settings;
    }

    /** {@return options for a classifier: softmax, words without n-grams of characters, learning rate 0.1, minimal count 1} */
    public static Builder supervised() {
        return new Builder(FastTextTask.SUPERVISED)
                .loss(FastTextLoss.SOFTMAX)
                .minCount(1)
                .characterNgrams(0, 0)
                .learningRate(CLASSIFIER_RATE);
    }

    /** {@return options for word vectors that predict the words around: negative sampling, n-grams of 3 to 6 characters} */
    public static Builder skipgram() {
        return new Builder(FastTextTask.SKIPGRAM);
    }

    /** {@return options for word vectors that are predicted from the words around} */
    public static Builder cbow() {
        return new Builder(FastTextTask.CBOW);
    }

    /**
     * Returns options for a training that goes on with a model. They are those of the model, as far as its file holds them;
     * dimension, loss, n-grams, buckets and label prefix cannot be changed.
     *
     * @param model the model, which stays as it is; not quantized
     * @return the options
     * @throws IllegalArgumentException if the model is quantized, or was trained with options that are out of range
     */
    public static Builder continuing(FastTextModel model) {
        if (model.isQuantized()) {
            throw new IllegalArgumentException("a quantized model, must be one that is not: it cannot learn");
        }
        ModelArguments arguments = model.arguments();
        Builder builder = new Builder(arguments.task())
                .learningRate(arguments.supervised() ? CLASSIFIER_RATE : DEFAULT_RATE)
                .dimension(arguments.dimension())
                .windowSize(arguments.windowSize())
                .epochs(arguments.epochs())
                .minCount(arguments.minCount())
                .negatives(arguments.negatives())
                .wordNgrams(arguments.wordNgrams())
                .loss(arguments.loss())
                .characterNgrams(arguments.minNgram(), arguments.maxNgram())
                .updateRate(arguments.updateRate())
                .samplingThreshold(arguments.sampling());
        builder.buckets = arguments.buckets();
        builder.hashes = arguments.hashes();
        builder.labelPrefix = new String(model.dictionary().labelPrefix(), StandardCharsets.UTF_8);
        builder.start = model;
        return builder;
    }

    /** {@return what is learned} */
    public FastTextTask task() {
        return settings.task;
    }

    Builder toBuilder() {
        return new Builder(settings);
    }

    /** {@return rows that n-grams share, if there are n-grams} */
    int buckets() {
        return settings.buckets;
    }

    double learningRate() {
        return settings.learningRate;
    }

    int minLabelCount() {
        return settings.minLabelCount;
    }

    int threads() {
        return settings.threads;
    }

    int seed() {
        return settings.seed;
    }

    boolean reproducible() {
        return settings.reproducible;
    }

    String labelPrefix() {
        return settings.labelPrefix;
    }

    @Nullable
    Path pretrainedVectors() {
        return settings.pretrainedVectors;
    }

    /** {@return the model with which the training goes on, or null for a new one} */
    @Nullable
    FastTextModel start() {
        return settings.start;
    }

    ModelArguments arguments() {
        boolean used =
                settings.start != null || settings.wordNgrams > 1 || settings.maxNgram > 0 || settings.hashes > 0;
        return new ModelArguments(
                settings.dimension,
                settings.windowSize,
                settings.epochs,
                settings.minCount,
                settings.negatives,
                settings.wordNgrams,
                settings.loss,
                settings.task,
                used ? settings.buckets : 0,
                settings.minNgram,
                settings.maxNgram,
                settings.updateRate,
                settings.sampling,
                settings.hashes);
    }

    /** {@return the most important options as arguments of fastText} */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "-loss %s -lr %.4g -epoch %d -dim %d -wordNgrams %d -minn %d -maxn %d -bucket %d -minCount %d",
                settings.loss,
                settings.learningRate,
                settings.epochs,
                settings.dimension,
                settings.wordNgrams,
                settings.minNgram,
                settings.maxNgram,
                arguments().buckets(),
                settings.minCount);
    }

    /** Collects options. Setters refuse what is out of range. For one thread. */
    public static final class Builder {
        private final FastTextTask task;
        private double learningRate = DEFAULT_RATE;
        private int dimension = 100;
        private int windowSize = 5;
        private int epochs = 5;
        private int minCount = 5;
        private int minLabelCount;
        private int negatives = 5;
        private int wordNgrams = 1;
        private FastTextLoss loss = FastTextLoss.NEGATIVE_SAMPLING;
        private int buckets = 2_000_000;
        private int minNgram = 3;
        private int maxNgram = 6;
        private int threads = 1;
        private int updateRate = 100;
        private double sampling = 1e-4;
        private int hashes;
        private String labelPrefix = FastTextModel.LABEL_PREFIX;
        private int seed;
        private boolean reproducible;
        private @Nullable Path pretrainedVectors;
        private @Nullable FastTextModel start;

        private Builder(FastTextTask task) {
            this.task = task;
        }

        private Builder(Builder other) {
            task = other.task;
            learningRate = other.learningRate;
            dimension = other.dimension;
            windowSize = other.windowSize;
            epochs = other.epochs;
            minCount = other.minCount;
            minLabelCount = other.minLabelCount;
            negatives = other.negatives;
            wordNgrams = other.wordNgrams;
            loss = other.loss;
            buckets = other.buckets;
            minNgram = other.minNgram;
            maxNgram = other.maxNgram;
            threads = other.threads;
            updateRate = other.updateRate;
            sampling = other.sampling;
            hashes = other.hashes;
            labelPrefix = other.labelPrefix;
            seed = other.seed;
            reproducible = other.reproducible;
            pretrainedVectors = other.pretrainedVectors;
            start = other.start;
        }

        /**
         * Sets the learning rate at the start, from where it falls to 0.
         *
         * @param rate above 0; default 0.05, 0.1 for classifiers
         * @return this builder
         * @throws IllegalArgumentException if it is not above 0 or not finite
         */
        public Builder learningRate(double rate) {
            if (!(rate > 0 && Double.isFinite(rate))) {
                throw new IllegalArgumentException("learning rate " + rate + ", must be above 0 and finite");
            }
            learningRate = rate;
            return this;
        }

        /**
         * Sets the number of components of a vector.
         *
         * @param components 1 to 1,048,576; default 100
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder dimension(int components) {
            dimension = between("dimension", components, 1, ModelReader.MAX_DIMENSION);
            return this;
        }

        /**
         * Sets the greatest distance of words around a word.
         *
         * @param words at least 1; default 5
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder windowSize(int words) {
            windowSize = between("window size", words, 1, Short.MAX_VALUE);
            return this;
        }

        /**
         * Sets how often the corpus is read.
         *
         * @param passes at least 1; default 5
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder epochs(int passes) {
            epochs = between("epochs", passes, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets how often a word must occur to be known.
         *
         * @param count at least 0; default 5, 1 for classifiers
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder minCount(int count) {
            minCount = between("minimal count", count, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets how often a label must occur to be known.
         *
         * @param count at least 0; default 0
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder minLabelCount(int count) {
            minLabelCount = between("minimal count of labels", count, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets how many outputs negative sampling draws for each target.
         *
         * @param draws at least 1; default 5
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder negatives(int draws) {
            negatives = between("negatives", draws, 1, Short.MAX_VALUE);
            return this;
        }

        /**
         * Sets the longest n-gram of words that has a vector; for classifiers.
         *
         * @param words 1 to 1,024; default 1
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder wordNgrams(int words) {
            wordNgrams = between("word n-grams", words, 1, ModelReader.MAX_NGRAM);
            return this;
        }

        /**
         * Sets the loss function.
         *
         * @param function the function; default negative sampling, softmax for classifiers
         * @return this builder
         * @throws IllegalArgumentException if it is one for classifiers alone, and something else is learned
         */
        public Builder loss(FastTextLoss function) {
            if (function == FastTextLoss.ONE_VS_ALL && task != FastTextTask.SUPERVISED) {
                throw new IllegalArgumentException(
                        "loss " + function + " for task " + task + ", is only for task " + FastTextTask.SUPERVISED);
            }
            loss = function;
            return this;
        }

        /**
         * Sets how many rows all n-grams share; there are none if no n-grams are learned.
         *
         * @param rows at least 1; default 2,000,000
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder buckets(int rows) {
            buckets = between("buckets", rows, 1, Integer.MAX_VALUE / 2);
            return this;
        }

        /**
         * Sets which n-grams of characters have vectors.
         *
         * @param shortest characters of the shortest, at least 0
         * @param longest characters of the longest, 0 for no n-grams, at most 1,024; default 3 to 6, none for classifiers
         * @return this builder
         * @throws IllegalArgumentException if they are out of range
         */
        public Builder characterNgrams(int shortest, int longest) {
            minNgram = between("shortest n-gram", shortest, 0, ModelReader.MAX_NGRAM);
            maxNgram = between("longest n-gram", longest, 0, ModelReader.MAX_NGRAM);
            return this;
        }

        /**
         * Sets how many threads learn at the same time. With more than one they change the same vectors without locks, and no
         * training equals another.
         *
         * @param count at least 1; default 1
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder threads(int count) {
            threads = between("threads", count, 1, 1 << 10);
            return this;
        }

        /**
         * Sets after how many tokens a thread tells the others how far it is, from which the learning rate follows.
         *
         * @param tokens at least 1; default 100
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder updateRate(int tokens) {
            updateRate = between("update rate", tokens, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets above which relative frequency words are left out at random; not for classifiers.
         *
         * @param threshold above 0; default 0.0001
         * @return this builder
         * @throws IllegalArgumentException if it is not above 0
         */
        public Builder samplingThreshold(double threshold) {
            if (!(threshold > 0 && Double.isFinite(threshold))) {
                throw new IllegalArgumentException("sampling threshold " + threshold + ", must be above 0 and finite");
            }
            sampling = threshold;
            return this;
        }

        /**
         * Learns as floret does: words have no rows of their own, but each word as a whole and each of its n-grams has several of
         * the rows that all share. What is learned is then a {@link FastTextModel#floretVectors() table} by which any word has a
         * vector. N-grams have at most 100 characters, and a table of some 50,000 rows is enough for a language.
         *
         * <p>floret gives the most frequent word a row of its own, which the table then lacks: it takes that word for {@code </s>}.
         * Here {@code </s>} is the first word, unless a {@link #reproducible reproducible} training is demanded.
         *
         * @param rowsOfEach how many rows a word or n-gram has, 1 to 4; default: as fastText
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder floret(int rowsOfEach) {
            hashes = between("hashes", rowsOfEach, 1, ModelReader.MAX_HASHES);
            return this;
        }

        /**
         * Sets with what labels begin.
         *
         * @param prefix at least one character; default {@value FastTextModel#LABEL_PREFIX}
         * @return this builder
         * @throws IllegalArgumentException if it is empty
         */
        public Builder labelPrefix(String prefix) {
            if (prefix.isEmpty()) {
                throw new IllegalArgumentException("the label prefix is empty, must be one character at least");
            }
            labelPrefix = prefix;
            return this;
        }

        /**
         * Sets the seed of everything random.
         *
         * @param number any; default 0
         * @return this builder
         */
        public Builder seed(int number) {
            seed = number;
            return this;
        }

        /**
         * Demands the model that the C++ program would make of the same corpus with {@code -thread 1}, byte by byte: of the
         * vectors before training it sets only the first tenth to random numbers and leaves the others at zero.
         *
         * @param wanted whether; default false: all vectors begin at random
         * @return this builder
         */
        public Builder reproducible(boolean wanted) {
            reproducible = wanted;
            return this;
        }

        /**
         * Sets word vectors with which the training begins. Their words become known even if they are rare.
         *
         * @param file a text file as {@link FastTextModel#saveVectors} writes it, of the same dimension
         * @return this builder
         */
        public Builder pretrainedVectors(Path file) {
            pretrainedVectors = file;
            return this;
        }

        /**
         * {@return the options}
         *
         * @throws IllegalArgumentException if two of them contradict each other
         */
        public FastTextOptions build() {
            if (reproducible && threads > 1) {
                throw new IllegalArgumentException(
                        "reproducible with " + threads + " threads, must be with 1: more than one never give the same");
            }
            if (maxNgram > 0 && minNgram > maxNgram) {
                throw new IllegalArgumentException(
                        "n-grams of " + minNgram + " to " + maxNgram + " characters, the shortest must not be longer");
            }
            if (hashes > 0 && maxNgram > ModelReader.MAX_FLORET_NGRAM) {
                throw new IllegalArgumentException("n-grams of up to " + maxNgram
                        + " characters with floret, must be up to " + ModelReader.MAX_FLORET_NGRAM);
            }
            if (start != null) {
                checkStart(start);
            }
            return new FastTextOptions(new Builder(this));
        }

        private void checkStart(FastTextModel model) {
            if (reproducible || pretrainedVectors != null) {
                throw new IllegalArgumentException("a model to go on with and "
                        + (reproducible ? "a reproducible training" : "pretrained vectors") + ", must be one of both");
            }
            ModelArguments kept = model.arguments();
            same("dimension", dimension, kept.dimension());
            same("loss", loss, kept.loss());
            same("word n-grams", wordNgrams, kept.wordNgrams());
            same("shortest n-gram", minNgram, kept.minNgram());
            same("longest n-gram", maxNgram, kept.maxNgram());
            same("buckets", buckets, kept.buckets());
            same("hashes", hashes, kept.hashes());
            same("label prefix", labelPrefix, new String(model.dictionary().labelPrefix(), StandardCharsets.UTF_8));
        }

        private static void same(String name, Object value, Object ofModel) {
            if (!value.equals(ofModel)) {
                throw new IllegalArgumentException(
                        name + " " + value + ", must be " + ofModel + " as in the model to go on with");
            }
        }

        private static int between(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "%s %,d, must be %,d to %,d", name, value, least, most));
            }
            return value;
        }
    }
}
