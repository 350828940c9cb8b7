package org.tokenwright.embeddings.quantization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the nearest rows of those that are added in ascending order. For one thread. */
final class NearestRows {
    /*
     * A binary heap with the farthest row on top, and of equally far ones that with the highest number. A row that is not nearer
     * than the top is passed over by one comparison.
     */
    private final Metric metric;
    private final int[] rows;
    private final float[] nearness;
    private int size;

    NearestRows(int count, Metric metric) {
        this.metric = metric;
        rows = new int[count];
        nearness = new float[count];
    }

    /** Takes note of a row, whose number is above those of all before it. */
    void add(int row, float value) {
        float near = metric.nearness(value);
        if (size < rows.length) {
            int child = size++;
            for (int parent; child > 0; child = parent) {
                parent = (child - 1) / 2;
                if (!isFarther(near, row, nearness[parent], rows[parent])) {
                    break;
                }
                set(child, nearness[parent], rows[parent]);
            }
            set(child, near, row);
        } else if (size > 0 && near > nearness[0]) {
            sink(near, row);
        }
    }

    private void sink(float near, int row) {
        int parent = 0;
        for (int child; (child = 2 * parent + 1) < size; parent = child) {
            if (child + 1 < size && isFarther(nearness[child + 1], rows[child + 1], nearness[child], rows[child])) {
                child++;
            }
            if (!isFarther(nearness[child], rows[child], near, row)) {
                break;
            }
            set(parent, nearness[child], rows[child]);
        }
        set(parent, near, row);
    }

    private void set(int place, float near, int row) {
        nearness[place] = near;
        rows[place] = row;
    }

    private static boolean isFarther(float nearA, int rowA, float nearB, int rowB) {
        return nearA < nearB || (nearA == nearB && rowA > rowB);
    }

    /** {@return the rows, the nearest first} */
    List<Match> sorted() {
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            float value = metric == Metric.SQUARED_DISTANCE ? -nearness[i] : nearness[i];
            matches.add(new Match(rows[i], value));
        }
        matches.sort(Comparator.comparingDouble((Match match) -> -metric.nearness(match.value()))
                .thenComparingLong(Match::row));
        return matches;
    }
}
