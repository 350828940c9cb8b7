package org.tokenwright.tokenizers.train;

import java.util.ArrayList;
import java.util.List;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The frequent n-grams of runs, found level by level: an n-gram can only be frequent if the shorter ones in it are. */
final class NGrams {
    /** How often an n-gram must occur at least to be kept. */
    static final long LEAST_COUNT = 15;

    private static final int LONGEST = 30;
    private static final int TOKEN = Integer.BYTES;

    /** By length, from two tokens on: the n-grams kept. */
    private final List<SliceTable> levels = new ArrayList<>();

    private NGrams() {}

    /**
     * {@return the n-grams that occur often}
     *
     * @param runs sequences of tokens as little-endian ints, with their number as payload
     * @param count how often an n-gram must occur
     */
    static NGrams of(SliceTable runs, long count) {
        NGrams kept = new NGrams();
        long[] numbers = runs.payloads();
        for (int n = 2; n <= LONGEST; n++) {
            SliceTable counted = new SliceTable();
            for (int id = 0; id < runs.size(); id++) {
                for (int from = runs.start(id); from + n * TOKEN <= runs.end(id); from += TOKEN) {
                    if (n == 2 || kept.holdsBoth(runs.arena(), from, n)) {
                        int slot = counted.slot(runs.arena(), from, from + n * TOKEN);
                        counted.payload(slot, counted.payload(slot) + numbers[id]);
                    }
                }
            }
            SliceTable frequent = frequent(counted, count);
            if (frequent.size() == 0) {
                break;
            }
            kept.levels.add(frequent);
        }
        return kept;
    }

    private static SliceTable frequent(SliceTable counted, long count) {
        long[] numbers = counted.payloads();
        SliceTable frequent = new SliceTable();
        for (int id = 0; id < counted.size(); id++) {
            if (numbers[id] >= count) {
                frequent.add(counted.arena(), counted.start(id), counted.end(id));
            }
        }
        return frequent;
    }

    /** Whether both n-grams of one token less are kept. */
    private boolean holdsBoth(byte[] arena, int from, int n) {
        SliceTable shorter = levels.get(n - 3);
        return holds(shorter, arena, from, n - 1) && holds(shorter, arena, from + TOKEN, n - 1);
    }

    private static boolean holds(SliceTable level, byte[] arena, int from, int n) {
        return level.contains(arena, from, from + n * TOKEN);
    }

    /** The end of the longest n-gram kept that begins at a place, or of one token if there is none. */
    int longest(byte[] arena, int from, int end) {
        int to = from + TOKEN;
        for (int n = 2; n - 2 < levels.size() && from + n * TOKEN <= end; n++) {
            if (!holds(levels.get(n - 2), arena, from, n)) {
                break;
            }
            to = from + n * TOKEN;
        }
        return to;
    }
}
