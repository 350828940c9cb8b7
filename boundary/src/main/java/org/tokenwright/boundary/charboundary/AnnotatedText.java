package org.tokenwright.boundary.charboundary;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/** A text and where its sentences end. Immutable, safe for any number of threads. */
public final class AnnotatedText {
    private final String text;
    private final int[] ends;

    /**
     * Makes an annotated text.
     *
     * @param text the text
     * @param ends offsets behind the last char of each sentence, in UTF-16 units; in any order, and white space before one
     *     counts as behind it
     * @throws IllegalArgumentException if an end is below 0 or behind the end of the text
     */
    public AnnotatedText(String text, int... ends) {
        int[] sorted = ends.clone();
        Arrays.sort(sorted);
        if (sorted.length > 0 && (sorted[0] < 0 || sorted[sorted.length - 1] > text.length())) {
            int wrong = sorted[0] < 0 ? sorted[0] : sorted[sorted.length - 1];
            throw new IllegalArgumentException("end is " + wrong + ", expected 0 to " + text.length());
        }
        this.text = text;
        this.ends = trim(text, sorted);
    }

    private static int[] trim(String text, int[] sorted) {
        IntArrayList trimmed = new IntArrayList();
        int before = 0;
        for (int end : sorted) {
            int i = end;
            while (i > before && isWhite(text.charAt(i - 1))) {
                i--;
            }
            if (i > before) {
                trimmed.add(i);
            }
            before = end;
        }
        return trimmed.toIntArray();
    }

    static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    /**
     * {@return the text}
     */
    public String text() {
        return text;
    }

    /**
     * {@return the offsets behind the last char of each sentence that is not white space, ascending, each once}
     */
    public int[] ends() {
        return ends.clone();
    }
}
