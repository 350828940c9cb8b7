package org.tokenwright.embeddings.vectorizers;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.tokenwright.text.CodePoints;

/** Finds the features of texts: terms, and rows of terms. For one thread. */
final class TermScanner {
    /*
     * The terms of a text are copied one after the other, with a space between, to a buffer; each row of terms is then one stretch
     * of it, and its bytes are what the row is called.
     */
    private final TfidfSettings settings;
    private final IntArrayList starts = new IntArrayList();
    private final IntArrayList ends = new IntArrayList();
    private byte[] terms = new byte[256];
    private int end;

    TermScanner(TfidfSettings settings) {
        this.settings = settings;
    }

    /** Takes the features of a text. */
    interface Sink {
        /** Takes a feature: {@code bytes[from .. to)}, until it returns. */
        void accept(byte[] bytes, int from, int to);
    }

    /**
     * Finds the features of a text.
     *
     * @throws IllegalArgumentException if it is not UTF-8
     * @throws IllegalStateException if terms are tokens
     */
    void scan(byte[] utf8, int from, int to, Sink sink) {
        Objects.checkFromToIndex(from, to, utf8.length);
        if (settings.rule() == TermRule.TOKENS) {
            throw new IllegalStateException("terms are tokens, found a text, expected ids");
        }
        clear();
        int upper = firstToLower(utf8, from, to);
        if (upper < 0) {
            collect(utf8, from, to);
        } else {
            byte[] lower = new String(utf8, from, to - from, StandardCharsets.UTF_8)
                    .toLowerCase(Locale.ROOT)
                    .getBytes(StandardCharsets.UTF_8);
            collect(lower, 0, lower.length);
        }
        emit(sink);
    }

    /**
     * Finds the features of tokens.
     *
     * @throws IllegalArgumentException if an id is below 0
     * @throws IllegalStateException if terms are not tokens
     */
    void scan(int[] ids, int from, int to, Sink sink) {
        Objects.checkFromToIndex(from, to, ids.length);
        if (settings.rule() != TermRule.TOKENS) {
            throw new IllegalStateException("terms are " + settings.rule() + ", found ids, expected a text");
        }
        clear();
        for (int i = from; i < to; i++) {
            if (ids[i] < 0) {
                throw new IllegalArgumentException("id is " + ids[i] + ", expected 0 or more");
            }
            byte[] digits = Integer.toString(ids[i]).getBytes(StandardCharsets.US_ASCII);
            add(digits, 0, digits.length, digits.length);
        }
        emit(sink);
    }

    private void clear() {
        starts.clear();
        ends.clear();
        end = 0;
    }

    private void emit(Sink sink) {
        for (int length = settings.shortest(); length <= settings.longest(); length++) {
            for (int i = 0; i + length <= starts.size(); i++) {
                sink.accept(terms, starts.getInt(i), ends.getInt(i + length - 1));
            }
        }
    }

    /** {@return the index of the first character that may have another lower case, or -1; checks that all is UTF-8} */
    private int firstToLower(byte[] utf8, int from, int to) {
        int first = -1;
        for (int i = from; i < to; ) {
            int codePoint = CodePoints.at(utf8, i, to);
            if (codePoint < 0) {
                throw new IllegalArgumentException("byte " + (i - from) + " of the text is "
                        + Integer.toHexString(utf8[i] & 0xFF) + ", expected a character in UTF-8");
            }
            boolean lowered = codePoint < 0x80 ? codePoint >= 'A' && codePoint <= 'Z' : true;
            if (first < 0 && lowered && settings.lowercase()) {
                first = i;
            }
            i += CodePoints.utf8Length(codePoint);
        }
        return first;
    }

    private void collect(byte[] utf8, int from, int to) {
        TermRule rule = settings.rule();
        int start = from;
        int length = 0;
        for (int i = from; i < to; ) {
            int codePoint = CodePoints.at(utf8, i, to);
            int next = i + CodePoints.utf8Length(codePoint);
            if (rule.isPart(codePoint)) {
                length++;
            } else {
                add(utf8, start, i, length);
                start = next;
                length = 0;
            }
            i = next;
        }
        add(utf8, start, to, length);
    }

    private void add(byte[] utf8, int from, int to, int length) {
        if (length < settings.rule().least()) {
            return;
        }
        if (end > 0) {
            reserve(1);
            terms[end++] = ' ';
        }
        reserve(to - from);
        System.arraycopy(utf8, from, terms, end, to - from);
        starts.add(end);
        end += to - from;
        ends.add(end);
    }

    private void reserve(int bytes) {
        if (terms.length - end < bytes) {
            int needed = Math.addExact(end, bytes);
            terms = Arrays.copyOf(terms, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * terms.length)));
        }
    }
}
