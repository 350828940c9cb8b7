package org.tokenwright.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks UTF-8 as Unicode defines it: shortest forms only, no surrogates, nothing above U+10FFFF. */
final class Utf8 {
    /*
     * A byte moves a state machine with nine states. A state is the position of a 6-bit field; NEXT[byte] holds in the
     * field of each state the state that follows, so that a step is one shift, whatever the script:
     *
     *     state = NEXT[byte] >>> state
     *
     * A shift of a long uses the lower six bits of its distance alone, so what lies above the field needs no mask until
     * the state is compared. INVALID leads to itself and is looked for once in eight bytes; the place is found again by
     * single steps. Eight bytes without a high bit are passed over while no sequence is open.
     *
     * The technique is Per Vognsen's shift-based DFA; the states follow table 3-7 of the Unicode Standard.
     */
    private static final int STATE_BITS = 6;

    private static final int STATE_MASK = (1 << STATE_BITS) - 1;
    private static final int VALID = 0;
    private static final int ONE_MORE = 6;
    private static final int TWO_MORE = 12;
    private static final int THREE_MORE = 18;
    private static final int AFTER_E0 = 24;
    private static final int AFTER_ED = 30;
    private static final int AFTER_F0 = 36;
    private static final int AFTER_F4 = 42;
    private static final int INVALID = 48;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] NEXT = transitions();

    private Utf8() {}

    /**
     * {@return index of the first byte of the first sequence that is not UTF-8, or -1 if all are}
     *
     * @param bytes the bytes
     * @param from index of the first
     * @param to index behind the last
     */
    static int firstInvalid(byte[] bytes, int from, int to) {
        long state = VALID;
        int i = from;
        while (i <= to - Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            if (isAscii(eight)) {
                if ((state & STATE_MASK) != VALID) {
                    return sequenceStart(bytes, from, i);
                }
                i = skipAscii(bytes, i + Long.BYTES, to);
                continue;
            }
            long before = state;
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                state = NEXT[(int) (eight >>> shift) & 0xff] >>> state;
            }
            if ((state & STATE_MASK) == INVALID) {
                return firstInvalidSlowly(
                        bytes, (before & STATE_MASK) == VALID ? i : sequenceStart(bytes, from, i), to);
            }
            i += Long.BYTES;
        }
        if ((state & STATE_MASK) == VALID
                && to - from >= Long.BYTES
                && isAscii((long) LONGS.get(bytes, to - Long.BYTES))) {
            return -1;
        }
        int tail = i;
        long before = state;
        for (; i < to; i++) {
            state = NEXT[bytes[i] & 0xff] >>> state;
        }
        return (state & STATE_MASK) == VALID
                ? -1
                : firstInvalidSlowly(
                        bytes, (before & STATE_MASK) == VALID ? tail : sequenceStart(bytes, from, tail), to);
    }

    /**
     * {@return the bytes of a sequence that is not UTF-8, up to the one that breaks it, for a message: "bytes 0xE2 0x28"}
     *
     * @param bytes the bytes
     * @param at what {@link #firstInvalid} returned
     * @param to index behind the last
     */
    static String describe(byte[] bytes, int at, int to) {
        StringBuilder hex = new StringBuilder();
        long state = VALID;
        int i = at;
        while (i < to && (state & STATE_MASK) != INVALID) {
            hex.append(String.format(" 0x%02X", bytes[i]));
            state = NEXT[bytes[i] & 0xff] >>> state;
            i++;
        }
        return (i - at == 1 ? "byte" : "bytes") + hex;
    }

    private static boolean isAscii(long eight) {
        return (eight & HIGH_BITS) == 0;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - 4 * Long.BYTES) {
            long any = (long) LONGS.get(bytes, i)
                    | (long) LONGS.get(bytes, i + Long.BYTES)
                    | (long) LONGS.get(bytes, i + 2 * Long.BYTES)
                    | (long) LONGS.get(bytes, i + 3 * Long.BYTES);
            if (!isAscii(any)) {
                break;
            }
            i += 4 * Long.BYTES;
        }
        return i;
    }

    /** Index of the first byte of the sequence that is open before a byte; all bytes before that are UTF-8. */
    private static int sequenceStart(byte[] bytes, int from, int before) {
        int i = before - 1;
        while (i > from && (bytes[i] & 0xc0) == 0x80) {
            i--;
        }
        return i;
    }

    private static int firstInvalidSlowly(byte[] bytes, int from, int to) {
        long state = VALID;
        int sequence = from;
        for (int i = from; i < to; i++) {
            state = NEXT[bytes[i] & 0xff] >>> state;
            if ((state & STATE_MASK) == INVALID) {
                return sequence;
            }
            if ((state & STATE_MASK) == VALID) {
                sequence = i + 1;
            }
        }
        return sequence;
    }

    private static long[] transitions() {
        long[] next = new long[256];
        for (int state = VALID; state <= INVALID; state += STATE_BITS) {
            for (int b = 0; b < 256; b++) {
                next[b] |= (long) INVALID << state;
            }
        }
        allow(next, VALID, 0x00, 0x7f, VALID);
        allow(next, VALID, 0xc2, 0xdf, ONE_MORE);
        allow(next, VALID, 0xe0, 0xe0, AFTER_E0);
        allow(next, VALID, 0xe1, 0xef, TWO_MORE);
        allow(next, VALID, 0xed, 0xed, AFTER_ED);
        allow(next, VALID, 0xf0, 0xf0, AFTER_F0);
        allow(next, VALID, 0xf1, 0xf3, THREE_MORE);
        allow(next, VALID, 0xf4, 0xf4, AFTER_F4);
        allow(next, ONE_MORE, 0x80, 0xbf, VALID);
        allow(next, TWO_MORE, 0x80, 0xbf, ONE_MORE);
        allow(next, THREE_MORE, 0x80, 0xbf, TWO_MORE);
        allow(next, AFTER_E0, 0xa0, 0xbf, ONE_MORE);
        allow(next, AFTER_ED, 0x80, 0x9f, ONE_MORE);
        allow(next, AFTER_F0, 0x90, 0xbf, TWO_MORE);
        allow(next, AFTER_F4, 0x80, 0x8f, TWO_MORE);
        return next;
    }

    private static void allow(long[] next, int state, int firstByte, int lastByte, int following) {
        for (int b = firstByte; b <= lastByte; b++) {
            next[b] = (next[b] & ~((long) STATE_MASK << state)) | ((long) following << state);
        }
    }
}
