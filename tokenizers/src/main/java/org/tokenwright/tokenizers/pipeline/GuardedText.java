package org.tokenwright.tokenizers.pipeline;

import org.tokenwright.text.CodePoints;

/** A text that ends the work of an expression which reads it too often. For one thread. */
final class GuardedText implements CharSequence {
    private static final long LEAST_READS = 1L << 24;
    private static final long READS_PER_CHAR = 256;

    private final char[] chars;
    private final int length;
    private final long mostReads;
    private long reads;

    /** The text has been read too often. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** How many chars were read. */
        private final long reads;

        private ExhaustedException(long reads) {
            this.reads = reads;
        }

        long reads() {
            return reads;
        }
    }

    private GuardedText(char[] chars, int length) {
        this.chars = chars;
        this.length = length;
        mostReads = LEAST_READS + READS_PER_CHAR * length;
    }

    /** {@return a text given as well-formed UTF-8} */
    static GuardedText decode(byte[] utf8, int start, int end) {
        char[] chars = new char[end - start];
        int length = 0;
        for (int at = start; at < end; ) {
            int codePoint = CodePoints.at(utf8, at, end);
            at += CodePoints.utf8Length(codePoint);
            length += Character.toChars(codePoint < 0 ? 0xFFFD : codePoint, chars, length);
        }
        return new GuardedText(chars, length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (++reads > mostReads) {
            throw new ExhaustedException(mostReads);
        }
        return chars[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}
