package org.tokenwright.embeddings.fasttext;

/** A search for a model in which every trial came to nothing. The message says what to change. */
public final class TuningFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TuningFailedException(String message) {
        super(message);
    }
}
