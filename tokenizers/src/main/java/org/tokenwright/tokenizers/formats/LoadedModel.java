package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * What was loaded from a file, folder or name: always a tokenizer, and a byte-level BPE model if the tokenizer is nothing more.
 * Immutable.
 *
 * @param kind what it is, in a few words: its format and the kind of its model
 * @param tokenizer the tokenizer, with all that its format says
 * @param model the model that encodes and decodes as the tokenizer does, or null if there is none
 * @param reason why there is none, as the end of a sentence; empty if there is one
 */
public record LoadedModel(
        String kind, Tokenizer tokenizer, @Nullable BpeModel model, String reason) {
    /**
     * {@return a model with its tokenizer}
     *
     * @param model a model
     */
    public static LoadedModel of(BpeModel model) {
        return new LoadedModel("byte-level BPE", model.tokenizer(), model, "");
    }

    /** A tokenizer that is no byte-level BPE model. */
    static LoadedModel of(String kind, Tokenizer tokenizer) {
        return new LoadedModel(kind, tokenizer, null, kind + " is no byte-level BPE");
    }

    /**
     * {@return the model}
     *
     * @param source the name of what was loaded, for the message
     * @throws IOException if there is none
     */
    public BpeModel requireModel(String source) throws IOException {
        if (model == null) {
            throw new IOException(source + ": " + reason);
        }
        return Objects.requireNonNull(model);
    }
}
