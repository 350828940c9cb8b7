package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.ProgressListener;

/** Changes matrices until the corpus was read as often as it shall be. */
final class Training {
    private static final long POLL_MILLIS = 100;

    private final Dictionary dictionary;
    private final Matrix input;
    private final Matrix output;
    private final double rate;
    private final int threads;
    private final int seed;
    private final long totalTokens;
    private final AtomicLong tokens = new AtomicLong();
    private final SigmoidTable sigmoid = new SigmoidTable();
    private final @Nullable NegativeTable negatives;
    private final @Nullable HuffmanTree tree;
    private final float[] keep;
    private volatile boolean stopped;

    /**
     * Prepares a training.
     *
     * @param dictionary the words
     * @param input the matrix of words and n-grams
     * @param output the matrix of what is predicted
     * @param corpusTokens how many tokens one epoch has
     * @param rate the learning rate at the start
     * @param threads how many threads learn
     * @param seed the seed of everything random
     */
    Training(
            Dictionary dictionary, Matrix input, Matrix output, long corpusTokens, double rate, int threads, int seed) {
        this.dictionary = dictionary;
        this.input = input;
        this.output = output;
        this.rate = rate;
        this.threads = threads;
        this.seed = seed;
        totalTokens =
                Math.multiplyExact(corpusTokens, (long) dictionary.arguments().epochs());
        keep = dictionary.arguments().supervised() ? new float[0] : keep(dictionary);
        FastTextLoss loss = dictionary.arguments().loss();
        negatives = loss == FastTextLoss.NEGATIVE_SAMPLING ? new NegativeTable(dictionary.targetCounts()) : null;
        tree = loss == FastTextLoss.HIERARCHICAL_SOFTMAX ? new HuffmanTree(dictionary.targetCounts()) : null;
    }

    private static float[] keep(Dictionary dictionary) {
        float[] keep = new float[dictionary.words()];
        double threshold = dictionary.arguments().sampling();
        for (int id = 0; id < keep.length; id++) {
            float frequency = (float) dictionary.count(id) / dictionary.tokens();
            keep[id] = (float) (Math.sqrt(threshold / frequency) + threshold / frequency);
        }
        return keep;
    }

    void run(Path corpus, ProgressListener listener) throws IOException {
        Reports reports = new Reports("training", "tokens", totalTokens, listener);
        Subwords subwords =
                dictionary.arguments().supervised() && dictionary.arguments().maxNgram() <= 0
                        ? null
                        : new Subwords(dictionary);
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            TrainingThread worker = new TrainingThread(this, corpus, i, subwords);
            FutureTask<Boolean> task = new FutureTask<>(() -> {
                worker.train();
                return true;
            });
            tasks.add(task);
            Thread.ofPlatform().daemon().name("fasttext-" + i).start(task);
        }
        try {
            for (FutureTask<Boolean> task : tasks) {
                await(task, reports);
            }
        } finally {
            stopped = true;
            tasks.forEach(Training::end);
        }
        reports.end(totalTokens);
    }

    private void await(FutureTask<Boolean> task, Reports reports) throws IOException {
        while (true) {
            try {
                task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                reports.report(tokens.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted while training").initCause(e);
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
    }

    private static IOException rethrown(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return failure instanceof IOException e ? e : new IOException(failure);
    }

    /** Waits until a thread has seen that it shall stop. */
    private static void end(FutureTask<Boolean> task) {
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Dictionary dictionary() {
        return dictionary;
    }

    int threads() {
        return threads;
    }

    boolean goesOn() {
        return tokens.get() < totalTokens && !stopped;
    }

    /** {@return the learning rate at this moment} */
    float rate() {
        float progress = (float) tokens.get() / totalTokens;
        return (float) (rate * (1.0 - progress));
    }

    /** {@return a random number above which an occurrence of a word is left out} */
    float keep(int id) {
        return keep[id];
    }

    void read(long moreTokens) {
        tokens.addAndGet(moreTokens);
    }

    /** {@return the state of a thread} */
    TrainingStep step(int thread) {
        return new TrainingStep(input, loss(), dictionary.arguments().supervised(), new Minstd((long) thread + seed));
    }

    private TrainingLoss loss() {
        LogisticSteps steps = new LogisticSteps(output, sigmoid);
        int outputs = Math.toIntExact(output.rows());
        if (negatives != null) {
            return new TrainingLoss.NegativeSampling(
                    negatives, dictionary.arguments().negatives(), steps);
        }
        if (tree != null) {
            return new TrainingLoss.HierarchicalSoftmax(tree, steps);
        }
        return dictionary.arguments().loss() == FastTextLoss.SOFTMAX
                ? new TrainingLoss.SoftmaxLoss(output)
                : new TrainingLoss.OneVsAll(outputs, steps);
    }
}
