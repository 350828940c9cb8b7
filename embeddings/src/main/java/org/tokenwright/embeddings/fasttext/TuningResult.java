package org.tokenwright.embeddings.fasttext;

/**
 * The best model that a {@link FastTextTuner} found.
 *
 * @param model the model, quantized if it was to have a size
 * @param options how it was trained
 * @param partWidth components that share a byte, if it is quantized
 * @param score the value of the metric on the validation file, 0 to 1
 * @param trials how many models were tried
 * @param skipped how many of them came to nothing: their training diverged, they had no room, or time was over
 */
public record TuningResult(
        FastTextModel model, FastTextOptions options, int partWidth, double score, int trials, int skipped) {}
