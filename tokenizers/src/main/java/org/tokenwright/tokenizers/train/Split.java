package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/** Puts parts in the place of one token, everywhere in a lane. */
final class Split {
    /*
     * Occurrences stand in rows of equal tokens. A row with what is left and right of it is a window: its pairs are
     * subtracted, the row is rewritten, and the pairs of the window are added again. As in a row of n equal tokens only
     * floor(n / 2) pairs count, a window takes in the whole row of the token before if the first part is equal to that
     * token, and the same behind; no pair across the border of a window then depends on what is inside.
     *
     * Pairs that touch a part are new at their positions, so these go to the pairs' occurrences. Some may be there already,
     * from before the deleted token was made; a merge that comes upon a position a second time finds that the pair is gone.
     * Counts rise, so pairs that gain are queued anew.
     */
    private final Cells cells;
    private final PairTable pairs;
    private final PairQueue queue;
    private final Places places;
    private final Long2LongOpenHashMap changes = new Long2LongOpenHashMap();
    private final LongArrayList newPairs = new LongArrayList();
    private final IntArrayList newPositions = new IntArrayList();

    Split(Cells cells, PairTable pairs, PairQueue queue, Places places) {
        this.cells = cells;
        this.pairs = pairs;
        this.queue = queue;
        this.places = places;
    }

    void run(int token, int[] parts) {
        int first = parts[0];
        int last = parts[parts.length - 1];
        for (int from : places.remove(token)) {
            if (cells.token(from) != token) {
                continue;
            }
            int to = cells.runEnd(from);
            int before = cells.tokenBefore(from);
            int after = cells.token(to);
            int windowFrom = before < 0 ? from : before == first ? cells.runStart(from) : from - cells.spanBefore(from);
            int windowTo = after < 0 ? to : after == last ? cells.runEnd(to) : to + cells.span(to);
            long weight = cells.weight(from);
            count(windowFrom, windowTo, -weight);
            for (int at = from; at < to; ) {
                int next = at + cells.span(at);
                cells.split(at, parts);
                addPlaces(at, parts);
                at = next;
            }
            count(windowFrom, windowTo, weight);
            addOccurrences(before < 0 ? from : from - cells.spanBefore(from), after < 0 ? to : to + cells.span(to));
        }
        update();
    }

    private void addPlaces(int from, int[] parts) {
        int at = from;
        for (int part : parts) {
            if (cells.span(at) > 1) {
                places.add(part, at);
            }
            at += cells.span(at);
        }
    }

    private void count(int from, int to, long weight) {
        int rowEnd = -1;
        for (int at = from; ; ) {
            int next = at + cells.span(at);
            if (next >= to) {
                return;
            }
            int left = cells.token(at);
            int right = cells.token(next);
            if (left == right && at == rowEnd) {
                rowEnd = -1;
            } else {
                changes.addTo(key(left, right), weight);
                rowEnd = left == right ? next : -1;
            }
            at = next;
        }
    }

    private void addOccurrences(int from, int to) {
        for (int at = from; ; ) {
            int next = at + cells.span(at);
            if (next >= to) {
                return;
            }
            newPairs.add(key(cells.token(at), cells.token(next)));
            newPositions.add(at);
            at = next;
        }
    }

    private void update() {
        int[] order = new int[newPairs.size()];
        Arrays.setAll(order, i -> i);
        IntArrays.stableSort(order, (one, other) -> Long.compare(newPairs.getLong(one), newPairs.getLong(other)));
        for (int from = 0; from < order.length; ) {
            long key = newPairs.getLong(order[from]);
            int to = from;
            while (to < order.length && newPairs.getLong(order[to]) == key) {
                to++;
            }
            store(key, order, from, to);
            from = to;
        }
        for (Long2LongMap.Entry change : changes.long2LongEntrySet()) {
            int pair = pairs.find((int) (change.getLongKey() >>> 32), (int) change.getLongKey());
            if (change.getLongValue() != 0 && pair != PairTable.NONE) {
                pairs.addCount(pair, change.getLongValue());
                if (change.getLongValue() > 0) {
                    queue.add(pair, pairs.count(pair));
                }
            }
        }
    }

    /** Adds occurrences to a pair, or a pair without a count to the table; what has gone stale is left out. */
    private void store(long key, int[] order, int from, int to) {
        int left = (int) (key >>> 32);
        int right = (int) key;
        int pair = pairs.find(left, right);
        if (pair == PairTable.NONE) {
            pair = pairs.add(left, right, 0, to - from);
        }
        IntOpenHashSet positions = new IntOpenHashSet();
        for (int i = from; i < to; i++) {
            positions.add(newPositions.getInt(order[i]));
        }
        for (int index = pairs.start(pair); index < pairs.end(pair); index++) {
            int at = pairs.position(index);
            if (cells.token(at) == left && cells.token(at + cells.span(at)) == right) {
                positions.add(at);
            }
        }
        int target = pairs.renew(pair, positions.size());
        for (int position : positions.toIntArray()) {
            pairs.setPosition(target++, position);
        }
        pairs.sortPositions(pair);
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }
}
