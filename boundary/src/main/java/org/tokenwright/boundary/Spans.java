package org.tokenwright.boundary;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a text, ascending and without overlap, as offsets in the unit of whatever made them. Immutable, safe for any
 * number of threads.
 */
public final class Spans {
    private final int[] starts;
    private final int[] ends;

    /** Takes the arrays, which are of one length and not changed any more. */
    Spans(int[] starts, int[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * {@return how many there are}
     */
    public int size() {
        return starts.length;
    }

    /**
     * {@return where a span begins, inclusive}
     *
     * @param index its number, from 0
     * @throws IndexOutOfBoundsException if there is no such span
     */
    public int start(int index) {
        return starts[Objects.checkIndex(index, starts.length)];
    }

    /**
     * {@return where a span ends, exclusive}
     *
     * @param index its number, from 0
     * @throws IndexOutOfBoundsException if there is no such span
     */
    public int end(int index) {
        return ends[Objects.checkIndex(index, ends.length)];
    }

    /**
     * {@return the ends of all spans, exclusive, in ascending order}
     */
    public int[] ends() {
        return ends.clone();
    }

    /**
     * {@return the number of the span that holds an offset, or -1 if none does} Takes logarithmic time.
     *
     * @param offset an offset into the text
     */
    public int indexOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int index = found >= 0 ? found : -found - 2;
        return index >= 0 && offset < ends[index] ? index : -1;
    }

    /**
     * {@return whether an object is spans with the same starts and ends}
     *
     * @param other any object, or null
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Spans spans && Arrays.equals(starts, spans.starts) && Arrays.equals(ends, spans.ends);
    }

    /**
     * {@return a hash code of starts and ends}
     */
    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(ends);
    }

    /**
     * {@return the spans, as {@code [0,6) [7,13)}}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < starts.length; i++) {
            text.append(i == 0 ? "[" : " [")
                    .append(starts[i])
                    .append(',')
                    .append(ends[i])
                    .append(')');
        }
        return text.toString();
    }
}
