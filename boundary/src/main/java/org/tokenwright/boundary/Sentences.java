package org.tokenwright.boundary;

import java.util.Objects;

/**
 * The sentences of a text. Offsets are in UTF-16 units or in bytes, as the text was given. Immutable, safe for any number of
 * threads.
 *
 * <p>White space is what Unicode calls so, and U+001C to U+001F. Other chars are in exactly one sentence each.
 */
public final class Sentences {
    private final int length;
    private final int[] starts;
    private final int[] ends;
    private final double[] confidences;
    private final boolean[] paragraphEnds;

    /** Takes the arrays, which are of one length, but for {@code confidences} which is empty if all are 1. */
    Sentences(int length, int[] starts, int[] ends, double[] confidences, boolean[] paragraphEnds) {
        this.length = length;
        this.starts = starts;
        this.ends = ends;
        this.confidences = confidences;
        this.paragraphEnds = paragraphEnds;
    }

    /**
     * {@return how many there are; 0 if the text is empty or nothing but white space}
     */
    public int size() {
        return starts.length;
    }

    /**
     * {@return how sure the end of a sentence is, 0 to 1}
     *
     * @param index the number of the sentence, from 0
     * @throws IndexOutOfBoundsException if there is no such sentence
     */
    public double confidence(int index) {
        Objects.checkIndex(index, size());
        return confidences.length == 0 ? 1 : confidences[index];
    }

    /**
     * {@return a span for each sentence, from its first char that is not white space to behind its last}
     */
    public Spans trimmed() {
        return new Spans(starts, ends);
    }

    /**
     * {@return spans whose concatenation is the text: a span for each sentence that ends where the next begins, white space
     * between included; the first begins at 0 and the last ends with the text. A text that is nothing but white space is one
     * span}
     */
    public Spans contiguous() {
        if (size() == 0) {
            return length == 0 ? new Spans(new int[0], new int[0]) : new Spans(new int[1], new int[] {length});
        }
        int[] from = starts.clone();
        int[] to = new int[from.length];
        from[0] = 0;
        System.arraycopy(starts, 1, to, 0, to.length - 1);
        to[to.length - 1] = length;
        return new Spans(from, to);
    }

    /**
     * {@return a span for each paragraph, from its first char that is not white space to behind its last} A paragraph ends
     * with a sentence if a line feed and a second one, with nothing but white space between, follow: the first among the next
     * four chars, the second among the next ten, as in nupunkt. The text ends one, too.
     */
    public Spans paragraphs() {
        int count = 0;
        for (boolean paragraphEnd : paragraphEnds) {
            count += paragraphEnd ? 1 : 0;
        }
        int[] from = new int[count];
        int[] to = new int[count];
        int first = 0;
        for (int i = 0, n = 0; i < starts.length; i++) {
            if (paragraphEnds[i]) {
                from[n] = starts[first];
                to[n++] = ends[i];
                first = i + 1;
            }
        }
        return new Spans(from, to);
    }
}
