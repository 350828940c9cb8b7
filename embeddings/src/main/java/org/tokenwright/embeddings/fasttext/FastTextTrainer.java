package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

/**
 * Trains fastText models.
 *
 * <p>With one thread the result depends on nothing but corpus and options, seed included; if the options demand a reproducible
 * training, it is that of the C++ program byte by byte. With more threads no two results are equal.
 *
 * <p>The corpus is one file of bytes, a text a line, words parted by ASCII white space: nothing is decoded or normalized. It is
 * read again in each epoch, by each thread from another place on. Immutable, and safe for any number of threads.
 */
public final class FastTextTrainer {
    private static final int LINES_BETWEEN_REPORTS = 1 << 12;

    private final FastTextOptions options;

    /**
     * Creates a trainer.
     *
     * @param options what and how it learns
     */
    public FastTextTrainer(FastTextOptions options) {
        this.options = options;
    }

    /**
     * Trains a model.
     *
     * @param corpus the file; must not change meanwhile
     * @param listener hears of the progress and can cancel
     * @return the model
     * @throws CorruptInputException if the corpus has no word that is frequent enough, or no label for a classifier, or the
     *     pretrained vectors are malformed
     * @throws IOException if a file cannot be read
     * @throws TrainingDivergedException if a number grows beyond all bounds
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public FastTextModel train(Path corpus, ProgressListener listener) throws IOException {
        ModelArguments arguments = options.arguments();
        VocabularyBuilder vocabulary = count(corpus, arguments, listener);
        Path pretrained = options.pretrainedVectors();
        WordVectors vectors = pretrained == null ? null : pretrained(pretrained, vocabulary);
        Dictionary dictionary = vocabulary.build(arguments);
        if (arguments.loss() == FastTextLoss.NEGATIVE_SAMPLING && dictionary.targetCounts().length < 2) {
            throw new CorruptInputException(
                    corpus.toString(),
                    "the whole file",
                    "one word or label to predict",
                    "two at least for negative sampling");
        }
        if (dictionary.rows() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    dictionary.words() + " words and " + arguments.buckets() + " buckets, must be below 2^31");
        }
        Matrix input = new Matrix((int) dictionary.rows(), arguments.dimension());
        fill(input);
        if (vectors != null) {
            copy(vectors, dictionary, input);
        }
        Matrix output = new Matrix(dictionary.targetCounts().length, arguments.dimension());
        new Training(dictionary, input, output, options.learningRate(), options.threads(), options.seed())
                .run(corpus, listener);
        return new FastTextModel(dictionary, input, output, false);
    }

    private VocabularyBuilder count(Path corpus, ModelArguments arguments, ProgressListener listener)
            throws IOException {
        VocabularyBuilder vocabulary =
                new VocabularyBuilder(options.labelPrefix().getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = WordReader.open(corpus)) {
            long size = channel.size();
            WordReader words = WordReader.of(channel, corpus.toString());
            Reports reports = new Reports("counting words", "bytes", size, listener);
            for (long lines = 0; words.next(); ) {
                vocabulary.count(words.word(), words.start(), words.end());
                if (words.endOfLine() && ++lines % LINES_BETWEEN_REPORTS == 0) {
                    reports.report(channel.position());
                }
            }
            reports.end(size);
        }
        vocabulary.drop(arguments.minCount(), options.minLabelCount());
        int labels = vocabulary.labelCount();
        if (vocabulary.size() == 0 || (vocabulary.size() == labels && !arguments.supervised())) {
            throw new CorruptInputException(
                    corpus.toString(),
                    "the whole file",
                    "no word",
                    "words that occur " + arguments.minCount() + " times");
        }
        if (labels == 0 && arguments.supervised()) {
            throw new CorruptInputException(
                    corpus.toString(), "the whole file", "no label", "labels that begin with " + options.labelPrefix());
        }
        return vocabulary;
    }

    private @Nullable WordVectors pretrained(Path file, VocabularyBuilder vocabulary) throws IOException {
        WordVectors vectors = WordVectors.load(file);
        if (vectors.dimension() != options.arguments().dimension()) {
            throw new IllegalArgumentException(file + " has vectors of dimension " + vectors.dimension()
                    + ", the options have " + options.arguments().dimension());
        }
        WordTable words = vectors.entries();
        for (int i = 0; i < words.size(); i++) {
            vocabulary.add(words.arena(), words.start(i), words.end(i));
        }
        vocabulary.drop(1, 0);
        return vectors;
    }

    private static void copy(WordVectors vectors, Dictionary dictionary, Matrix input) {
        WordTable words = vectors.entries();
        for (int i = 0; i < words.size(); i++) {
            int id = dictionary.find(words.arena(), words.start(i), words.end(i));
            if (id >= 0 && id < dictionary.words()) {
                vectors.vectors().copy(i, input.row(id), 0);
            }
        }
    }

    /** Draws the vectors from -1/dimension to 1/dimension. */
    private void fill(Matrix input) {
        float bound = (float) (1.0 / input.dimension());
        if (!options.reproducible()) {
            SplittableRandom random = new SplittableRandom(options.seed());
            for (int row = 0; row < input.rows(); row++) {
                float[] components = input.row(row);
                for (int i = 0; i < components.length; i++) {
                    components[i] = random.nextInt() * (bound / (1L << 31));
                }
            }
            return;
        }
        Minstd random = new Minstd(options.seed());
        long cells = input.rows() * input.dimension() / 10;
        for (long cell = 0; cell < cells; ) {
            float[] components = input.row((int) (cell / input.dimension()));
            for (int i = 0; i < components.length && cell < cells; i++, cell++) {
                components[i] = (float) (random.uniform() * (bound - -bound) + -bound);
            }
        }
    }
}
