package org.tokenwright.tokenizers.train;

/** How pairs are counted and which of equally frequent ones goes first. */
enum Counting {
    /**
     * The rules of BoundlessBPE: of a row of n equal tokens floor(n / 2) pairs count, since no more can be merged; ties go to
     * the smaller left bytes, then to the smaller right bytes.
     */
    STANDARD,
    /**
     * The rules of the trainer in Hugging Face's tokenizers, byte level: a row of n equal tokens counts n - 1 times; ties go to
     * the smaller left id, then to the smaller right id, where single bytes are numbered by their printable characters.
     */
    HUGGING_FACE
}
