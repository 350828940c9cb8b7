package org.tokenwright.embeddings.fasttext;

/** An option that a {@link FastTextTuner} varies. */
public enum TunedOption {
    /** How often the corpus is read: 1 to 100. */
    EPOCHS,
    /** The learning rate: 0.01 to 5. */
    LEARNING_RATE,
    /** Components of a vector: 1 to 1,000. */
    DIMENSION,
    /** The longest n-gram of words: 1 to 5. */
    WORD_NGRAMS,
    /** N-grams of characters: none, 2 to 5 or 3 to 6. */
    CHARACTER_NGRAMS,
    /** Rows that n-grams share: 10,000 to 10,000,000. */
    BUCKETS,
    /** Components that share a byte when a model is quantized to a size: 2, 4, 8 or 16. */
    PART_WIDTH
}
