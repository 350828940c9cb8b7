package org.tokenwright.boundary;

/** Takes the ends of sentences from a {@link BoundaryScanner}. */
@FunctionalInterface
public interface BoundarySink {
    /**
     * Takes the end of a sentence.
     *
     * @param end index in the scanned array behind the sentence's last char, or anywhere in the white space that follows it
     * @param confidence how sure it is, 0 to 1; 1 from engines that do not know doubt
     */
    void boundary(int end, double confidence);
}
