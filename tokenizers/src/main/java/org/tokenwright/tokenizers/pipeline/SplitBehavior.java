package org.tokenwright.tokenizers.pipeline;

/** What becomes of the matches of a pattern that cuts a text. */
public enum SplitBehavior {
    /** They are left out. */
    REMOVED("Removed"),
    /** Each is a piece of its own. */
    ISOLATED("Isolated"),
    /** Each becomes part of the piece before it. */
    MERGED_WITH_PREVIOUS("MergedWithPrevious"),
    /** Each becomes part of the piece behind it. */
    MERGED_WITH_NEXT("MergedWithNext"),
    /** Those that touch are one piece. */
    CONTIGUOUS("Contiguous");

    private final String label;

    SplitBehavior(String label) {
        this.label = label;
    }

    /**
     * {@return the name by which files know it}
     */
    public String label() {
        return label;
    }
}
