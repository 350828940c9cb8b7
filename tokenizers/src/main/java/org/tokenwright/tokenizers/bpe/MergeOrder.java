package org.tokenwright.tokenizers.bpe;

/** Which merge comes next where several apply inside a pretoken. */
public enum MergeOrder {
    /**
     * That of training: of all merges with a rank above the last one, the lowest, everywhere from left to right. For models
     * whose merges take what earlier merges made, this and {@link #LOWEST_RANK} give the same.
     */
    TRAINED("trained"),
    /**
     * Always the lowest rank there is, one place at a time, the leftmost first: what Hugging Face's tokenizers do, also where
     * a file lists merges that take what later merges make.
     */
    LOWEST_RANK("lowest-rank");

    private final String label;

    MergeOrder(String label) {
        this.label = label;
    }

    /**
     * {@return the name by which files know the order}
     */
    public String label() {
        return label;
    }
}
