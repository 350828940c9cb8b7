package org.tokenwright.cli;

import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.codelength.CodeLength;

/** The code length of a text in the tokens of a candidate, in bits per byte. */
final class BitsPerByte {
    private final CodeLength length;
    private final double bytes;
    private final double vocabulary;

    private BitsPerByte(CodeLength length, long bytes, double vocabularyBits) {
        this.length = length;
        this.bytes = Math.max(1, bytes);
        vocabulary = vocabularyBits / this.bytes;
    }

    /**
     * {@return what has been measured, or null if the code length was not measured}
     *
     * @param candidate has measured it
     * @param bytes of the text
     */
    static @Nullable BitsPerByte of(Candidate candidate, long bytes) {
        CodeLength length = candidate.codeLength();
        return length == null ? null : new BitsPerByte(length, bytes, candidate.vocabularyBits());
    }

    /** {@return the greatest order} */
    int order() {
        return length.order();
    }

    /** {@return bits per byte by an order, without the vocabulary} */
    double ofText(int order) {
        return length.bits(order) / bytes;
    }

    /** {@return the bits of the vocabulary, per byte of the text} */
    double ofVocabulary() {
        return vocabulary;
    }

    /** {@return the order that takes the fewest bits} */
    int bestOrder() {
        int best = 0;
        for (int k = 1; k <= order(); k++) {
            best = length.bits(k) < length.bits(best) ? k : best;
        }
        return best;
    }

    /** {@return the fewest bits per byte, those of the vocabulary included} */
    double best() {
        return ofText(bestOrder()) + vocabulary;
    }

    /** {@return whether the model learned no new contexts from some place on} */
    boolean isFull() {
        return length.isFull();
    }
}
