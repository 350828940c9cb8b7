package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.CharacterUtils;

/** Reads the lower case of a text, code point by code point, which takes as many chars as the text does. For one thread. */
final class LowerCaseCharFilter extends CharFilter {
    /*
     * chars[at..end) is in lower case; chars[end..read) is not yet: at most one char, a surrogate that may be half of a pair.
     */
    private final char[] chars = new char[1 << 12];
    private int at;
    private int end;
    private int read;

    LowerCaseCharFilter(Reader input) {
        super(input);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (at == end) {
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, end - at);
        System.arraycopy(chars, at, target, offset, count);
        at += count;
        return count;
    }

    /** Reads once, and returns whether there may be more. */
    private boolean fill() throws IOException {
        int kept = read - end;
        System.arraycopy(chars, end, chars, 0, kept);
        int count = input.read(chars, kept, chars.length - kept);
        read = kept + Math.max(count, 0);
        boolean isOpen = count > 0 && Character.isHighSurrogate(chars[read - 1]);
        at = 0;
        end = isOpen ? read - 1 : read;
        CharacterUtils.toLowerCase(chars, 0, end);
        return count >= 0 || end > 0;
    }

    @Override
    protected int correct(int offset) {
        return offset;
    }
}
