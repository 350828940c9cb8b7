package org.tokenwright.tokenizers.infilling;

import java.util.Arrays;
import java.util.Map;

/**
 * A sample as ids, and where its sections are. Immutable.
 *
 * <p>To learn the middle alone, leave the labels out before {@link #start} of {@link FimSection#MIDDLE}, or of
 * {@link FimSection#TARGET}.
 */
public final class FimSequence {
    private final int[] ids;
    private final Map<FimSection, Range> ranges;

    /** Index of the first id, and behind the last. */
    record Range(int start, int end) {}

    FimSequence(int[] ids, Map<FimSection, Range> ranges) {
        this.ids = ids;
        this.ranges = Map.copyOf(ranges);
    }

    /**
     * {@return a copy of the ids, special tokens included}
     */
    public int[] ids() {
        return ids.clone();
    }

    /**
     * {@return a copy of the ids of a section}
     *
     * @param section a section of this sample
     * @throws IllegalArgumentException if it has no such section
     */
    public int[] ids(FimSection section) {
        return Arrays.copyOfRange(ids, start(section), end(section));
    }

    /**
     * {@return index of the first id of a section}
     *
     * @param section a section of this sample
     * @throws IllegalArgumentException if it has no such section
     */
    public int start(FimSection section) {
        return range(section).start();
    }

    /**
     * {@return index behind the last id of a section}
     *
     * @param section a section of this sample
     * @throws IllegalArgumentException if it has no such section
     */
    public int end(FimSection section) {
        return range(section).end();
    }

    private Range range(FimSection section) {
        Range range = ranges.get(section);
        if (range == null) {
            throw new IllegalArgumentException("the sample has no section " + section);
        }
        return range;
    }
}
