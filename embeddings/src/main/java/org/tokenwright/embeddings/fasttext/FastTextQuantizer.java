package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.text.ProgressListener;

/**
 * Makes models small: prunes words and n-grams, and quantizes what is left. Gives the models of the C++ program, and takes
 * models of words as well, which that program refuses. Deterministic, but for a retraining with several threads. Immutable, and
 * safe for any number of threads.
 */
public final class FastTextQuantizer {
    private static final int OUTPUT_PART_WIDTH = 2;

    private final QuantizationOptions options;

    /**
     * Creates a quantizer.
     *
     * @param options how it works
     */
    public FastTextQuantizer(QuantizationOptions options) {
        this.options = options;
    }

    /**
     * Quantizes a model. Holds its matrices in memory. Costs about 25 * 256 * 65,536 * dimension operations for each matrix with
     * as many rows.
     *
     * @param model the model, which stays as it is
     * @param listener hears of the progress and can cancel
     * @return the small model
     * @throws IllegalArgumentException if the model is quantized already; if a matrix that is to be quantized has fewer than 256
     *     rows; or if a model that is no classifier is to be retrained
     * @throws IOException if the corpus for a retraining cannot be read
     * @throws TrainingDivergedException if a number of the retraining grows beyond all bounds
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public FastTextModel quantize(FastTextModel model, ProgressListener listener) throws IOException {
        if (model.isQuantized()) {
            throw new IllegalArgumentException("the model is quantized already");
        }
        QuantizationOptions.Retraining retraining = options.retraining();
        if (retraining != null && model.task() != FastTextTask.SUPERVISED) {
            throw new IllegalArgumentException(
                    "retraining of task " + model.task() + ", is only for task " + FastTextTask.SUPERVISED);
        }
        Dictionary dictionary = model.dictionary();
        Matrix input = Matrix.copyOf(model.inputTable());
        Matrix output = Matrix.copyOf(model.outputTable());
        if (options.cutoff() > 0 && options.cutoff() < input.rows()) {
            int[] rows = wordsFirst(longest(input, dictionary.endOfLine(), options.cutoff()), dictionary.words());
            ModelArguments arguments = dictionary.arguments();
            dictionary =
                    dictionary.prune(rows, retraining == null ? arguments : arguments.withEpochs(retraining.epochs()));
            input = input.select(rows);
            if (!arguments.supervised()) {
                output = output.select(Arrays.copyOf(rows, dictionary.words()));
            }
            if (retraining != null) {
                new Training(dictionary, input, output, retraining.learningRate(), retraining.threads(), 0)
                        .run(retraining.corpus(), listener);
            }
        }
        boolean norms = options.quantizesNorms();
        Table quantizedInput = QuantizerTrainer.quantize(input, options.partWidth(), norms, "input matrix", listener);
        Table quantizedOutput = options.quantizesOutput()
                ? QuantizerTrainer.quantize(output, OUTPUT_PART_WIDTH, norms, "output matrix", listener)
                : output;
        return new FastTextModel(dictionary, quantizedInput, quantizedOutput, options.quantizesOutput());
    }

    /** {@return the rows with the greatest lengths, in that order, but the one of {@code </s>} first} */
    private static int[] longest(Matrix input, int endOfLine, int count) {
        float[] norms = new float[(int) input.rows()];
        int[] order = new int[norms.length];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = input.norm(i);
            order[i] = i;
            if (Float.isNaN(norms[i])) {
                throw new IllegalArgumentException("row " + i + " of the input matrix is not a number");
            }
        }
        IntroSort.sort(order, (a, b) -> a != b && (a == endOfLine || (b != endOfLine && norms[a] > norms[b])));
        return Arrays.copyOf(order, count);
    }

    /** {@return rows of words in ascending order, then those of n-grams in the order in which they are} */
    private static int[] wordsFirst(int[] rows, int words) {
        int[] ordered = new int[rows.length];
        int size = 0;
        for (int row : rows) {
            if (row < words) {
                ordered[size++] = row;
            }
        }
        Arrays.sort(ordered, 0, size);
        for (int row : rows) {
            if (row >= words) {
                ordered[size++] = row;
            }
        }
        return ordered;
    }
}
