package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * Trains plain byte pair encoding: the most frequent pair of neighbouring tokens inside a pretoken becomes a token, again and
 * again. Of a row of n equal tokens floor(n / 2) pairs count; ties go to the smaller left bytes, then to the smaller right
 * bytes, unsigned, a prefix before its extension.
 *
 * <p>Memory grows with the distinct pretokens of the text, not with the text. No token grows beyond
 * {@link TrainerOptions#MAX_TOKEN_BYTES}.
 */
public final class BpeTrainer {
    private BpeTrainer() {}

    /**
     * Trains a model.
     *
     * @param source the text
     * @param options how
     * @param listener hears of the progress and can cancel
     * @return the model; the same for any number of threads
     * @throws IOException if the text cannot be read
     * @throws IllegalArgumentException if the pretokenizer is a regular expression of the user's and overflows the stack
     * @throws IllegalStateException if the distinct pretokens or tokens of the text are too many for arrays
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static BpeModel train(TextSource source, TrainerOptions options, ProgressListener listener)
            throws IOException {
        return new Training(options, listener).trainWords(source, Counting.STANDARD);
    }

    /**
     * Trains a model on pretokens that have been counted before, with {@link TrainerOptions.Builder#pretokenDump} or by the
     * BoundlessBPE programs. The options must name the pretokenizer that made them; the text itself is not needed.
     *
     * @param dump lines of a count, a tab and a pretoken in byte-to-character form; also compressed
     * @param options how
     * @param listener hears of the progress and can cancel
     * @return the model, the same as from the text but for what is told of the training
     * @throws org.tokenwright.text.CorruptInputException if a line of the dump is malformed, a pretoken holds a byte that is
     *     not in {@link TrainerOptions#alphabet()}, or the counts are so high that the text had 2^63 bytes or more
     * @throws IOException if the dump cannot be read
     * @throws IllegalStateException if the pretokens or tokens are too many for arrays
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static BpeModel trainOnPretokens(Path dump, TrainerOptions options, ProgressListener listener)
            throws IOException {
        return new Training(options, listener).trainWordsOnDump(dump);
    }

    /**
     * Trains a model on pretokens that have been counted before, by {@link CorpusCounts#countPretokens}: plain BPE, or the model
     * of words for superwords.
     *
     * @param counts the count file
     * @param options how; the model of words for SuperBPE has a vocabulary that is smaller by the number of supermerges
     * @param listener hears of the progress and can cancel
     * @return the model, the same as from the text
     * @throws org.tokenwright.text.CorruptInputException if the file is no count file or is damaged, or a pretoken holds a byte
     *     that is not in {@link TrainerOptions#alphabet()}
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if the file does not hold pretokens of this pretokenizer and normalization
     * @throws IllegalStateException if the pretokens or tokens are too many for arrays
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static BpeModel trainOnCounts(Path counts, TrainerOptions options, ProgressListener listener)
            throws IOException {
        return new Training(options, listener).trainWordsOnCounts(counts);
    }
}
