package org.tokenwright.boundary.charboundary;

/** What a forest sees, and where it looks for ends of sentences. */
public enum CharBoundaryFeatures {
    /**
     * As the reference: the characters round a candidate, without case, and eight flags. Candidates are {@code . ! ? : ;},
     * straight and closing quotes, and line breaks.
     */
    REFERENCE,
    /**
     * Also the words before and behind, their case and length, whether English begins sentences with the next one, the place in
     * the line, numbers and letters of items and whether they continue a list, what is before a bracket, and runs of periods.
     * Candidates are also the end of the first word of a line (numbers of paragraphs and items), what is before the next item
     * of a list in one line, other punctuation and symbols before a space, but no commas and no signs that belong to a word
     * (Na+, A-), and sentence marks of other scripts. Finds a third of the ends that {@link #REFERENCE} misses.
     */
    EXTENDED
}
