package org.tokenwright.embeddings.fasttext;

/**
 * A word that is like another.
 *
 * @param word the word
 * @param similarity the cosine of their vectors, -1 to 1
 */
public record SimilarWord(String word, float similarity) {}
