package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;

/** Encodes pretokens from left to right by the longest tokens that can be neighbours. For one thread. */
final class Backtracker {
    /*
     * The ids in front of a place are the encoding of the text up to there. The next is the longest token at the place that can
     * touch the last id and does not end where a dead end was found before; if there is none, the place is a dead end, and
     * the last id gives way to the next shorter token. Each place becomes a dead end once at most.
     *
     * Whether two tokens can touch is remembered, as many pairs come again. A pair, 42 bits, is mixed by a bijection; 16 bits of
     * the outcome are the place and 26 bits the tag, so that an entry tells exactly which pair it is of. The entry is the
     * tag + 1 and, in its lowest bit, the answer; 0 is no pair's.
     *
     * Vocabularies can be made up so that a place is tried with many tokens. Who spends more than a few tries for each byte
     * gives up; then the merges are applied one by one, whose time depends on the length alone.
     */
    static final int GIVEN_UP = -1;

    private static final int NUMBER_BITS = 21;
    private static final int INDEX_BITS = 16;
    private static final int TAG_BITS = 2 * NUMBER_BITS - INDEX_BITS;
    private static final long PAIR_MASK = (1L << (2 * NUMBER_BITS)) - 1;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final int TRIES_PER_BYTE = 4;
    private static final int KEPT = 1 << 16;

    private final Splits splits;
    private final TokenTrie trie;
    private final int[] memo = new int[1 << INDEX_BITS];
    private long[] deadEnds = new long[8];

    Backtracker(Splits splits, TokenTrie trie) {
        this.splits = splits;
        this.trie = trie;
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
        prepare(end - start);
        long tries = (long) TRIES_PER_BYTE * (end - start) + 64;
        int count = from;
        int at = start;
        while (at < end) {
            int token = trie.longest(utf8, at, end);
            if (token == TokenTrie.NONE) {
                throw WordEncoder.inNoToken(utf8, at);
            }
            while (true) {
                int behind = at + splits.length(token);
                if (--tries < 0) {
                    return GIVEN_UP;
                }
                if (!isDeadEnd(behind - start) && (count == from || canTouch(ids[count - 1], token))) {
                    ids[count++] = token;
                    at = behind;
                    break;
                }
                token = trie.shorter(token);
                while (token == TokenTrie.NONE) {
                    deadEnds[(at - start) >> 6] |= 1L << (at - start);
                    token = ids[--count];
                    at -= splits.length(token);
                    token = trie.shorter(token);
                }
            }
        }
        for (int i = from; i < count; i++) {
            ids[i] = splits.id(ids[i]);
        }
        return count;
    }

    private boolean isDeadEnd(int place) {
        return (deadEnds[place >> 6] & (1L << place)) != 0;
    }

    private void prepare(int length) {
        int words = (length >> 6) + 1;
        if (deadEnds.length < words || deadEnds.length > KEPT) {
            deadEnds = new long[words];
        } else {
            Arrays.fill(deadEnds, 0, words, 0);
        }
    }

    private boolean canTouch(int left, int right) {
        if (splits.areApart(left, right)) {
            return true;
        }
        long pair = ((long) left << NUMBER_BITS) | right;
        pair ^= pair >>> NUMBER_BITS;
        pair = (pair * MULTIPLIER) & PAIR_MASK;
        pair ^= pair >>> NUMBER_BITS;
        int index = (int) (pair >>> TAG_BITS);
        int tag = (int) (pair & ((1L << TAG_BITS) - 1)) + 1;
        int known = memo[index];
        if (known >>> 1 == tag) {
            return (known & 1) != 0;
        }
        boolean can = splits.canTouch(left, right);
        memo[index] = (tag << 1) | (can ? 1 : 0);
        return can;
    }
}
