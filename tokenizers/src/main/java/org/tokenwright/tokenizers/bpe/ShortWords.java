package org.tokenwright.tokenizers.bpe;

import org.tokenwright.vocab.Vocabulary;

/** Encodes pretokens of up to {@value #LONGEST} bytes by merging. For one thread. */
final class ShortWords {
    /*
     * Each byte has a place, and each place what its token and the next make: the number of the product, and the place in the
     * lowest bits, so that the least of all is the leftmost of the lowest rank. Places whose token went into another have
     * nothing.
     */
    static final int LONGEST = 64;

    private static final int PLACE_BITS = 6;
    private static final int PLACES = LONGEST - 1;
    private static final int NOTHING = PairProducts.NOTHING << PLACE_BITS;

    private final Splits splits;

    /** Places are counted from 1. In front of the first and behind the last there is a token that makes nothing with any. */
    private final int[] tokens = new int[LONGEST + 2];

    private final int[] made = new int[LONGEST + 2];
    private final int[] next = new int[LONGEST + 2];
    private final int[] previous = new int[LONGEST + 2];

    ShortWords(Splits splits) {
        this.splits = splits;
        tokens[0] = splits.size();
    }

    /**
     * Encodes a pretoken.
     *
     * @param utf8 the array that holds it
     * @param start index of its first byte
     * @param end index behind its last byte, at most {@link #LONGEST} further
     * @param ids receives its ids; has room for as many as it has bytes
     * @param from index of the first of them
     * @return index behind the last id
     * @throws IllegalArgumentException if a byte is in no token
     */
    int encode(byte[] utf8, int start, int end, int[] ids, int from) {
        int length = end - start;
        mergeAll(utf8, start, length);
        int to = from;
        for (int place = 1; place <= length; place = next[place]) {
            ids[to++] = splits.id(tokens[place]);
        }
        return to;
    }

    /** Merges the bytes of a word; its tokens are those of {@link #token} at place 1, the {@link #next} place, and so on. */
    void mergeAll(byte[] utf8, int start, int length) {
        prepare(utf8, start, length);
        for (int least = least(length); least < NOTHING; least = least(length)) {
            merge((least & PLACES) + 1, least >>> PLACE_BITS);
        }
    }

    /** {@return the number of the token whose first byte has a place, counted from 1} */
    int token(int place) {
        return tokens[place];
    }

    /** {@return the place behind the token whose first byte has a place} */
    int next(int place) {
        return next[place];
    }

    private void prepare(byte[] utf8, int start, int length) {
        int before = 0;
        for (int place = 1; place <= length; place++) {
            int value = utf8[start + place - 1] & 0xFF;
            if (splits.id(value) == Vocabulary.NO_ID) {
                throw WordEncoder.inNoToken(utf8, start + place - 1);
            }
            tokens[place] = value;
            next[place] = place + 1;
            previous[place] = place - 1;
            made[place - 1] = made(place - 1, splits.byteProduct(before, value));
            before = value;
        }
        made[length] = NOTHING;
        tokens[length + 1] = splits.size();
    }

    private int least(int length) {
        int least = NOTHING;
        for (int place = 1; place < length; place++) {
            least = Math.min(least, made[place]);
        }
        return least;
    }

    private void merge(int place, int product) {
        int right = next[place];
        int after = next[right];
        int before = previous[place];
        made[right] = NOTHING;
        tokens[place] = product;
        next[place] = after;
        previous[after] = place;
        made[place] = made(place, splits.product(product, tokens[after]));
        made[before] = made(before, splits.product(tokens[before], product));
    }

    private static int made(int place, int product) {
        return (product << PLACE_BITS) | (place - 1);
    }
}
