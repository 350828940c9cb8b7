package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.tokenwright.text.CodePoints;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Encodes pieces with {@link BpePieces}. */
final class BpePieceEncoder implements PieceEncoder {
    /*
     * The characters of a segment become symbols in a doubly linked list. A queue holds every pair that has a merge, by rank and
     * then by place (rank << 32 | place); what it gives out is stale if the pair at the place has another product by now.
     *
     * Segments without dropout are remembered. An unknown token is held back until a known character comes, so tokens for bytes
     * may come before it: so it is in the tokenizers whose files these models are from.
     */
    private static final int END = -1;
    private static final int DEAD = -2;
    private static final int MOST_KEPT = 1 << 16;

    private final BpePieces model;
    private final MergeTable merges;
    private final Vocabulary vocabulary;
    private final SegmentCache remembered = new SegmentCache();
    private final SplittableRandom random;
    private final double dropout;
    private final LongArrayList putOff = new LongArrayList();
    private final LongHeap queue = new LongHeap();
    private int[] ids = new int[64];
    private int[] ends = new int[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];
    private int count;

    BpePieceEncoder(BpePieces model) {
        this.model = model;
        merges = model.merges();
        vocabulary = model.vocabulary();
        dropout = model.options().dropout();
        random = new SplittableRandom(model.options().seed());
    }

    @Override
    public void encode(byte[] utf8, int start, int end, IdBuffer out) {
        if (start == end) {
            return;
        }
        if (dropout > 0) {
            merge(utf8, start, end);
            for (int i = 0; i < count; i++) {
                out.add(ids[i], start + ends[i]);
            }
            return;
        }
        if (model.options().wholePieces()) {
            int whole = vocabulary.idOf(utf8, start, end);
            if (whole >= 0) {
                out.add(whole, end);
                return;
            }
        }
        for (int from = start; from < end; ) {
            int to = model.cuts().next(utf8, start, from, end);
            encodeSegment(utf8, from, to, out);
            from = to;
        }
    }

    private void encodeSegment(byte[] utf8, int start, int end, IdBuffer out) {
        if (!SegmentCache.holds(start, end)) {
            merge(utf8, start, end);
            for (int i = 0; i < count; i++) {
                out.add(ids[i], start + ends[i]);
            }
            shrink();
            return;
        }
        int slot = remembered.slot(utf8, start, end);
        long known = remembered.get(slot);
        if (known == 0) {
            merge(utf8, start, end);
            if (count == 1) {
                // What is remembered of a single symbol is that it ends with the segment.
                ends[0] = end - start;
            }
            remembered.put(slot, 1, ids, ends, count);
            known = remembered.get(slot);
        }
        int symbol = SegmentCache.symbol(known);
        if (symbol >= 0) {
            out.add(symbol, end);
            return;
        }
        int[] memory = remembered.memory();
        int place = SegmentCache.place(known);
        int limit = place + 1 + 2 * memory[place];
        for (int at = place + 1; at < limit; at += 2) {
            out.add(memory[at], start + memory[at + 1]);
        }
    }

    /** Leaves the symbols of a segment in front of ids and ends. */
    private void merge(byte[] utf8, int start, int end) {
        begin(utf8, start, end);
        for (int i = 0; i < count; i++) {
            previous[i] = i - 1;
            next[i] = i + 1 < count ? i + 1 : END;
        }
        for (int i = 0; i + 1 < count; i++) {
            enqueue(i, i + 1);
        }
        while (!queue.isEmpty()) {
            long top = queue.take();
            if (dropout > 0) {
                if (random.nextDouble() < dropout) {
                    putOff.add(top);
                    continue;
                }
                putOff.forEach(queue::add);
                putOff.clear();
            }
            join((int) top, (int) (top >>> 32));
        }
        putOff.clear();
        int kept = 0;
        for (int i = count == 0 ? END : 0; i != END; i = next[i]) {
            ids[kept] = ids[i];
            ends[kept++] = ends[i];
        }
        count = kept;
    }

    private void join(int left, int rank) {
        int right = next[left];
        if (right < 0) {
            return;
        }
        int found = merges.rank(ids[left], ids[right]);
        if (found == MergeTable.NO_RANK || merges.product(found) != merges.product(rank)) {
            return;
        }
        ids[left] = merges.product(found);
        ends[left] = ends[right];
        next[left] = next[right];
        next[right] = DEAD;
        if (next[left] != END) {
            previous[next[left]] = left;
            enqueue(left, next[left]);
        }
        if (previous[left] != END) {
            enqueue(previous[left], left);
        }
    }

    private void enqueue(int left, int right) {
        int rank = merges.rank(ids[left], ids[right]);
        if (rank != MergeTable.NO_RANK) {
            queue.add(((long) rank << 32) | left);
        }
    }

    /** Turns characters into symbols. */
    private void begin(byte[] utf8, int start, int end) {
        count = 0;
        int waiting = Vocabulary.NO_ID;
        int waitingEnd = 0;
        for (int at = start; at < end; ) {
            int codePoint = CodePoints.at(utf8, at, end);
            int to = at + CodePoints.utf8Length(codePoint);
            int id = id(utf8, at, to, codePoint, at == start, to == end);
            if (id >= 0) {
                if (waiting >= 0) {
                    add(waiting, waitingEnd);
                    waiting = Vocabulary.NO_ID;
                }
                add(id, to - start);
            } else if (!addBytes(utf8, start, at, to, end)) {
                if (model.lacksUnknown()) {
                    throw new IllegalArgumentException(
                            "no token covers byte " + at + " of the text, and the unknown token "
                                    + model.options().unknown() + " is not in the vocabulary");
                }
                if (waiting >= 0 && !model.options().fusesUnknown()) {
                    add(waiting, waitingEnd);
                }
                waiting = model.unknownId();
                waitingEnd = to - start;
            }
            at = to;
        }
        if (waiting >= 0) {
            add(waiting, waitingEnd);
        }
    }

    private int id(byte[] utf8, int start, int end, int codePoint, boolean first, boolean last) {
        return model.hasAffixes()
                ? vocabulary.idOf(model.affixed(utf8, start, end, first, last))
                : model.character(codePoint);
    }

    /** Adds the tokens for the bytes of an unknown character, if there are tokens for all. */
    private boolean addBytes(byte[] utf8, int start, int from, int to, int end) {
        int[] byteIds = model.byteIds();
        if (byteIds == null) {
            return false;
        }
        byte[] name = model.affixed(utf8, from, to, from == start, to == end);
        for (byte value : name) {
            if (byteIds[value & 0xFF] < 0) {
                return false;
            }
        }
        for (int i = 0; i < name.length; i++) {
            add(byteIds[name[i] & 0xFF], Math.min(from + i + 1, to) - start);
        }
        return true;
    }

    private void add(int id, int end) {
        if (count == ids.length) {
            int capacity = ids.length * 2;
            ids = Arrays.copyOf(ids, capacity);
            ends = Arrays.copyOf(ends, capacity);
            next = Arrays.copyOf(next, capacity);
            previous = Arrays.copyOf(previous, capacity);
        }
        ids[count] = id;
        ends[count] = Math.max(end, count == 0 ? 0 : ends[count - 1]);
        count++;
    }

    /** Gives back the memory that a long segment took. */
    private void shrink() {
        queue.release(MOST_KEPT);
        if (ids.length > MOST_KEPT) {
            ids = new int[64];
            ends = new int[64];
            next = new int[64];
            previous = new int[64];
        }
    }
}
