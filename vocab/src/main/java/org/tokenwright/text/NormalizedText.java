package org.tokenwright.text;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.Objects;

/**
 * A text that was changed before it is tokenized, and which pieces of it were changed. Immutable, safe for any number of
 * threads.
 */
public final class NormalizedText {
    /*
     * `changes` holds four numbers for each changed piece: where it begins and ends here, and where in the original. Pieces are
     * in order and do not overlap, neither here nor in the original; between them this text and the original are the same. A
     * piece may be empty here (something was left out) or in the original (something was put in).
     */
    private byte[] bytes;
    private int length;
    private int originalLength;

    private final IntArrayList changes = new IntArrayList();

    NormalizedText(int originalLength) {
        bytes = new byte[originalLength + 16];
    }

    /**
     * {@return a text that has not been changed}
     *
     * @param utf8 the array that holds it; copied
     * @param start index of its first byte
     * @param end index behind its last byte
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    public static NormalizedText of(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        NormalizedText text = new NormalizedText(end - start);
        text.keep(utf8, start, end);
        return text;
    }

    /**
     * {@return an editor that makes a further changed text of this one}
     */
    public Editor edit() {
        return new Editor(this);
    }

    void keep(byte[] utf8, int start, int end) {
        append(utf8, start, end - start);
        originalLength += end - start;
    }

    void replace(int original, byte[] replacement) {
        addChange(length, length + replacement.length, originalLength, originalLength + original);
        append(replacement, 0, replacement.length);
        originalLength += original;
    }

    /** Adds a changed piece; it becomes one with the last if both come from the same piece of the original. */
    private void addChange(int start, int end, int originalStart, int originalEnd) {
        int last = changes() - 1;
        if (last >= 0 && originalStart < originalEnd(last)) {
            changes.set(4 * last + 1, end);
            changes.set(4 * last + 3, Math.max(originalEnd, originalEnd(last)));
            return;
        }
        changes.add(start);
        changes.add(end);
        changes.add(originalStart);
        changes.add(originalEnd);
    }

    private void append(byte[] source, int start, int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length + (bytes.length >> 1)));
        }
        System.arraycopy(source, start, bytes, length, count);
        length += count;
    }

    /**
     * {@return the array that holds the text in its first {@link #length()} bytes; never to be written to}
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * {@return number of bytes in the text}
     */
    public int length() {
        return length;
    }

    /**
     * {@return number of bytes in the original}
     */
    public int originalLength() {
        return originalLength;
    }

    /**
     * {@return how many pieces of the text were changed; all else is as it was}
     */
    public int changes() {
        return changes.size() / 4;
    }

    /**
     * {@return index of the first byte of a changed piece in this text}
     *
     * @param change number of the piece, 0 to {@link #changes()} exclusive
     */
    public int start(int change) {
        return changes.getInt(4 * change);
    }

    /**
     * {@return index behind the last byte of a changed piece in this text}
     *
     * @param change number of the piece, 0 to {@link #changes()} exclusive
     */
    public int end(int change) {
        return changes.getInt(4 * change + 1);
    }

    /**
     * {@return index of the first byte of a changed piece in the original}
     *
     * @param change number of the piece, 0 to {@link #changes()} exclusive
     */
    public int originalStart(int change) {
        return changes.getInt(4 * change + 2);
    }

    /**
     * {@return index behind the last byte of a changed piece in the original}
     *
     * @param change number of the piece, 0 to {@link #changes()} exclusive
     */
    public int originalEnd(int change) {
        return changes.getInt(4 * change + 3);
    }

    /**
     * Turns ascending places in this text into places in the original, as indices of bytes.
     *
     * @param places the places, which are replaced
     * @param from index of the first
     * @param to index behind the last
     * @param toEnd whether a place inside a changed piece becomes the end of the piece in the original, and not its start
     */
    public void toOriginal(int[] places, int from, int to, boolean toEnd) {
        int change = 0;
        int shift = 0;
        for (int i = from; i < to; i++) {
            while (change < changes() && end(change) <= places[i]) {
                shift = originalEnd(change) - end(change);
                change++;
            }
            if (change < changes() && start(change) < places[i]) {
                places[i] = toEnd ? originalEnd(change) : originalStart(change);
            } else {
                places[i] += shift;
            }
        }
    }

    /** Makes a changed text of another, from its start to its end. For one thread. */
    public static final class Editor {
        private final NormalizedText source;
        private final NormalizedText result;
        private int at;
        private int nextChange;
        private int shift;

        private Editor(NormalizedText source) {
            this.source = source;
            this.result = new NormalizedText(source.length);
            result.originalLength = source.originalLength;
        }

        /**
         * Keeps what stands between here and a place.
         *
         * @param to index behind the last byte that is kept
         * @return this
         * @throws IndexOutOfBoundsException if it is before what has been kept or replaced, or behind the end
         */
        public Editor keep(int to) {
            Objects.checkFromToIndex(at, to, source.length);
            int base = result.length - at;
            result.append(source.bytes, at, to - at);
            while (nextChange < source.changes() && (source.start(nextChange) < to || source.end(nextChange) == to)) {
                result.addChange(
                        base + Math.max(source.start(nextChange), at),
                        base + Math.min(source.end(nextChange), to),
                        source.originalStart(nextChange),
                        source.originalEnd(nextChange));
                if (source.end(nextChange) > to) {
                    break;
                }
                pass();
            }
            at = to;
            return this;
        }

        /**
         * Puts something in the place of what stands between here and a place, which may be nothing.
         *
         * @param to index behind the last byte that is replaced
         * @param replacement what stands there instead
         * @return this
         * @throws IndexOutOfBoundsException if it is before what has been kept or replaced, or behind the end
         */
        public Editor replace(int to, byte[] replacement) {
            Objects.checkFromToIndex(at, to, source.length);
            int originalStart = isInChange(at) ? source.originalStart(nextChange) : at + shift;
            while (nextChange < source.changes() && source.start(nextChange) < to && source.end(nextChange) <= to) {
                pass();
            }
            int originalEnd = isInChange(to) ? source.originalEnd(nextChange) : to + shift;
            result.addChange(result.length, result.length + replacement.length, originalStart, originalEnd);
            result.append(replacement, 0, replacement.length);
            at = to;
            return this;
        }

        /** Whether a place is inside of the next changed piece, and not at its edge. */
        private boolean isInChange(int place) {
            return nextChange < source.changes() && source.start(nextChange) < place && place < source.end(nextChange);
        }

        private void pass() {
            shift = source.originalEnd(nextChange) - source.end(nextChange);
            nextChange++;
        }

        /**
         * {@return the changed text; what was neither kept nor replaced at the end is kept}
         */
        public NormalizedText finish() {
            return keep(source.length).result;
        }
    }
}
