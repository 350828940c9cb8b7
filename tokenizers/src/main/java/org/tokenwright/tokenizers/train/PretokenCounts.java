package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The pretokens of a corpus with their counts, and where each thread saw them. */
final class PretokenCounts {
    private final SliceTable table;
    private final long[] counts;
    private final @Nullable RunSource runs;

    private PretokenCounts(SliceTable table, long[] counts, @Nullable RunSource runs) {
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

    /**
     * Reads a count file of pretokens.
     *
     * @param alphabet the bytes that pretokens may hold
     * @throws CorruptInputException if it is malformed, or a pretoken has other bytes
     */
    static PretokenCounts read(CountReader reader, Alphabet alphabet) throws IOException {
        SliceTable table = new SliceTable();
        while (reader.next()) {
            for (int at = 0; at < reader.end(); at++) {
                if (!alphabet.contains(reader.bytes()[at] & 0xFF)) {
                    throw reader.corruptEntry(
                            "a pretoken with the byte %02X".formatted(reader.bytes()[at]),
                            "bytes of the alphabet " + alphabet.label());
                }
            }
            table.payload(table.slot(reader.bytes(), 0, reader.end()), reader.count());
        }
        return of(table);
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
    RunSource runs() {
        return Objects.requireNonNull(runs, "only the counts of pretokens are known");
    }

    /** The keys of all pretokens, by id. */
    int[] keys() {
        PretokenKeys keys = new PretokenKeys(table.size());
        for (int id = 0; id < table.size(); id++) {
            keys.put(id, table.arena(), table.start(id), table.end(id));
        }
        return keys.all();
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
