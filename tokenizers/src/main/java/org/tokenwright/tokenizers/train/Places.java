package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The positions at which each token has been made, in a lane that may delete it: there are its occurrences, and positions
 * that have gone stale. Every token made takes the place of two, so that all lists together are no longer than the lane,
 * but for what deleted tokens fall into.
 */
final class Places {
    private final List<@Nullable IntArrayList> byToken = new ArrayList<>();

    void add(int token, int position) {
        while (byToken.size() <= token) {
            byToken.add(null);
        }
        IntArrayList positions = byToken.get(token);
        if (positions == null) {
            positions = new IntArrayList();
            byToken.set(token, positions);
        }
        positions.add(position);
    }

    /** Gives the positions of a token, ascending, and forgets them. */
    int[] remove(int token) {
        IntArrayList positions = token < byToken.size() ? byToken.get(token) : null;
        if (positions == null) {
            return new int[0];
        }
        byToken.set(token, null);
        int[] ascending = positions.toIntArray();
        Arrays.sort(ascending);
        return ascending;
    }
}
