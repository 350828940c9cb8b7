package org.tokenwright.lucene.tokens;

import java.io.Reader;

/** Reads an array of chars, and then another. For one thread. */
final class CharsReader extends Reader {
    private char[] chars = new char[0];
    private int at;
    private int end;

    /** Begins with an array, which must not change until it is read. */
    void reset(char[] chars, int length) {
        this.chars = chars;
        at = 0;
        end = length;
    }

    @Override
    public int read(char[] target, int offset, int length) {
        if (at == end) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(chars, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() {
        at = end;
    }
}
