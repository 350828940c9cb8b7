package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * What one merge changes on one of its sides, summed by the token that stands there: so the table of pairs is asked once for
 * each different neighbour, not for each occurrence. Cleared after every merge.
 */
final class Neighbours {
    private long[] gains = new long[1024];
    private long[] losses = new long[1024];
    private int[] occurrences = new int[1024];
    private int[] cursors = new int[1024];
    private final IntArrayList touched = new IntArrayList();
    private final IntArrayList tokens = new IntArrayList();
    private final IntArrayList positions = new IntArrayList();

    /** Makes room for tokens with ids below a bound. */
    void ensure(int bound) {
        if (bound > gains.length) {
            int capacity = Math.max(bound, gains.length * 2);
            gains = Arrays.copyOf(gains, capacity);
            losses = Arrays.copyOf(losses, capacity);
            occurrences = Arrays.copyOf(occurrences, capacity);
            cursors = Arrays.copyOf(cursors, capacity);
        }
    }

    /** The old pair with a neighbour becomes rarer. */
    void lose(int token, long weight) {
        if (weight > 0) {
            touch(token);
            losses[token] += weight;
        }
    }

    /** The product gets a neighbour; the new pair begins at a position. */
    void gain(int token, long weight, int position) {
        touch(token);
        gains[token] += weight;
        occurrences[token]++;
        tokens.add(token);
        positions.add(position);
    }

    int touchedCount() {
        return touched.size();
    }

    int touched(int index) {
        return touched.getInt(index);
    }

    long gain(int token) {
        return gains[token];
    }

    long loss(int token) {
        return losses[token];
    }

    int occurrences(int token) {
        return occurrences[token];
    }

    /** Says where the occurrences of the new pair with a neighbour go; negative: nowhere. */
    void setTarget(int token, int index) {
        cursors[token] = index;
    }

    /** Writes the occurrences of all new pairs to their targets. */
    void fill(PairTable pairs) {
        for (int i = 0; i < tokens.size(); i++) {
            int token = tokens.getInt(i);
            int cursor = cursors[token];
            if (cursor >= 0) {
                pairs.setPosition(cursor, positions.getInt(i));
                cursors[token] = cursor + 1;
            }
        }
    }

    void clear() {
        for (int i = 0; i < touched.size(); i++) {
            int token = touched.getInt(i);
            gains[token] = 0;
            losses[token] = 0;
            occurrences[token] = 0;
        }
        touched.clear();
        tokens.clear();
        positions.clear();
    }

    private void touch(int token) {
        if (gains[token] == 0 && losses[token] == 0 && occurrences[token] == 0) {
            touched.add(token);
        }
    }
}
