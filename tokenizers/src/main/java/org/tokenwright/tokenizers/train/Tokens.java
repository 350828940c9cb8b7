package org.tokenwright.tokenizers.train;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tokenwright.tokenizers.slices.SliceTable;

/** The tokens that a training makes, numbered in the order in which they appear; the same bytes are the same token. */
final class Tokens {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final SliceTable table = new SliceTable();
    private final byte[] padded = new byte[8];
    private byte[] scratch = new byte[64];
    private long[] heads = new long[256];

    /** Creates a table of the 256 single bytes, whose ids are the bytes. */
    Tokens() {
        byte[] single = new byte[1];
        for (int value = 0; value < 256; value++) {
            single[0] = (byte) value;
            add(single, 0, 1);
        }
    }

    int add(byte[] bytes, int start, int end) {
        int id = table.add(bytes, start, end);
        if (table.added()) {
            if (id == heads.length) {
                heads = Arrays.copyOf(heads, id * 2);
            }
            heads[id] = head(id);
        }
        return id;
    }

    /** The token whose bytes are those of two tokens together. */
    int concatenate(int left, int right) {
        int leftLength = table.length(left);
        int length = leftLength + table.length(right);
        if (scratch.length < length) {
            scratch = new byte[length * 2];
        }
        System.arraycopy(table.arena(), table.start(left), scratch, 0, leftLength);
        System.arraycopy(table.arena(), table.start(right), scratch, leftLength, length - leftLength);
        return add(scratch, 0, length);
    }

    int size() {
        return table.size();
    }

    int length(int id) {
        return table.length(id);
    }

    byte[] bytes(int id) {
        return table.bytes(id);
    }

    /** Compares by unsigned bytes; a prefix sorts before its extension. */
    int compare(int one, int other) {
        int byHead = Long.compareUnsigned(heads[one], heads[other]);
        if (byHead != 0 || one == other) {
            return byHead;
        }
        byte[] arena = table.arena();
        return Arrays.compareUnsigned(
                arena, table.start(one), table.end(one), arena, table.start(other), table.end(other));
    }

    /** The first eight bytes, so ordered that the head decides nearly every comparison; shorter tokens end in zeros. */
    private long head(int id) {
        int length = Math.min(8, table.length(id));
        Arrays.fill(padded, (byte) 0);
        System.arraycopy(table.arena(), table.start(id), padded, 0, length);
        return (long) LONG.get(padded, 0);
    }
}
