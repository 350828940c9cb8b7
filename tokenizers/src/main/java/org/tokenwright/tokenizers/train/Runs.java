package org.tokenwright.tokenizers.train;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The maximal runs of two or more eligible pretokens in the documents, equal ones counted together. */
final class Runs {
    /* A run is kept as a slice of bytes: the token of each pretoken as a little-endian int. */
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The most bytes of a run: whole tokens. */
    private static final int LONGEST = Integer.MAX_VALUE - 63;

    private final SliceTable table = new SliceTable();
    private byte[] run = new byte[1 << 12];
    private int length;
    private long total;

    private Runs() {}

    /**
     * Collects the runs.
     *
     * @param eligible by id of a pretoken: its token, or a negative number
     */
    Runs(PretokenCounts pretokens, int[] eligible, ProgressReporter progress) {
        progress.begin("collecting runs", "pretokens", pretokens.total());
        long done = 0;
        for (int i = 0; i < pretokens.counters().size(); i++) {
            PretokenCounter counter = pretokens.counters().get(i);
            int[] globalIds = pretokens.globalIds(i);
            IdStream.Reader reader = counter.stream().reader();
            long read = 0;
            for (int id = reader.next(); id != IdStream.Reader.END; id = reader.next()) {
                int token = -1;
                if (id != IdStream.Reader.BREAK) {
                    token = eligible[globalIds[id]];
                    if ((++read & 0xFFFF) == 0) {
                        progress.advance(done + read);
                    }
                }
                if (token >= 0) {
                    append(token);
                } else {
                    endRun(reader.weight());
                }
            }
            endRun(reader.weight());
            done += counter.pretokens();
        }
        progress.end(done);
    }

    long total() {
        return total;
    }

    int distinct() {
        return table.size();
    }

    /** The counts of the runs, by number. */
    long[] counts() {
        return table.payloads();
    }

    /** The tokens of a run. */
    int[] tokens(int run) {
        int[] tokens = new int[table.length(run) / Integer.BYTES];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (int) INT.get(table.arena(), table.start(run) + i * Integer.BYTES);
        }
        return tokens;
    }

    /**
     * Cuts the runs into their frequent n-grams: an n-gram is kept if it occurs often enough and so did both n-grams of one
     * token less in it; from left to right, the longest kept n-gram is cut off, or else one token.
     *
     * @param count how often an n-gram must occur, if that is not below the least
     */
    Runs split(long count) {
        NGrams kept = NGrams.of(table, Math.max(count, NGrams.LEAST_COUNT));
        Runs pieces = new Runs();
        long[] counts = table.payloads();
        for (int id = 0; id < table.size(); id++) {
            for (int from = table.start(id); from < table.end(id); ) {
                int to = kept.longest(table.arena(), from, table.end(id));
                int slot = pieces.table.slot(table.arena(), from, to);
                pieces.table.payload(slot, pieces.table.payload(slot) + counts[id]);
                from = to;
            }
        }
        return pieces;
    }

    Cells layOut() {
        long[] counts = table.payloads();
        Cells.Builder builder = new Cells.Builder(table.size(), table.totalLength() / Integer.BYTES);
        byte[] arena = table.arena();
        for (int id : PretokenCounts.fallingOrder(counts)) {
            for (int at = table.start(id); at < table.end(id); at += Integer.BYTES) {
                builder.unit((int) INT.get(arena, at));
            }
            builder.endSequence(counts[id]);
        }
        return builder.build();
    }

    private void append(int token) {
        if (length == run.length) {
            run = Arrays.copyOf(run, longer(length));
        }
        INT.set(run, length, token);
        length += Integer.BYTES;
    }

    /** The next capacity of a run, in bytes. */
    static int longer(int capacity) {
        if (capacity == LONGEST) {
            throw new IllegalStateException(
                    "a run has more pretokens than the " + LONGEST / Integer.BYTES + " that fit");
        }
        return (int) Math.min(LONGEST, 2L * capacity);
    }

    private void endRun(int weight) {
        if (length >= 2 * Integer.BYTES) {
            int slot = table.slot(run, 0, length);
            table.payload(slot, table.payload(slot) + weight);
            total += weight;
        }
        length = 0;
    }
}
