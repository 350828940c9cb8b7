package org.tokenwright.tokenizers.bpe;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.tokenwright.text.NormalizedText;

/** Where a text was changed before it was encoded: leads from places in the changed text back to the original. */
final class Changes {
    private final IntArrayList starts = new IntArrayList();
    private final IntArrayList ends = new IntArrayList();
    private final IntArrayList originalStarts = new IntArrayList();
    private final IntArrayList originalEnds = new IntArrayList();

    /** How many bytes the text has gained so far. */
    private int drift;

    void clear() {
        starts.clear();
        ends.clear();
        originalStarts.clear();
        originalEnds.clear();
        drift = 0;
    }

    boolean isEmpty() {
        return starts.isEmpty();
    }

    /** Adds the changes of a stretch that begins at a place of the original. */
    void add(NormalizedText stretch, int original) {
        for (int i = 0; i < stretch.changes(); i++) {
            starts.add(original + drift + stretch.start(i));
            ends.add(original + drift + stretch.end(i));
            originalStarts.add(original + stretch.originalStart(i));
            originalEnds.add(original + stretch.originalEnd(i));
        }
        drift += stretch.length() - stretch.originalLength();
    }

    /** Turns ascending places of the changed text into places of the original; inside a change, its start or its end. */
    void toOriginal(int[] places, boolean toEnd) {
        int change = 0;
        int shift = 0;
        for (int i = 0; i < places.length; i++) {
            while (change < starts.size() && ends.getInt(change) <= places[i]) {
                shift = originalEnds.getInt(change) - ends.getInt(change);
                change++;
            }
            boolean inside = change < starts.size() && starts.getInt(change) < places[i];
            if (inside) {
                places[i] = toEnd ? originalEnds.getInt(change) : originalStarts.getInt(change);
            } else {
                places[i] += shift;
            }
        }
    }
}
