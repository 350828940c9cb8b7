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
 * Trains fastText models: new ones, or one that was trained before and goes on with another corpus. It then learns the words and
 * labels that are new in that corpus, too, and keeps all others; only with hierarchical softmax, what it predicts stays the same.
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
     * @throws CorruptInputException if the corpus has no word that is frequent enough, or no label for a classifier, or a new
     *     one where a model with hierarchical softmax goes on; or the pretrained vectors are malformed
     * @throws IOException if a file cannot be read
     * @throws TrainingDivergedException if a number grows beyond all bounds
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public FastTextModel train(Path corpus, ProgressListener listener) throws IOException {
        return train(corpus, count(corpus, listener), listener);
    }

    /**
     * Trains a model on a corpus whose words are counted.
     *
     * @param corpus the file
     * @param counted its words, which are changed if there are pretrained vectors or a model to go on with
     * @param listener hears of the progress and can cancel
     */
    FastTextModel train(Path corpus, VocabularyBuilder counted, ProgressListener listener) throws IOException {
        FastTextModel start = options.start();
        FastTextModel model = start == null ? begin(corpus, counted) : resume(corpus, counted, start);
        new Training(
                        model.dictionary(),
                        (Matrix) model.inputTable(),
                        (Matrix) model.outputTable(),
                        counted.tokens(),
                        options.learningRate(),
                        options.threads(),
                        options.seed())
                .run(corpus, listener);
        return model;
    }

    /** {@return a model that has learned nothing} */
    private FastTextModel begin(Path corpus, VocabularyBuilder counted) throws IOException {
        ModelArguments arguments = options.arguments();
        counted.drop(arguments.minCount(), options.minLabelCount());
        checkCounts(corpus, counted, arguments);
        Path pretrained = options.pretrainedVectors();
        WordVectors vectors = pretrained == null ? null : pretrained(pretrained, counted);
        Dictionary dictionary = counted.build(arguments);
        checkSize(corpus, dictionary);
        Matrix input = new Matrix((int) dictionary.rows(), arguments.dimension());
        fill(input);
        if (vectors != null) {
            copy(vectors, dictionary, input);
        }
        Matrix output = new Matrix(dictionary.targetCounts().length, arguments.dimension());
        return new FastTextModel(dictionary, input, output, false);
    }

    /** {@return a model that knows what another one has learned, and the new words, labels of the corpus as well} */
    private FastTextModel resume(Path corpus, VocabularyBuilder counted, FastTextModel start) throws IOException {
        ModelArguments arguments = options.arguments();
        counted.drop(1, 1);
        Dictionary old = start.dictionary();
        GrownDictionary grown = new GrownDictionary(old, counted, arguments, options.minLabelCount(), corpus);
        Dictionary dictionary = grown.dictionary();
        checkSize(corpus, dictionary);
        if (arguments.supervised() && !grown.hasLabel()) {
            throw noLabel(corpus);
        }
        Matrix input = new Matrix((int) dictionary.rows(), arguments.dimension());
        int added = dictionary.words() - old.words();
        SplittableRandom random = new SplittableRandom(options.seed());
        for (int row = 0; row < input.rows(); row++) {
            if (row < old.words()) {
                start.inputTable().copy(row, input.row(row), 0);
            } else if (row < dictionary.words()) {
                fill(input.row(row), random);
            } else {
                start.inputTable().copy(row - added, input.row(row), 0);
            }
        }
        Table oldOutput = start.outputTable();
        Matrix output = new Matrix(dictionary.targetCounts().length, arguments.dimension());
        for (int row = 0; row < oldOutput.rows(); row++) {
            oldOutput.copy(row, output.row(row), 0);
        }
        return new FastTextModel(dictionary, input, output, false);
    }

    private static void checkSize(Path corpus, Dictionary dictionary) throws CorruptInputException {
        ModelArguments arguments = dictionary.arguments();
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
    }

    /** {@return the words of a corpus} */
    VocabularyBuilder count(Path corpus, ProgressListener listener) throws IOException {
        VocabularyBuilder vocabulary =
                new VocabularyBuilder(options.labelPrefix().getBytes(StandardCharsets.UTF_8));
        if (options.arguments().floret() && !options.reproducible()) {
            vocabulary.putEndOfLineFirst();
        }
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
        return vocabulary;
    }

    private void checkCounts(Path corpus, VocabularyBuilder vocabulary, ModelArguments arguments)
            throws CorruptInputException {
        int labels = vocabulary.labelCount();
        if (vocabulary.size() == 0 || (vocabulary.size() == labels && !arguments.supervised())) {
            throw new CorruptInputException(
                    corpus.toString(),
                    "the whole file",
                    "no word",
                    "words that occur " + arguments.minCount() + " times");
        }
        if (labels == 0 && arguments.supervised()) {
            throw noLabel(corpus);
        }
    }

    private CorruptInputException noLabel(Path corpus) {
        return new CorruptInputException(
                corpus.toString(), "the whole file", "no label", "labels that begin with " + options.labelPrefix());
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
        if (!options.reproducible()) {
            SplittableRandom random = new SplittableRandom(options.seed());
            for (int row = 0; row < input.rows(); row++) {
                fill(input.row(row), random);
            }
            return;
        }
        float bound = (float) (1.0 / input.dimension());
        Minstd random = new Minstd(options.seed());
        long cells = input.rows() * input.dimension() / 10;
        for (long cell = 0; cell < cells; ) {
            float[] components = input.row((int) (cell / input.dimension()));
            for (int i = 0; i < components.length && cell < cells; i++, cell++) {
                components[i] = (float) (random.uniform() * (bound - -bound) + -bound);
            }
        }
    }

    private static void fill(float[] components, SplittableRandom random) {
        float bound = (float) (1.0 / components.length);
        for (int i = 0; i < components.length; i++) {
            components[i] = random.nextInt() * (bound / (1L << 31));
        }
    }
}
