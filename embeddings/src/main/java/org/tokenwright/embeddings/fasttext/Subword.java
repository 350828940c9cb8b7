package org.tokenwright.embeddings.fasttext;

/**
 * A part of a word that has a vector of its own.
 *
 * @param text the word, or an n-gram of the word between {@code <} and {@code >}
 * @param row its row of {@link FastTextModel#input()}
 */
public record Subword(String text, long row) {}
