package org.tokenwright.embeddings.fasttext;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.tokenwright.embeddings.vectorizers.ParagraphVector;
import org.tokenwright.text.ProgressListener;

/**
 * Trains the word vectors of paragraph vectors (Le and Mikolov 2014) with the steps that fastText's models are trained with: the
 * vector of a document, alone (the distributed bag of words) or added to those of the words around a place (the distributed
 * memory), learns to predict the word at that place. For one thread; the result depends on documents, their order and settings
 * only, seed included.
 *
 * <p>The vectors of the documents are thrown away: {@link ParagraphVector} finds that of any document, old or new, as the minimum
 * of a convex function.
 *
 * <p>Documents are held in memory, 4 bytes a word, and for training 4 bytes a component for each document and each word (twice for
 * the distributed memory), and 40 MB.
 */
public final class ParagraphVectorTrainer {
    /*
     * Inference has a softmax over all words, without biases, so the scores R_w h must be ln p(w | h) up to a constant. Plain
     * negative sampling learns ln p(w | h) - ln(k q(w)), q the distribution of the k noise words, which is not that. Noise
     * contrastive estimation (Mnih and Teh 2012) takes ln(k q(w)) off the score before the logistic function, and has the wanted
     * scores as its optimum. The constant is free; with the number D of words in its place, offsets are -ln(k q(w) D), all about
     * -ln k, and training starts near the truth with R = 0.
     *
     * A training step knows means of input rows only. For the distributed memory it so learns q/(2 window + 1) and the vectors of
     * contexts divided by the same, whose sum is the hidden vector; only places with a whole window are learned, so that this
     * factor is the same for all, and inference gets the vectors of contexts already divided.
     */
    private static final int DOCUMENTS_BETWEEN_REPORTS = 64;
    private static final int MAX_WINDOW = 400;

    private final int words;
    private int dimension = 100;
    private int window;
    private boolean memory;
    private int epochs = 20;
    private double learningRate = 0.05;
    private int negatives = 5;
    private double alpha = 0.3;
    private long seed;
    private final List<int[]> documents = new ArrayList<>();
    private long places;

    /**
     * Creates a trainer of the distributed bag of words, without documents.
     *
     * @param words how many different words there are, at least 2
     * @throws IllegalArgumentException if {@code words} is below 2
     */
    public ParagraphVectorTrainer(int words) {
        if (words < 2) {
            throw new IllegalArgumentException("words is " + words + ", expected 2 or more");
        }
        this.words = words;
    }

    /**
     * Sets the number of components of a vector; 100 by default.
     *
     * @param value how many, 1 to 1,048,576
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ParagraphVectorTrainer dimension(int value) {
        if (value < 1 || value > ModelReader.MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "dimension is " + value + ", expected 1 to " + ModelReader.MAX_DIMENSION);
        }
        dimension = value;
        return this;
    }

    /**
     * Makes it the distributed memory: a word is predicted from the document and the words around.
     *
     * @param value how many words on either side are around, 1 to 400
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ParagraphVectorTrainer memory(int value) {
        if (value < 1 || value > MAX_WINDOW) {
            throw new IllegalArgumentException("window is " + value + ", expected 1 to " + MAX_WINDOW);
        }
        memory = true;
        window = value;
        return this;
    }

    /**
     * Sets how often each document is learned from; 20 times by default.
     *
     * @param value how often, 1 or more
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public ParagraphVectorTrainer epochs(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("epochs is " + value + ", expected 1 or more");
        }
        epochs = value;
        return this;
    }

    /**
     * Sets the learning rate at the beginning, from which it falls to 0; 0.05 by default.
     *
     * @param value the rate, above 0
     * @return this
     * @throws IllegalArgumentException if it is not above 0 and finite
     */
    public ParagraphVectorTrainer learningRate(double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate is " + value + ", expected a number above 0");
        }
        learningRate = value;
        return this;
    }

    /**
     * Sets how many words of noise there are for each that is learned; 5 by default.
     *
     * @param value how many, 1 or more
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public ParagraphVectorTrainer negatives(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("negatives is " + value + ", expected 1 or more");
        }
        negatives = value;
        return this;
    }

    /**
     * Sets the weight of the length of a vector that is inferred, which has no part in the training; 0.3 by default.
     *
     * @param value the weight, above 0
     * @return this
     * @throws IllegalArgumentException if it is not above 0 and finite
     */
    public ParagraphVectorTrainer alpha(double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha is " + value + ", expected a number above 0");
        }
        alpha = value;
        return this;
    }

    /**
     * Sets what decides all that chance decides; 0 by default.
     *
     * @param value the seed
     * @return this
     */
    public ParagraphVectorTrainer seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Adds a document. One that is shorter than a word and the window on both sides of it teaches nothing.
     *
     * @param document its words, by their numbers; copied
     * @return this
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public ParagraphVectorTrainer add(int... document) {
        for (int word : document) {
            Objects.checkIndex(word, words);
        }
        documents.add(document.clone());
        return this;
    }

    /**
     * Trains. Costs O(words of all documents, epochs, negatives + window, dimension).
     *
     * @param listener hears of the progress and can cancel
     * @return the inference of vectors
     * @throws IllegalStateException if no document is long enough, if all words are the same, or if the documents and words are 2<sup>31</sup> - 1 or more
     * @throws TrainingDivergedException if a number grows beyond all bounds
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public ParagraphVector train(ProgressListener listener) {
        long[] counts = counts();
        int contexts = memory ? words : 0;
        if ((long) documents.size() + contexts >= Integer.MAX_VALUE) {
            throw new IllegalStateException(documents.size() + " documents and " + contexts + " words, expected fewer");
        }
        Matrix input = new Matrix(documents.size() + contexts, dimension);
        Matrix output = new Matrix(words, dimension);
        SplittableRandom random = new SplittableRandom(seed);
        for (int row = 0; row < input.rows(); row++) {
            float[] components = input.row(row);
            for (int i = 0; i < dimension; i++) {
                components[i] = (float) (random.nextDouble(-1, 1) / dimension);
            }
        }
        LogisticSteps steps = new LogisticSteps(output, new SigmoidTable(), offsets(counts));
        TrainingLoss loss = new TrainingLoss.NoiseContrast(new NegativeTable(counts), negatives, steps);
        learn(new TrainingStep(input, loss, false, new Minstd(random.nextLong())), listener);
        checkFinite(input);
        checkFinite(output);
        if (!memory) {
            return ParagraphVector.bagOfWords(output, 0, alpha);
        }
        Matrix context = new Matrix(words, dimension);
        for (int word = 0; word < words; word++) {
            Kernels.add(input.row(documents.size() + word), 1f / (2 * window + 1), context.row(word));
        }
        return ParagraphVector.sumOfContext(output, context, window, alpha);
    }

    private void checkFinite(Matrix matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (float component : matrix.row(row)) {
                if (!Float.isFinite(component)) {
                    throw new TrainingDivergedException(learningRate);
                }
            }
        }
    }

    /** {@return how often each word is to be predicted} */
    private long[] counts() {
        long[] counts = new long[words];
        places = 0;
        for (int[] document : documents) {
            for (int t = window; t < document.length - window; t++) {
                counts[document[t]]++;
                places++;
            }
        }
        if (places == 0) {
            throw new IllegalStateException("none of " + documents.size() + " documents has a word with " + window
                    + " words on either side, expected some");
        }
        for (int word = 0; word < words; word++) {
            if (counts[word] == places) {
                throw new IllegalStateException(
                        "all words to be predicted are word " + word + ", expected two different ones at least");
            }
        }
        return counts;
    }

    private float[] offsets(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += Math.sqrt((double) count);
        }
        float[] offsets = new float[words];
        for (int word = 0; word < words; word++) {
            double noise = Math.sqrt((double) counts[word]) / sum;
            offsets[word] = noise == 0 ? 0 : (float) -Math.log(negatives * noise * words);
        }
        return offsets;
    }

    private void learn(TrainingStep step, ProgressListener listener) {
        double total = (double) places * epochs;
        Reports reports = new Reports("training", "words", (long) total, listener);
        RowList rows = new RowList();
        int[] order = new int[documents.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        long done = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            step.random().shuffle(order);
            for (int i = 0; i < order.length; i++) {
                step.rate((float) (learningRate * (1 - done / total)));
                done += learn(order[i], step, rows);
                if (i % DOCUMENTS_BETWEEN_REPORTS == 0) {
                    reports.report(done);
                }
            }
        }
        reports.end(done);
    }

    /** Learns from a document. {@return from how many places of it} */
    private int learn(int number, TrainingStep step, RowList rows) {
        int[] document = documents.get(number);
        int end = document.length - window;
        for (int t = window; t < end; t++) {
            rows.clear();
            rows.add(number);
            for (int near = t - window; memory && near <= t + window; near++) {
                if (near != t) {
                    rows.add(documents.size() + document[near]);
                }
            }
            step.update(rows.array(), rows.size(), document[t], rows);
        }
        return Math.max(0, end - window);
    }
}
