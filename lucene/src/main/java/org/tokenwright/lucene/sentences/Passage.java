package org.tokenwright.lucene.sentences;

/**
 * A piece of a text that holds whole sentences, where they fit.
 *
 * @param start offset of its first char, in UTF-16 units from the beginning of the text
 * @param end offset behind its last char
 * @param text its chars, {@code end - start} of them
 * @param tokens how many tokens they are when they are encoded by themselves
 */
public record Passage(long start, long end, String text, int tokens) {}
