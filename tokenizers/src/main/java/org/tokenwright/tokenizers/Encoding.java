package org.tokenwright.tokenizers;

/**
 * The ids of a text and the place of each. Immutable.
 *
 * <p>Offsets count from the start of the text; the start is inclusive, the end exclusive. In {@link OffsetUnit#BYTES}
 * tokens tile the text. In {@link OffsetUnit#UTF16} a token that begins or ends inside a character covers the whole
 * character: "é" as two one-byte tokens gives (0,1) twice. Where a model normalizes texts, offsets are those of the text as it
 * was given, and a token that begins or ends inside a changed piece of it covers the whole piece.
 */
public final class Encoding {
    private final int[] ids;
    private final int[] starts;
    private final int[] ends;
    private final OffsetUnit unit;

    /**
     * Creates an encoding; the arrays are not copied and must not change.
     *
     * @param ids the ids
     * @param starts index of the first unit of each token
     * @param ends index behind the last unit of each token
     * @param unit what the offsets count
     * @throws IllegalArgumentException if the lengths differ
     */
    public Encoding(int[] ids, int[] starts, int[] ends, OffsetUnit unit) {
        if (starts.length != ids.length || ends.length != ids.length) {
            throw new IllegalArgumentException(
                    ids.length + " ids, " + starts.length + " starts and " + ends.length + " ends, expected as many");
        }
        this.ids = ids;
        this.starts = starts;
        this.ends = ends;
        this.unit = unit;
    }

    /**
     * {@return number of tokens}
     */
    public int size() {
        return ids.length;
    }

    /**
     * {@return a copy of the ids}
     */
    public int[] ids() {
        return ids.clone();
    }

    /**
     * {@return the id of a token}
     *
     * @param index place of the token, 0 to {@link #size()} exclusive
     */
    public int id(int index) {
        return ids[index];
    }

    /**
     * {@return index of a token's first unit in the text}
     *
     * @param index place of the token, 0 to {@link #size()} exclusive
     */
    public int start(int index) {
        return starts[index];
    }

    /**
     * {@return index behind a token's last unit in the text}
     *
     * @param index place of the token, 0 to {@link #size()} exclusive
     */
    public int end(int index) {
        return ends[index];
    }

    /**
     * {@return what the offsets count}
     */
    public OffsetUnit unit() {
        return unit;
    }
}
