package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.tokenwright.text.NormalizedText;

/** A text cut into pieces, some of which are added tokens already. Pieces are in order, do not overlap, and may leave gaps. */
final class Pieces {
    /** The token of a piece that is still text. */
    static final int TEXT = -1;

    private final NormalizedText text;
    private final int textStart;
    private final IntArrayList places = new IntArrayList();

    /**
     * Creates a text without pieces.
     *
     * @param text the text
     * @param textStart where its original begins in the whole text, in bytes
     */
    Pieces(NormalizedText text, int textStart) {
        this.text = text;
        this.textStart = textStart;
    }

    /** {@return the same text, still without pieces} */
    Pieces empty() {
        return new Pieces(text, textStart);
    }

    /** {@return another form of the text, still without pieces} */
    Pieces empty(NormalizedText changed) {
        return new Pieces(changed, textStart);
    }

    /** Adds a piece, unless it is empty text. */
    void add(int start, int end, int token) {
        if (start < end || token != TEXT) {
            places.add(start);
            places.add(end);
            places.add(token);
        }
    }

    NormalizedText text() {
        return text;
    }

    int size() {
        return places.size() / 3;
    }

    int start(int piece) {
        return places.getInt(3 * piece);
    }

    int end(int piece) {
        return places.getInt(3 * piece + 1);
    }

    /** {@return the id of an added token, or {@link #TEXT}} */
    int token(int piece) {
        return places.getInt(3 * piece + 2);
    }

    boolean isText(int piece) {
        return token(piece) == TEXT;
    }

    /** {@return whether the first byte of a piece comes from the first byte of the whole text} */
    boolean isAtStart(int piece) {
        if (textStart > 0) {
            return false;
        }
        int[] place = {start(piece)};
        text.toOriginal(place, 0, 1, false);
        return place[0] == 0;
    }
}
