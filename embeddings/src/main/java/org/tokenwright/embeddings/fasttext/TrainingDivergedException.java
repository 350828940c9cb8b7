package org.tokenwright.embeddings.fasttext;

/** A training whose numbers grew beyond all bounds. The message says what to change. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(double learningRate) {
        super("the training diverged: a score is not a number at learning rate " + learningRate
                + "; take a smaller learning rate");
    }
}
