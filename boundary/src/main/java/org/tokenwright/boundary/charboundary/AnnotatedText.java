package org.tokenwright.boundary.charboundary;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/** A text and its sentences. Immutable, safe for any number of threads. */
public final class AnnotatedText {
    private final String text;
    private final int[] starts;
    private final int[] ends;

    /**
     * Makes a text whose sentences follow one another.
     *
     * @param text the text
     * @param ends offsets behind the last char of each sentence, in UTF-16 units; in any order, and white space before one
     *     counts as behind it
     * @throws IllegalArgumentException if an end is below 0 or behind the end of the text
     */
    public AnnotatedText(String text, int... ends) {
        this(text, endsBefore(sorted(ends)), sorted(ends));
    }

    /**
     * Makes a text with anything between its sentences. White space at their edges does not belong to them; those of nothing else
     * are left out.
     *
     * @param text the text
     * @param starts offset of the first char of each sentence, in UTF-16 units
     * @param ends offset behind the last char of each sentence
     * @throws IllegalArgumentException if there are more of one than of the other, or a sentence is not inside the text
     */
    public AnnotatedText(String text, int[] starts, int[] ends) {
        if (starts.length != ends.length) {
            throw new IllegalArgumentException(
                    starts.length + " starts, expected " + ends.length + ", as many as ends");
        }
        IntArrayList trimmedStarts = new IntArrayList();
        IntArrayList trimmedEnds = new IntArrayList();
        for (int i = 0; i < ends.length; i++) {
            int start = starts[i];
            int end = ends[i];
            if (end < 0 || end > text.length()) {
                throw new IllegalArgumentException("end is " + end + ", expected 0 to " + text.length());
            }
            if (start < 0 || start > end) {
                throw new IllegalArgumentException("start is " + start + ", expected 0 to " + end);
            }
            while (start < end && isWhite(text.charAt(start))) {
                start++;
            }
            while (start < end && isWhite(text.charAt(end - 1))) {
                end--;
            }
            if (start < end) {
                trimmedStarts.add(start);
                trimmedEnds.add(end);
            }
        }
        this.text = text;
        this.starts = trimmedStarts.toIntArray();
        this.ends = trimmedEnds.toIntArray();
    }

    private static int[] sorted(int[] ends) {
        int[] sorted = ends.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int[] endsBefore(int[] ends) {
        int[] before = new int[ends.length];
        for (int i = 1; i < ends.length; i++) {
            before[i] = ends[i - 1];
        }
        return before;
    }

    static boolean isWhite(char c) {
        boolean visible = c > ' ' && c < 0x7F;
        return !visible && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085');
    }

    /**
     * {@return the text}
     */
    public String text() {
        return text;
    }

    /**
     * {@return the offset of the first char of each sentence}
     */
    public int[] starts() {
        return starts.clone();
    }

    /**
     * {@return the offset behind the last char of each sentence}
     */
    public int[] ends() {
        return ends.clone();
    }
}
