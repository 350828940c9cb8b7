package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The pretokens of a corpus with their counts, and where each thread saw them. */
final class PretokenCounts {
    private final SliceTable table;
    private final long[] counts;
    private final @Nullable RunStreams runs;

    private PretokenCounts(SliceTable table, long[] counts, @Nullable RunStreams runs) {
        this.table = table;
        this.counts = counts;
        this.runs = runs;
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
        List<IdStream> streams = counters.stream().map(PretokenCounter::stream).toList();
        return new PretokenCounts(table, counts, new RunStreams(streams, globalIds));
    }

    /** Takes what has been counted before, with counts as payloads, and without the order of pretokens. */
    static PretokenCounts of(SliceTable table) {
        return new PretokenCounts(table, table.payloads(), null);
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

    /** The runs of pretokens, if their order has been kept. */
    RunStreams runs() {
        return Objects.requireNonNull(runs, "only the counts of pretokens are known");
    }

    /** A number for each pretoken that follows from its bytes alone, by id; others may have the same. */
    int[] keys() {
        CRC32C crc = new CRC32C();
        int[] keys = new int[table.size()];
        for (int id = 0; id < keys.length; id++) {
            crc.reset();
            crc.update(table.arena(), table.start(id), table.length(id));
            keys[id] = (int) crc.getValue();
        }
        return keys;
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
