package org.tokenwright.tokenizers.train;

import java.io.IOException;
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
        return new Training(source, options, listener).trainSuper();
    }
}
