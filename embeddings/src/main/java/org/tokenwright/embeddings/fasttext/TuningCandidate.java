package org.tokenwright.embeddings.fasttext;

import java.util.SplittableRandom;

/**
 * What one trial of a {@link FastTextTuner} varies.
 *
 * @param epochs how often the corpus is read
 * @param rate the learning rate
 * @param dimension components of a vector
 * @param wordNgrams longest n-gram of words
 * @param minNgram shortest n-gram of characters
 * @param maxNgram longest n-gram of characters, 0 for none
 * @param buckets rows that n-grams share, if there are any
 * @param partWidth components that share a byte
 */
record TuningCandidate(
        int epochs,
        double rate,
        int dimension,
        int wordNgrams,
        int minNgram,
        int maxNgram,
        int buckets,
        int partWidth) {
    /*
     * The steps of the C++ program: normally distributed, of the logarithm to base 2 where a value is multiplied. They are wide
     * for a quarter of the search, narrow in its last quarter, and shrink between.
     */
    private static final int[] SHORTEST_NGRAMS = {0, 2, 3};
    private static final int NGRAM_SPAN = 3;
    private static final double WIDE_UNTIL = 0.25;
    private static final double SHRINKING = 0.5;

    private static final int DEFAULT_PART_WIDTH = 2;

    /** {@return what the options of the first trial have} */
    static TuningCandidate of(FastTextOptions options) {
        ModelArguments arguments = options.arguments();
        return new TuningCandidate(
                arguments.epochs(),
                options.learningRate(),
                arguments.dimension(),
                arguments.wordNgrams(),
                arguments.minNgram(),
                arguments.maxNgram(),
                options.buckets(),
                DEFAULT_PART_WIDTH);
    }

    /**
     * {@return a candidate near this one}
     *
     * @param options what may be varied
     * @param progress how much of the search is over, 0 to 1
     * @param random draws the steps
     */
    TuningCandidate near(TuningOptions options, double progress, SplittableRandom random) {
        Steps steps = new Steps(options, progress, random);
        int newEpochs = (int) Math.round(steps.multiplied(TunedOption.EPOCHS, epochs, 2.8, 2.5, 1, 100));
        double newRate = steps.multiplied(TunedOption.LEARNING_RATE, rate, 1.9, 1.0, 0.01, 5);
        int newDimension = (int) Math.round(steps.multiplied(TunedOption.DIMENSION, dimension, 1.4, 0.3, 1, 1000));
        int newWordNgrams = (int) Math.round(steps.added(TunedOption.WORD_NGRAMS, wordNgrams, 4.3, 2.4, 1, 5));
        double power = Math.log(partWidth) / Math.log(2);
        int newPower = (int) Math.round(steps.added(TunedOption.PART_WIDTH, power, 2.0, 1.0, 1, 4));
        int last = SHORTEST_NGRAMS.length - 1;
        int choice = (int) Math.round(steps.added(TunedOption.CHARACTER_NGRAMS, choice(), 4.0, 1.4, 0, last));
        int newBuckets = (int) Math.round(steps.multiplied(TunedOption.BUCKETS, buckets, 2.0, 1.5, 1e4, 1e7));
        boolean fixed = !options.tunes(TunedOption.CHARACTER_NGRAMS);
        int shortest = fixed ? minNgram : SHORTEST_NGRAMS[choice];
        int longest = fixed ? maxNgram : shortest == 0 ? 0 : shortest + NGRAM_SPAN;
        return new TuningCandidate(
                newEpochs,
                newRate,
                newDimension,
                newWordNgrams,
                shortest,
                longest,
                newBuckets,
                options.tunes(TunedOption.PART_WIDTH) ? 1 << newPower : partWidth);
    }

    private int choice() {
        int choice = 0;
        for (int i = 0; i < SHORTEST_NGRAMS.length; i++) {
            if (maxNgram > 0 && SHORTEST_NGRAMS[i] <= minNgram) {
                choice = i;
            }
        }
        return choice;
    }

    FastTextOptions options(FastTextOptions first) {
        return first.toBuilder()
                .epochs(epochs)
                .learningRate(rate)
                .dimension(dimension)
                .wordNgrams(wordNgrams)
                .characterNgrams(minNgram, maxNgram)
                .buckets(buckets)
                .build();
    }

    /** Draws new values of those options that may be varied. */
    private record Steps(TuningOptions options, double progress, SplittableRandom random) {
        double added(TunedOption option, double value, double wide, double narrow, double least, double most) {
            double step = random.nextGaussian() * sigma(wide, narrow);
            return options.tunes(option) ? Math.clamp(value + step, least, most) : value;
        }

        double multiplied(TunedOption option, double value, double wide, double narrow, double least, double most) {
            double step = random.nextGaussian() * sigma(wide, narrow);
            return options.tunes(option) ? Math.clamp(value * Math.pow(2, step), least, most) : value;
        }

        private double sigma(double wide, double narrow) {
            double shrunk = Math.clamp(progress - WIDE_UNTIL, 0, SHRINKING);
            return wide - (wide - narrow) / SHRINKING * shrunk;
        }
    }
}
