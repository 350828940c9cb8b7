package org.tokenwright.embeddings.fasttext;

/** What a fastText model was trained for. */
public enum FastTextTask {
    /** Word vectors: a word is predicted from the sum of the words around it. */
    CBOW(1, "cbow"),
    /** Word vectors: each word around is predicted from a word. */
    SKIPGRAM(2, "skipgram"),
    /** A classifier: labels are predicted from a line. */
    SUPERVISED(3, "supervised");

    private final int code;
    private final String text;

    FastTextTask(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** {@return the number in files} */
    int code() {
        return code;
    }

    /** {@return the one with a number of a file} */
    static FastTextTask ofCode(int code) {
        for (FastTextTask value : values()) {
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
