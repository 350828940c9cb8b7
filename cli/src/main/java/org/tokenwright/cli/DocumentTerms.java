package org.tokenwright.cli;

import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.vectorizers.TfidfTrainer;
import org.tokenwright.embeddings.vectorizers.TfidfVectorizer;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/** Gives documents to vectorizers: as they are, or as the tokens of a tokenizer. For one thread. */
final class DocumentTerms {
    private final @Nullable Encoder encoder;

    /**
     * Takes what makes tokens.
     *
     * @param tokenizer the tokenizer, or null to give texts as they are
     */
    DocumentTerms(@Nullable Tokenizer tokenizer) {
        encoder = tokenizer == null ? null : tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
    }

    /** Learns from a document. */
    void learn(TfidfTrainer trainer, byte[] utf8, int from, int to) {
        if (encoder == null) {
            trainer.add(utf8, from, to);
        } else {
            int count = encoder.encode(utf8, from, to);
            trainer.add(encoder.ids(), 0, count);
        }
    }

    /** {@return the features of a document, as often as they occur} */
    int[] features(TfidfVectorizer vectorizer, byte[] utf8, int from, int to) {
        if (encoder == null) {
            return vectorizer.features(utf8, from, to);
        }
        int count = encoder.encode(utf8, from, to);
        return vectorizer.features(encoder.ids(), 0, count);
    }
}
