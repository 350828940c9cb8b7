package org.tokenwright.embeddings.fasttext;

/** The loss function of a fastText model, which also says how scores become probabilities. */
public enum FastTextLoss {
    /** Hierarchical softmax over a Huffman tree: time logarithmic in the number of outputs. */
    HIERARCHICAL_SOFTMAX(1, "hs"),
    /** Binary logistic loss against randomly drawn outputs. */
    NEGATIVE_SAMPLING(2, "ns"),
    /** Softmax over all outputs. */
    SOFTMAX(3, "softmax"),
    /** One binary logistic loss for each label, for texts with any number of labels. */
    ONE_VS_ALL(4, "ova");

    private final int code;
    private final String text;

    FastTextLoss(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** {@return the number in files} */
    int code() {
        return code;
    }

    /** {@return the one with a number of a file} */
    static FastTextLoss ofCode(int code) {
        for (FastTextLoss value : values()) {
            if (value.code == code) {
                return value;
            }
        }
        throw new IllegalArgumentException("no number of a file: " + code);
    }

    @Override
    public String toString() {
        return text;
    }
}
