package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * Trains SuperBPE as a second pass: a vocabulary of plain BPE, and then a given number of superwords, the most frequent
 * first, however rare they are ({@link TrainerOptions#supermerges()}; the vocabulary size counts both). What may become a
 * superword is as for {@link BoundlessBpeTrainer}, which finds the number by itself. This is the form of "Faster Superword
 * Tokenization" (arXiv 2604.05192); the SuperBPE of arXiv 2503.13423 also joins parts of words, and punctuation.
 */
public final class SuperBpeTrainer {
    private SuperBpeTrainer() {}

    /**
     * Trains a model.
     *
     * @param source the text
     * @param options how
     * @param listener hears of the progress and can cancel
     * @return the model; the same for any number of threads
     * @throws IOException if the text cannot be read
     * @throws IllegalArgumentException if the pretokenizer is a regular expression of the user's and overflows the stack
     * @throws IllegalStateException if the distinct pretokens, runs or tokens of the text are too many for arrays
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static BpeModel train(TextSource source, TrainerOptions options, ProgressListener listener)
            throws IOException {
        return new Training(options, listener).trainSuperwords(source, options.supermerges());
    }

    /**
     * Trains a model on runs that have been counted before, by {@link CorpusCounts#countRuns}.
     *
     * @param words the model of words that they were counted with, trained by {@link BpeTrainer#trainOnCounts} with these
     *     options
     * @param runs the count file
     * @param options how
     * @param listener hears of the progress and can cancel
     * @return the model; the same as from the text
     * @throws org.tokenwright.text.CorruptInputException if the file is no count file or is damaged
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the file does not hold runs of this model and merge rule, or the model is not one that
     *     was trained with these options
     * @throws IllegalStateException if the tokens or pieces of runs are too many for arrays
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static BpeModel trainOnRuns(BpeModel words, Path runs, TrainerOptions options, ProgressListener listener)
            throws IOException {
        return new Training(options, listener).trainSuperwordsOnRuns(words, runs, options.supermerges());
    }
}
