package org.tokenwright.tokenizers.bpe;

/** What a token falls into when training deletes it (PickyBPE). */
public enum DeletionParts {
    /** Its single bytes. */
    BYTES("bytes"),
    /** The operands of the first merge that made it; an operand that is deleted itself falls apart in the same way. */
    OPERANDS("operands");

    private final String label;

    DeletionParts(String label) {
        this.label = label;
    }

    /**
     * {@return the name by which commands and files know it}
     */
    public String label() {
        return label;
    }
}
