package org.tokenwright.text;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/** A text that {@link Normalization} has changed, and where. Not to be changed after it was made; then safe for any threads. */
public final class NormalizedText {
    private byte[] bytes;
    private int length;
    private int originalLength;

    /** For each change: where it begins and ends here, and where in the original. */
    private final IntArrayList changes = new IntArrayList();

    NormalizedText(int originalLength) {
        bytes = new byte[originalLength + 16];
    }

    void keep(byte[] utf8, int start, int end) {
        append(utf8, start, end - start);
        originalLength += end - start;
    }

    void replace(int original, byte[] replacement) {
        changes.add(length);
        changes.add(length + replacement.length);
        changes.add(originalLength);
        changes.add(originalLength + original);
        append(replacement, 0, replacement.length);
        originalLength += original;
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
}
