package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.ProgressListener.Progress;

/**
 * Searches the options with which a classifier is best on a validation file: one trial after the other, each near the best so far,
 * as the C++ program does. Two models are in memory at a time; a trial whose matrices are larger than a third of the heap is
 * skipped, and so is one whose training diverges. Immutable, and safe for any number of threads.
 */
public final class FastTextTuner {
    /** Which part of the heap the matrices of a trial may have, as the best model so far needs room, too. */
    private static final double HEAP_SHARE = 0.35;

    private static final int ROW_BYTES = 24;

    private final TuningOptions options;

    /**
     * Creates a tuner.
     *
     * @param options how it searches
     */
    public FastTextTuner(TuningOptions options) {
        this.options = options;
    }

    /**
     * Searches.
     *
     * @param corpus the file to learn from
     * @param validation lines with labels, on which models are compared
     * @param listener hears of the progress and can cancel
     * @return the best model
     * @throws TuningFailedException if all trials came to nothing: it says what to change
     * @throws CorruptInputException if a file has no words or no labels, or the one of the metric is not in it
     * @throws IOException if a file cannot be read
     * @throws CancellationException if {@code listener} cancels
     */
    public TuningResult tune(Path corpus, Path validation, ProgressListener listener) throws IOException {
        return new Search(corpus, validation, listener).run();
    }

    /** One search. For one thread. */
    private final class Search {
        private final Path corpus;
        private final Path validation;
        private final ProgressListener listener;
        private final long start = System.nanoTime();
        private int trials;
        private int skipped;
        private String reason = "";
        private @Nullable TuningResult best;

        Search(Path corpus, Path validation, ProgressListener listener) {
            this.corpus = corpus;
            this.validation = validation;
            this.listener = listener;
        }

        TuningResult run() throws IOException {
            SplittableRandom random = new SplittableRandom(options.first().seed());
            VocabularyBuilder counted;
            try {
                counted = new FastTextTrainer(options.first()).count(corpus, this::report);
            } catch (OutOfTimeException e) {
                throw new TuningFailedException("the words were not counted: " + e.getMessage());
            }
            TuningCandidate candidate = TuningCandidate.of(options.first());
            TuningCandidate bestCandidate = candidate;
            while (goesOn()) {
                trials++;
                if (isBest(candidate, counted)) {
                    bestCandidate = candidate;
                }
                candidate = bestCandidate.near(options, progress(), random);
            }
            if (best == null) {
                throw new TuningFailedException(
                        "none of " + trials + " trials gave a model; of the last one: " + reason);
            }
            return new TuningResult(best.model(), best.options(), best.partWidth(), best.score(), trials, skipped);
        }

        private boolean goesOn() {
            return trials == 0 || (progress() < 1 && (options.trials() == 0 || trials < options.trials()));
        }

        /** {@return how much of the search is over, 0 to 1} */
        private double progress() {
            Duration duration = options.duration();
            double time = duration == null ? 0 : (double) (System.nanoTime() - start) / duration.toNanos();
            double count = options.trials() == 0 ? 0 : (double) trials / options.trials();
            return Math.min(1, Math.max(time, count));
        }

        /** Trains and measures a model. {@return whether it is better than all before} */
        private boolean isBest(TuningCandidate candidate, VocabularyBuilder counted) throws IOException {
            FastTextOptions training = candidate.options(options.first());
            FastTextModel model;
            try {
                checkMemory(training, counted);
                model = new FastTextTrainer(training).train(corpus, counted.copy(), this::report);
                if (options.modelSize() > 0) {
                    model = quantize(model, training, candidate.partWidth());
                }
            } catch (TrainingDivergedException | OutOfTimeException | NoRoomException e) {
                skipped++;
                reason = String.valueOf(e.getMessage());
                return false;
            }
            double score = options.metric().score(model, validation, options.predictions());
            if (best != null && score <= best.score()) {
                return false;
            }
            best = new TuningResult(model, training, candidate.partWidth(), score, trials, skipped);
            return true;
        }

        private void checkMemory(FastTextOptions training, VocabularyBuilder counted) {
            ModelArguments arguments = training.arguments();
            double bytes = ((double) counted.size() + arguments.buckets())
                    * (ROW_BYTES + (double) Float.BYTES * arguments.dimension());
            double room = HEAP_SHARE * Runtime.getRuntime().maxMemory();
            if (bytes > room) {
                throw new NoRoomException(String.format(
                        Locale.ROOT,
                        "its matrices have %.0f bytes, and %.0f have room; allow more memory",
                        bytes,
                        room));
            }
        }

        private FastTextModel quantize(FastTextModel model, FastTextOptions training, int partWidth)
                throws IOException {
            QuantizationOptions small = QuantizationOptions.builder()
                    .partWidth(partWidth)
                    .norms(true)
                    .output(model.labelCount() >= ProductQuantizer.CENTROIDS)
                    .modelSize(options.modelSize())
                    .retrain(corpus, training.arguments().epochs(), training.learningRate(), training.threads())
                    .build();
            try {
                return new FastTextQuantizer(small).quantize(model, this::report);
            } catch (IllegalArgumentException e) {
                throw new NoRoomException(String.valueOf(e.getMessage()));
            }
        }

        private void report(Progress progress) {
            if (trials > 0) {
                String phase = best == null
                        ? String.format(Locale.ROOT, "trial %d, %s", trials, progress.phase())
                        : String.format(Locale.ROOT, "trial %d, best %.4f, %s", trials, best.score(), progress.phase());
                listener.onProgress(new Progress(phase, progress.unit(), progress.done(), progress.total()));
            } else {
                listener.onProgress(progress);
            }
            Duration duration = options.duration();
            if (duration != null && System.nanoTime() - start > duration.toNanos()) {
                throw new OutOfTimeException(duration);
            }
        }
    }

    /** Ends a trial when time is over. */
    private static final class OutOfTimeException extends CancellationException {
        private static final long serialVersionUID = 1L;

        OutOfTimeException(Duration duration) {
            super("it had not ended after " + duration.toMillis() / 1e3 + " s; allow more time");
        }
    }

    /** A model that has no room, in memory or in its file. */
    private static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRoomException(String message) {
            super(message);
        }
    }
}
