package org.tokenwright.embeddings.vectorizers;

import org.tokenwright.text.CodePoints;

/** What in a text is a term. */
public enum TermRule {
    /**
     * Two or more word characters in a row: letters, numbers and the underscore, as scikit-learn has it by default
     * ({@code \b\w\w+\b}, where marks are no word characters).
     */
    WORDS(2) {
        @Override
        boolean isPart(int codePoint) {
            return codePoint == '_' || CodePoints.isIn(codePoint, CodePoints.LETTER | CodePoints.NUMBER);
        }
    },

    /** Whatever stands between white space ({@code \S+}), with U+001C to U+001F counted among white space as Python does. */
    NON_SPACE(1) {
        @Override
        boolean isPart(int codePoint) {
            return !CodePoints.isIn(codePoint, CodePoints.WHITE_SPACE) && (codePoint < 0x1C || codePoint > 0x1F);
        }
    },

    /** The tokens of a tokenizer: documents are ids, and a term is called by its id in decimal digits. */
    TOKENS(1) {
        @Override
        boolean isPart(int codePoint) {
            return false; // a text has none
        }
    };

    private final int least;

    TermRule(int least) {
        this.least = least;
    }

    abstract boolean isPart(int codePoint);

    /** {@return how many characters a term has at least} */
    int least() {
        return least;
    }
}
