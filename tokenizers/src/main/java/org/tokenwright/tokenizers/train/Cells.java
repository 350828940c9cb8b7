package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/** The weighted sequences of a lane, laid out one after the other in a flat array that merges rewrite in place. */
final class Cells {
    /*
     * Layout. A unit is what the lane starts from: a byte of a pretoken, a whole pretoken of a run. The cells are
     *
     *   -1 unit unit unit -1 unit unit -1 ... -1
     *
     * A token that covers several units has its symbol in its first cell, its symbol and the sign bit in its last cell, and -2
     * between them, so the token to the left of a position ends at position - 1 and the one to the right begins at position +
     * span: neighbours need no links. A cell is not negative exactly where a token begins; so whether a remembered position
     * still holds a pair takes two comparisons, the first with the token that begins there.
     *
     * The sign bit matters once tokens have been split. Where nothing is, a token only grows, and a remembered position never
     * becomes the last cell of an equal token that begins earlier. A split and other merges can bring that about: in "aaab" a
     * token "aa" may stand at 1, be split, and stand at 0.
     *
     * A symbol is a token's id. Only where the same bytes arise from another number of units than the first time (" a" + "b c"
     * after " a b" + "c", when pretokens begin without a space) do they get a variant symbol, above VARIANT, with the same
     * token and its own span.
     *
     * Some sequences are pieces of longer ones. The separator has one bit for the sequence before it and one for that behind it,
     * turned off if it was cut there, so that a token can be told from one that covers a whole sequence.
     *
     * Sequences are sorted by falling weight, so the weights are a short list of ranges of positions. For each block of 32 cells
     * it is known which range it begins in, and for each cell, in a byte, how many ranges behind that it lies; the last range,
     * which is often the longest by far, needs neither.
     */
    private static final int SEPARATOR = -1;
    private static final int INNER = -2;
    private static final int CUT_BEHIND = 2;
    private static final int CUT_BEFORE = 4;
    private static final int LEAST_SEPARATOR = ~(CUT_BEHIND | CUT_BEFORE);
    private static final int LAST = Integer.MIN_VALUE;
    private static final int VARIANT = 1 << 28;
    private static final int BLOCK_BITS = 5;
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private final int[] cells;
    private final int end;
    private final long[] weights;
    private final int lastRange;
    private final int[] firstRanges;
    private final byte[] rangesBehind;
    private int[] spans = new int[1024];
    private final Long2IntOpenHashMap variants = new Long2IntOpenHashMap();
    private final IntArrayList variantTokens = new IntArrayList();
    private final IntArrayList variantSpans = new IntArrayList();

    private Cells(Builder builder) {
        cells = builder.cells;
        end = builder.end;
        weights = builder.weights.toLongArray();
        int ranges = weights.length;
        lastRange = ranges < 2 ? 0 : builder.weightEnds.getInt(ranges - 2);
        firstRanges = new int[(lastRange >>> BLOCK_BITS) + 1];
        rangesBehind = new byte[lastRange];
        for (int position = 0, range = 0; position < lastRange; position++) {
            while (builder.weightEnds.getInt(range) <= position) {
                range++;
            }
            if ((position & (1 << BLOCK_BITS) - 1) == 0) {
                firstRanges[position >>> BLOCK_BITS] = range;
            }
            rangesBehind[position] = (byte) (range - firstRanges[position >>> BLOCK_BITS]);
        }
        for (int at = 0; at < end; at++) {
            if (cells[at] >= 0) {
                setSpan(cells[at], 1);
            }
        }
    }

    int end() {
        return end;
    }

    /** The token that begins at a position; negative if none does. */
    int token(int position) {
        return tokenOf(cells[position]);
    }

    /** How many units the token covers that begins at a position. */
    int span(int position) {
        return spanOf(cells[position]);
    }

    /** The token that ends where another begins; negative if that is the first one. */
    int tokenBefore(int position) {
        int cell = cells[position - 1];
        return isSeparator(cell) ? SEPARATOR : tokenOf(cell & ~LAST);
    }

    /** How many units the token covers that ends where another begins. */
    int spanBefore(int position) {
        return spanOf(cells[position - 1] & ~LAST);
    }

    private int tokenOf(int symbol) {
        return symbol < VARIANT ? symbol : variantTokens.getInt(symbol - VARIANT);
    }

    private int spanOf(int symbol) {
        return symbol < VARIANT ? spans[symbol] : variantSpans.getInt(symbol - VARIANT);
    }

    /** Whether the lane has held a token, now or before. */
    boolean hasHeld(int token) {
        return token < spans.length && spans[token] > 0;
    }

    /** Announces a token that is a unit, though perhaps in no sequence. */
    void declareUnit(int token) {
        setSpan(token, 1);
    }

    /** Announces a token that merges will make. */
    void declare(int token, int left, int right) {
        if (!hasHeld(token)) {
            setSpan(token, spans[left] + spans[right]);
        }
    }

    /** Makes one token of two neighbours: the one from a position to a seam and the one from there to another, exclusive. */
    void join(int from, int seam, int to, int token) {
        int symbol = spans[token] == to - from ? token : variant(token, to - from);
        cells[seam - 1] = INNER;
        cells[seam] = INNER;
        cells[from] = symbol;
        cells[to - 1] = symbol | LAST;
    }

    /** Puts tokens in the place of one; each covers as many units as when it was first made. */
    void split(int from, int[] tokens) {
        int at = from;
        for (int token : tokens) {
            int end = at + spans[token];
            Arrays.fill(cells, at, end, INNER);
            cells[end - 1] = token | LAST;
            cells[at] = token;
            at = end;
        }
    }

    /** How many units a token covered when it was first made. */
    int declaredSpan(int token) {
        return spans[token];
    }

    boolean isWholeSequence(int from, int to) {
        int before = cells[from - 1];
        int behind = cells[to];
        return isSeparator(before) && (before & CUT_BEFORE) != 0 && isSeparator(behind) && (behind & CUT_BEHIND) != 0;
    }

    /** Whether a cell where no token begins, and none goes on, parts two sequences. */
    private static boolean isSeparator(int cell) {
        return Integer.compareUnsigned(cell, LEAST_SEPARATOR) >= 0;
    }

    /** How many tokens equal to the one that begins at a position stand in a row from there. */
    int runFrom(int position) {
        int token = token(position);
        int run = 0;
        for (int at = position; token(at) == token; at += span(at)) {
            run++;
        }
        return run;
    }

    /** Where the row of tokens equal to the one that begins at a position ends, exclusive. */
    int runEnd(int position) {
        int token = token(position);
        int end = position;
        while (token(end) == token) {
            end += span(end);
        }
        return end;
    }

    /** How many tokens equal to the one that ends where another begins stand in a row up to there. */
    int runTo(int position) {
        int token = tokenBefore(position);
        int run = 0;
        for (int at = position; tokenBefore(at) == token; at -= spanBefore(at)) {
            run++;
        }
        return run;
    }

    /** Where the row of tokens equal to the one that ends where another begins starts. */
    int runStart(int position) {
        int token = tokenBefore(position);
        int start = position;
        while (tokenBefore(start) == token) {
            start -= spanBefore(start);
        }
        return start;
    }

    /** The weight of the sequence that has a position. */
    long weight(int position) {
        return position >= lastRange
                ? weights[weights.length - 1]
                : weights[firstRanges[position >>> BLOCK_BITS] + rangesBehind[position]];
    }

    /** Adds up the weighted occurrences of every token, by id. */
    long[] countTokens(int tokens) {
        long[] counts = new long[tokens];
        for (int at = 1; at < end; at++) {
            if (cells[at] >= 0) {
                counts[token(at)] += weight(at);
                at += span(at) - 1;
            }
        }
        return counts;
    }

    private void setSpan(int token, int span) {
        if (token >= spans.length) {
            spans = Arrays.copyOf(spans, Math.max(token + 1, spans.length * 2));
        }
        spans[token] = span;
    }

    private int variant(int token, int span) {
        long key = (long) span << 32 | token;
        int symbol = variants.get(key);
        if (symbol == 0) {
            symbol = VARIANT + variantTokens.size();
            variants.put(key, symbol);
            variantTokens.add(token);
            variantSpans.add(span);
        }
        return symbol;
    }

    /** Lays out sequences, to be given by falling weight. */
    static final class Builder {
        private final int[] cells;
        private final IntArrayList weightEnds = new IntArrayList();
        private final LongArrayList weights = new LongArrayList();
        private int end;

        /**
         * Makes room.
         *
         * @throws IllegalStateException if there are more units than an array can hold
         */
        Builder(long sequences, long units) {
            long needed = sequences + units + 1;
            if (needed > LARGEST) {
                throw new IllegalStateException("the corpus has " + units
                        + " units in distinct sequences, more than the " + LARGEST + " that fit");
            }
            cells = new int[(int) needed];
            cells[end++] = SEPARATOR;
        }

        void unit(int token) {
            cells[end++] = token;
        }

        /** Says that the next sequence is what was left of a longer one behind a cut. */
        void cutBefore() {
            cells[end - 1] &= ~CUT_BEFORE;
        }

        void endSequence(long weight) {
            endSequence(weight, false);
        }

        /**
         * Ends a sequence.
         *
         * @param cut whether it is what was left of a longer one before a cut
         */
        void endSequence(long weight, boolean cut) {
            cells[end++] = cut ? SEPARATOR & ~CUT_BEHIND : SEPARATOR;
            int last = weights.size() - 1;
            if (last >= 0 && weights.getLong(last) == weight) {
                weightEnds.set(last, end);
            } else {
                weightEnds.add(end);
                weights.add(weight);
            }
        }

        Cells build() {
            return new Cells(this);
        }
    }
}
