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

    /**
     * {@return what it wants to know beside the ends of sentences} Must not change while a text is scanned.
     */
    default Detail detail() {
        return Detail.ENDS;
    }

    /**
     * Takes a decision; called only if {@link #detail} asks for it, and before {@link #boundary} if it is for an end. Those of
     * one scanner come in the order of candidates; who leads a scanner may add others between.
     *
     * @param decision the decision, its places as indices in the scanned array
     */
    default void decision(Decision decision) {}

    /** What a sink wants to know. */
    enum Detail {
        /** Where sentences end. */
        ENDS,
        /** All places where they might, and how probable that is, without evidence. */
        CANDIDATES,
        /** All places where they might, with the evidence, which takes time. */
        EVIDENCE
    }
}
