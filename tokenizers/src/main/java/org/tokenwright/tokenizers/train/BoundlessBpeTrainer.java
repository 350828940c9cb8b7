package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * Trains BoundlessBPE: byte pair encoding whose tokens may grow over the borders of pretokens, in the two-pass form ("Faster
 * Superword Tokenization", arXiv 2604.05192). The first pass is {@link BpeTrainer}'s. The second merges whole pretokens
 * ("supermerges") in the runs of neighbouring pretokens that are single tokens and that the merge rule admits; at each step
 * it takes the most frequent supermerge if it is more frequent than the next merge of the first pass, and else that merge.
 *
 * <p>The vocabulary ends at the size that plain BPE reaches on the text: the size asked for, or less if the text has too few
 * different pairs.
 *
 * <p>Memory grows with the distinct pretokens of the text, with the runs as far as supermerges are to be expected in them, and
 * by about two bytes for each pretoken that the merge rule admits. No token grows beyond {@link TrainerOptions#MAX_TOKEN_BYTES}.
 */
public final class BoundlessBpeTrainer {
    private BoundlessBpeTrainer() {}

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
        return new Training(options, listener).trainSuperwords(source, 0);
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
        return new Training(options, listener).trainSuperwordsOnRuns(words, runs, 0);
    }
}
