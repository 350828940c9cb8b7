package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Merges by a {@link ScoredBpeModel}. For one thread. */
final class ScoredBpeEncoder implements PieceEncoder {
    /*
     * A word of few symbols is merged by looking through all its pairs again and again, a longer one with a queue of its pairs by
     * rank and place. A pair in the queue that is no more there, or has another rank by now, is passed over.
     *
     * keys[i] is what the symbol at place i is with the next one: rank << 32 | token, or NONE.
     *
     * A long segment is merged in windows, as long as its tokens are short. Neighbours stay apart in a text if and only if the two
     * by themselves do: the first merge over the seam between them would be the first in both. So each window begins with the last
     * token kept of the one before, and if this comes out again, all neighbours are right. Tokens near the end of a window
     * are not kept; if a token does not come out again, the one before is tried. Who has to go back often gives up, and has the
     * segment merged whole.
     */
    private static final int LONG_SEGMENT = 64;

    /** The bytes of a window, and those at its end whose tokens are not kept. */
    private static final int WINDOW = 24;

    private static final int MARGIN = 5;

    /** Tokens of more than half as many bytes on average are long. */
    private static final int TWICE_LONG = 5;

    private static final int BYTES_PER_STEP_BACK = 64;
    private static final int GIVEN_UP = -1;
    private static final int FEW = 32;
    private static final int MOST_KEPT = 1 << 20;
    private static final long NONE = Long.MAX_VALUE;
    private static final int OUTSIDE = -1;

    /** All segments are as good as another: the cache's note. */
    private static final int NO_NOTE = 1;

    private final ScoredBpeModel model;
    private final Vocabulary vocabulary;
    private final CharacterSymbols characters;
    private final MergeTable pairs;
    private final int[] ranks;
    private final @Nullable ByteTrie userDefined;
    private final WordCuts cuts;
    private final boolean hasUnused;
    private final TokenOutput output;
    private final SegmentCache cache = new SegmentCache();
    private final LongHeap queue = new LongHeap();

    /** The pair that an unused token falls into: left << 32 | right. */
    private final Int2LongOpenHashMap parts = new Int2LongOpenHashMap();

    private final IntArrayList falling = new IntArrayList();

    /** By place: symbols, and their ends, counted from the start of the segment. */
    private int[] symbols = new int[64];

    private int[] ends = new int[64];
    /** What was found last, by place. */
    private int[] found = symbols;

    private int[] foundEnds = ends;

    /** What windows have found. */
    private int[] kept = new int[0];

    private int[] keptEnds = new int[0];

    private long[] keys = new long[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];

    ScoredBpeEncoder(ScoredBpeModel model) {
        this.model = model;
        vocabulary = model.vocabulary();
        characters = model.characters();
        pairs = model.pairs();
        ranks = model.ranks();
        userDefined = model.userDefined();
        cuts = model.cuts();
        hasUnused = model.hasUnused();
        output = model.newOutput();
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IdBuffer out) {
        output.begin(utf8, out);
        for (int from = start; from < end; ) {
            int to = cuts.next(utf8, start, from, end);
            if (SegmentCache.holds(from, to) && !hasUnused) {
                remembered(utf8, from, to);
            } else {
                parts.clear();
                int count = merge(utf8, from, to);
                for (int i = 0; i < count; i++) {
                    addFalling(utf8, found[i], from + (i == 0 ? 0 : foundEnds[i - 1]), from + foundEnds[i]);
                }
            }
            from = to;
        }
        output.end();
        if (symbols.length > MOST_KEPT) {
            allocate(64);
            queue.release(MOST_KEPT);
        }
        if (kept.length > MOST_KEPT) {
            kept = new int[0];
            keptEnds = new int[0];
        }
    }

    private void remembered(byte[] utf8, int from, int to) {
        int slot = cache.slot(utf8, from, to);
        long known = cache.get(slot);
        if (known == 0) {
            int count = merge(utf8, from, to);
            cache.put(slot, NO_NOTE, found, foundEnds, count);
            known = cache.get(slot);
        }
        int symbol = SegmentCache.symbol(known);
        if (symbol >= 0) {
            add(symbol, from, to);
            return;
        }
        int[] memory = cache.memory();
        int place = SegmentCache.place(known);
        int last = place + 2 * memory[place];
        int start = from;
        for (int at = place + 1; at <= last; at += 2) {
            int end = from + memory[at + 1];
            add(memory[at], start, end);
            start = end;
        }
    }

    private void add(int symbol, int start, int end) {
        if (symbol < ranks.length) {
            output.known(symbol, end);
        } else {
            output.unknown(start, end);
        }
    }

    /** Adds a symbol, or, if it is an unused token, what it falls into. */
    private void addFalling(byte[] utf8, int symbol, int start, int end) {
        if (!model.isUnused(symbol) || !parts.containsKey(symbol)) {
            add(symbol, start, end);
            return;
        }
        falling.add(symbol);
        for (int at = start; !falling.isEmpty(); ) {
            int top = falling.removeInt(falling.size() - 1);
            if (model.isUnused(top) && parts.containsKey(top)) {
                long pair = parts.get(top);
                falling.add((int) pair);
                falling.add((int) (pair >>> 32));
            } else {
                int length = top < ranks.length
                        ? vocabulary.length(top)
                        : CodePoints.utf8Length(CodePoints.at(utf8, at, end));
                add(top, at, at + length);
                at += length;
            }
        }
    }

    /** Merges a segment and returns how many symbols are left. */
    private int merge(byte[] utf8, int from, int to) {
        if (to - from >= LONG_SEGMENT && userDefined == null && !hasUnused) {
            int count = mergeWindows(utf8, from, to);
            if (count != GIVEN_UP) {
                found = kept;
                foundEnds = keptEnds;
                return count;
            }
        }
        int count = mergeWhole(utf8, from, to);
        found = symbols;
        foundEnds = ends;
        return count;
    }

    private int mergeWindows(byte[] utf8, int from, int to) {
        int stepsBack = 8 + (to - from) / BYTES_PER_STEP_BACK;
        int count = 0;
        for (int at = from; ; ) {
            int end = windowEnd(utf8, at, to);
            int merged = mergeWhole(utf8, at, end);
            if (count == 0 || symbols[0] == kept[count - 1]) {
                int first = count == 0 ? 0 : 1;
                int after = keep(count, at - from, first, merged, end == to ? to - at : end - at - MARGIN);
                if (end == to) {
                    return after;
                }
                if (after == count || TWICE_LONG * (long) after < 2L * keptEnds[after - 1]) {
                    return GIVEN_UP;
                }
                count = after;
            } else if (--stepsBack < 0 || count < 2) {
                return GIVEN_UP;
            } else {
                count--;
            }
            at = from + (count == 1 ? 0 : keptEnds[count - 2]);
        }
    }

    private static int windowEnd(byte[] utf8, int at, int to) {
        int end = at + WINDOW;
        if (end >= to) {
            return to;
        }
        while ((utf8[end] & 0xC0) == 0x80 && end > at + 1) {
            end--;
        }
        return end;
    }

    /** Keeps the symbols of a window that end before a place in it; returns how many are kept in all. */
    private int keep(int count, int base, int first, int merged, int limit) {
        int size = count;
        if (kept.length < size + merged) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, size + merged));
            keptEnds = Arrays.copyOf(keptEnds, kept.length);
        }
        for (int i = first; i < merged && ends[i] <= limit; i++) {
            kept[size] = symbols[i];
            keptEnds[size++] = base + ends[i];
        }
        return size;
    }

    private int mergeWhole(byte[] utf8, int from, int to) {
        int count = split(utf8, from, to);
        for (int i = 0; i < count - 1; i++) {
            keys[i] = key(i, i + 1);
        }
        keys[count - 1] = NONE;
        return count <= FEW ? mergeFew(count) : mergeMany(count);
    }

    private int split(byte[] utf8, int from, int to) {
        if (symbols.length < to - from) {
            allocate(to - from + ((to - from) >> 1));
        }
        int count = 0;
        for (int at = from; at < to; count++) {
            int symbol = userDefined == null ? ByteTrie.NONE : userDefined.longest(utf8, at, to);
            if (symbol >= 0) {
                at += vocabulary.length(symbol);
            } else {
                int codePoint = CodePoints.at(utf8, at, to);
                symbol = characters.get(codePoint);
                at += CodePoints.utf8Length(codePoint);
            }
            symbols[count] = symbol >= 0 ? symbol : model.otherCharacter();
            ends[count] = at - from;
        }
        return count;
    }

    private void allocate(int places) {
        symbols = new int[places];
        ends = new int[places];
        keys = new long[places];
        next = new int[places];
        previous = new int[places];
    }

    private long key(int left, int right) {
        int pair = pairs.rank(symbols[left], symbols[right]);
        if (pair == MergeTable.NO_RANK) {
            return NONE;
        }
        int token = pairs.product(pair);
        if (hasUnused && model.isUnused(token)) {
            parts.put(token, (long) symbols[left] << 32 | symbols[right]);
        }
        return (long) ranks[token] << 32 | token;
    }

    private static int rank(long key) {
        return (int) (key >>> 32);
    }

    private int mergeFew(int symbolCount) {
        int count = symbolCount;
        while (true) {
            int place = 0;
            for (int i = 1; i < count; i++) {
                if (rank(keys[i]) < rank(keys[place])) {
                    place = i;
                }
            }
            if (keys[place] == NONE) {
                return count;
            }
            symbols[place] = (int) keys[place];
            ends[place] = ends[place + 1];
            count--;
            int moved = count - place - 1;
            System.arraycopy(symbols, place + 2, symbols, place + 1, moved);
            System.arraycopy(ends, place + 2, ends, place + 1, moved);
            System.arraycopy(keys, place + 2, keys, place + 1, moved);
            if (place > 0) {
                keys[place - 1] = key(place - 1, place);
            }
            keys[place] = place + 1 < count ? key(place, place + 1) : NONE;
        }
    }

    private int mergeMany(int count) {
        for (int i = 0; i < count; i++) {
            next[i] = i + 1 < count ? i + 1 : OUTSIDE;
            previous[i] = i - 1;
            queue(i);
        }
        while (!queue.isEmpty()) {
            long first = queue.take();
            int place = (int) first;
            if (keys[place] == NONE || rank(keys[place]) != rank(first)) {
                continue;
            }
            int right = next[place];
            symbols[place] = (int) keys[place];
            ends[place] = ends[right];
            keys[right] = NONE;
            next[place] = next[right];
            if (next[place] != OUTSIDE) {
                previous[next[place]] = place;
            }
            if (previous[place] != OUTSIDE) {
                keys[previous[place]] = key(previous[place], place);
                queue(previous[place]);
            }
            keys[place] = next[place] != OUTSIDE ? key(place, next[place]) : NONE;
            queue(place);
        }
        int left = 0;
        for (int place = 0; place != OUTSIDE; place = next[place]) {
            symbols[left] = symbols[place];
            ends[left++] = ends[place];
        }
        return left;
    }

    private void queue(int place) {
        if (keys[place] != NONE) {
            queue.add((keys[place] & 0xFFFF_FFFF_0000_0000L) | place);
        }
    }
}
