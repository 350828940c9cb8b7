package org.tokenwright.tokenizers.bpe;

/** Encodes long pretokens of short tokens by merging in windows. For one thread. */
final class Windows {
    /*
     * A sequence of tokens is what encoding gives if all neighbours can be neighbours, and neighbours in the encoding of a part
     * of the text can (Splits). So a window of a few bytes is merged by itself; its tokens are kept but for those near its end,
     * which what follows may change; and the next window begins with the last token kept. If that comes out again, all neighbours
     * are neighbours in one of the two windows. If not, the end of the first was too near, and the token before is tried.
     *
     * Merging a window takes about the same time whatever the text is. Backtracking is faster where tokens are long, or pairs of
     * tokens come again; in random text they do not, and finding out whether two tokens can be neighbours takes long.
     *
     * Who meets long tokens or has to go back often gives up.
     */
    static final int GIVEN_UP = -1;

    /** Pretokens of fewer bytes are not worth it. */
    static final int SHORTEST = 64;

    /** The bytes of a window. */
    private static final int LENGTH = 32;

    /** The bytes at its end whose tokens are not kept. */
    private static final int MARGIN = 5;

    /** Tokens of more than half as many bytes on average are long. */
    private static final int TWICE_LONG = 7;

    private static final int BYTES_PER_STEP_BACK = 64;
    private static final int NONE = -1;

    private final Splits splits;
    private final ShortWords words;

    /** How many bytes of a window are in tokens that are kept. */
    private int kept;

    Windows(Splits splits, ShortWords words) {
        this.splits = splits;
        this.words = words;
    }

    /**
     * Encodes a pretoken.
     *
     * @param utf8 the array that holds it
     * @param start index of its first byte
     * @param end index behind its last byte, above {@code start}
     * @param ids receives its ids; has room for as many as it has bytes
     * @param from index of the first of them
     * @return index behind the last id, or {@link #GIVEN_UP}
     * @throws IllegalArgumentException if a byte is in no token
     */
    int encode(byte[] utf8, int start, int end, int[] ids, int from) {
        int stepsBack = 8 + (end - start) / BYTES_PER_STEP_BACK;
        int count = from;
        int last = NONE;
        for (int at = start; ; ) {
            int length = Math.min(LENGTH, end - at);
            words.mergeAll(utf8, at, length);
            if (last == NONE || words.token(1) == last) {
                boolean isLast = at + length == end;
                int to = keep(isLast ? length : length - MARGIN, last == NONE ? 1 : words.next(1), ids, count);
                if (isLast) {
                    return translate(ids, from, to);
                }
                if (to == count || TWICE_LONG * (long) (to - from) < 2L * (at + kept - start)) {
                    return GIVEN_UP;
                }
                count = to;
                at += kept - splits.length(ids[to - 1]);
            } else if (--stepsBack < 0 || count - from < 2) {
                return GIVEN_UP;
            } else {
                count--;
                at -= splits.length(ids[count - 1]);
            }
            last = ids[count - 1];
        }
    }

    /** Puts out the numbers of the tokens of a window that end before a place; returns the index behind them. */
    private int keep(int limit, int first, int[] ids, int from) {
        int to = from;
        int place = first;
        while (place <= limit && words.next(place) <= limit + 1) {
            ids[to++] = words.token(place);
            place = words.next(place);
        }
        kept = place - 1;
        return to;
    }

    private int translate(int[] ids, int from, int to) {
        for (int i = from; i < to; i++) {
            ids[i] = splits.id(ids[i]);
        }
        return to;
    }
}
