package org.tokenwright.embeddings.evaluation;

/**
 * How many analogies were right.
 *
 * @param section the name of the section
 * @param questions how many questions were asked
 * @param unknown how many questions were left out, as one of their words is unknown
 * @param right how many answers were right
 */
public record AnalogyResult(String section, int questions, int unknown, int right) {
    /** {@return which part of the answers was right; not a number if nothing was asked} */
    public double accuracy() {
        return (double) right / questions;
    }
}
