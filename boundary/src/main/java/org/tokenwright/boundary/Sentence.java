package org.tokenwright.boundary;

/**
 * A sentence out of a stream.
 *
 * @param start offset of its first char, which is not white space, in UTF-16 units from the beginning of the text
 * @param end offset behind its last char that is not white space
 * @param text its chars, {@code end - start} of them
 * @param confidence how sure its end is, 0 to 1
 */
public record Sentence(long start, long end, String text, double confidence) {}
