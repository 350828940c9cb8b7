package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The counts of a table in the order of their slices. */
final class SortedTable implements CountSource {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final SliceTable table;
    private final long[] counts;
    private final int[] order;
    private int index = -1;

    SortedTable(SliceTable table) {
        this.table = table;
        counts = table.payloads();
        long[] heads = heads(table);
        order = new int[counts.length];
        Arrays.setAll(order, id -> id);
        IntArrays.mergeSort(order, (one, other) -> {
            int byHead = Long.compareUnsigned(heads[one], heads[other]);
            return byHead != 0
                    ? byHead
                    : Arrays.compareUnsigned(
                            table.arena(),
                            table.start(one),
                            table.end(one),
                            table.arena(),
                            table.start(other),
                            table.end(other));
        });
    }

    /** The first eight bytes of each slice, which decide most comparisons; shorter ones end in zeros. */
    private static long[] heads(SliceTable table) {
        byte[] padded = new byte[Long.BYTES];
        long[] heads = new long[table.size()];
        for (int id = 0; id < heads.length; id++) {
            int length = Math.min(Long.BYTES, table.length(id));
            Arrays.fill(padded, (byte) 0);
            System.arraycopy(table.arena(), table.start(id), padded, 0, length);
            heads[id] = (long) LONG.get(padded, 0);
        }
        return heads;
    }

    @Override
    public boolean next() {
        return ++index < order.length;
    }

    @Override
    public byte[] bytes() {
        return table.arena();
    }

    @Override
    public int start() {
        return table.start(order[index]);
    }

    @Override
    public int end() {
        return table.end(order[index]);
    }

    @Override
    public long count() {
        return counts[order[index]];
    }
}
