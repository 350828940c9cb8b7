package org.tokenwright.tokenizers.train;

import java.io.IOException;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;

/** Trains plain BPE models. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"}) // stub
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
     * @throws java.util.concurrent.CancellationException if {@code listener} cancels
     */
    public static BpeModel train(TextSource source, TrainerOptions options, ProgressListener listener)
            throws IOException {
        throw new IOException("not yet " + source + options + listener);
    }
}
