package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The pretokens of a corpus with their counts, and where each thread saw them. */
final class PretokenCounts {
    private final SliceTable table;
    private final long[] counts;
    private final List<PretokenCounter> counters;
    private final List<int[]> globalIds;

    private PretokenCounts(SliceTable table, long[] counts, List<PretokenCounter> counters, List<int[]> globalIds) {
        this.table = table;
        this.counts = counts;
        this.counters = counters;
        this.globalIds = globalIds;
    }

    /** Adds up what the threads have counted. */
    static PretokenCounts of(List<PretokenCounter> counters) {
        SliceTable table = counters.get(0).table();
        List<int[]> globalIds = new ArrayList<>();
        long[][] payloads = new long[counters.size()][];
        for (int i = 0; i < counters.size(); i++) {
            SliceTable local = counters.get(i).table();
            payloads[i] = local.payloads();
            globalIds.add(new int[local.size()]);
        }
        for (int i = 0; i < counters.size(); i++) {
            SliceTable local = counters.get(i).table();
            int[] ids = globalIds.get(i);
            for (int id = 0; id < ids.length; id++) {
                ids[id] = i == 0 ? id : table.add(local.arena(), local.start(id), local.end(id));
            }
        }
        long[] counts = Arrays.copyOf(payloads[0], table.size());
        for (int i = 1; i < counters.size(); i++) {
            int[] ids = globalIds.get(i);
            for (int id = 0; id < ids.length; id++) {
                counts[ids[id]] += payloads[i][id];
            }
        }
        return new PretokenCounts(table, counts, counters, globalIds);
    }

    /** Takes what has been counted before, with counts as payloads, and without the order of pretokens. */
    static PretokenCounts of(SliceTable table) {
        return new PretokenCounts(table, table.payloads(), List.of(), List.of());
    }

    SliceTable table() {
        return table;
    }

    long count(int id) {
        return counts[id];
    }

    long total() {
        return Arrays.stream(counts).sum();
    }

    /** The ids of all pretokens by falling count. */
    int[] byFallingCount() {
        return fallingOrder(counts);
    }

    /** The counters, whose streams hold their own ids. */
    List<PretokenCounter> counters() {
        return counters;
    }

    /** The ids of all pretokens here, by their ids in a counter. */
    int[] globalIds(int counter) {
        return globalIds.get(counter);
    }

    static int[] fallingOrder(long[] counts) {
        long[] keys = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            keys[i] = -counts[i];
        }
        int[] order = new int[counts.length];
        Arrays.setAll(order, i -> i);
        LongArrays.radixSortIndirect(order, keys, true);
        return order;
    }
}
