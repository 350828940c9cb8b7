package org.tokenwright.tokenizers.pipeline;

/** Cuts pieces of text into smaller ones, and may change them. Immutable, safe for any number of threads. */
public interface PreTokenizer {
    /**
     * {@return what becomes of the pieces; those that are tokens stay as they are}
     *
     * @param pieces the pieces
     * @throws IllegalArgumentException if an expression gives up on the text
     */
    Pieces apply(Pieces pieces);
}
