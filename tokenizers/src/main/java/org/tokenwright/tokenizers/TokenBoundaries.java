package org.tokenwright.tokenizers;

import it.unimi.dsi.fastutil.ints.IntArrayList;

/** The places of a text between two tokens and two characters, and how many tokens are before each. For one thread. */
final class TokenBoundaries {
    private final IntArrayList places = new IntArrayList();
    private final IntArrayList tokens = new IntArrayList();

    /**
     * Adds those of a part that was encoded last, its beginning and its end included; but not its beginning, if the part before
     * ended there.
     *
     * @param before how many tokens are before the part
     */
    void add(Encoder encoder, byte[] utf8, int start, int end, int before) {
        Encoding encoding = encoder.encoding(OffsetUnit.BYTES);
        if (places.isEmpty()) {
            add(start, before);
        }
        int size = encoding.size();
        for (int i = 1; i < size; i++) {
            int place = start + encoding.end(i - 1);
            if (encoding.end(i - 1) <= encoding.start(i)
                    && place > places.getInt(places.size() - 1)
                    && place < end
                    && Utf8Chars.isBoundary(utf8, start, end, place)) {
                add(place, before + i);
            }
        }
        if (end > places.getInt(places.size() - 1)) {
            add(end, before + size);
        }
    }

    private void add(int place, int tokensBefore) {
        places.add(place);
        tokens.add(tokensBefore);
    }

    int size() {
        return places.size();
    }

    /** {@return index of a byte} */
    int place(int boundary) {
        return places.getInt(boundary);
    }

    /** {@return the last boundary with at most so many tokens before it} */
    int lastWithin(int maxTokens) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.getInt(middle) <= maxTokens) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    int tokens(int boundary) {
        return tokens.getInt(boundary);
    }

    /**
     * Finds the end of a piece that has at most so many tokens by itself. Where the piece that has as many in the text has more
     * by itself, goes back, in ever greater steps, so that few pieces are encoded.
     *
     * @param first the boundary at which the piece begins
     * @return the boundary at which it ends; {@code first} if no piece fits
     */
    int last(int first, int maxTokens, Encoder encoder, byte[] utf8) {
        int last = lastWithin(tokens.getInt(first) + maxTokens);
        for (int step = 1; last > first; step *= 2) {
            if (encoder.encode(utf8, place(first), place(last)) <= maxTokens) {
                return last;
            }
            last = last - step > first || last == first + 1 ? last - step : first + 1;
        }
        return first;
    }
}
