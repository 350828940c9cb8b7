package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.text.ProgressListener;

/**
 * Makes models small: prunes words and n-grams, and quantizes what is left. Gives the models of the C++ program, and beyond it
 * takes models of words, keeps what covers a corpus (Joulin et al., 2016, FastText.zip), and prunes to a size of the file. Deterministic, but for a retraining with several threads. Immutable, and
 * safe for any number of threads.
 */
public final class FastTextQuantizer {
    static final int OUTPUT_PART_WIDTH = 2;

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
     *     rows; if a model that is no classifier is to be retrained or to cover texts; or if not even 256 rows have room in the
     *     size that is wanted
     * @throws IOException if a corpus cannot be read
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
        if (options.coverage() != null && model.task() != FastTextTask.SUPERVISED) {
            throw new IllegalArgumentException(
                    "texts to cover for task " + model.task() + ", are only for task " + FastTextTask.SUPERVISED);
        }
        Dictionary dictionary = model.dictionary();
        Matrix input = Matrix.copyOf(model.inputTable());
        Matrix output = Matrix.copyOf(model.outputTable());
        int[] rows = new RowSelection(dictionary, input, options).choose(output, listener);
        if (rows.length < input.rows()) {
            ModelArguments arguments = dictionary.arguments();
            dictionary =
                    dictionary.prune(rows, retraining == null ? arguments : arguments.withEpochs(retraining.epochs()));
            input = input.select(rows);
            if (!arguments.supervised()) {
                output = output.select(Arrays.copyOf(rows, dictionary.words()));
            }
            if (retraining != null) {
                long tokens = dictionary.tokens();
                new Training(dictionary, input, output, tokens, retraining.learningRate(), retraining.threads(), 0)
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
}
