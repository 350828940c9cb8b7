package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Applies merges and deletions to the bytes of a pretoken, in their order. For one thread. */
final class Replay {
    /*
     * The rule: of all events later than the last one, take the first that applies, apply it everywhere from left to right,
     * look again. Which events a token waits for - its deletion, the merge with the token to its right - depends on the clock
     * when it came up, and on nothing else, so each is looked up once.
     *
     * Few pretokens meet a token that is ever deleted. Short ones are merged as if there were no deletions, until one does.
     *
     * As in LongMerger, tokens keep the place of their first byte and are linked to their neighbours, and RankQueue has each
     * place at the earlier of the two times. A token that falls apart takes places that its bytes had before. Time: each event
     * that applies at a place costs the tokens that it makes, so a text costs as many steps as it has bytes for each deletion
     * that it can meet, whatever its length.
     */
    private static final int NONE = -1;
    private static final int KEPT = 1 << 16;

    private final WordEvents events;
    private final MergeTable merges;
    private final Vocabulary vocabulary;
    private final Vocabulary deletedTokens;
    private final RankQueue queue;
    private final Merger undisturbed;
    private final int[] bytes = new int[Merger.SHORT];
    private int[] next = new int[0];
    private int[] previous = new int[0];
    private int[] batch = new int[0];
    private int single = NONE;

    Replay(BpeModel model, WordEvents events) {
        this.events = events;
        merges = model.merges();
        vocabulary = model.vocabulary();
        deletedTokens = model.deletedTokens();
        queue = new RankQueue(events.size());
        undisturbed = new Merger(merges, true);
    }

    /** Merges in place, as {@link Merger#merge} does; every token at the start is a byte. */
    int merge(int[] tokens, int start, int end) {
        int length = end - start;
        single = NONE;
        if (length <= Merger.SHORT) {
            System.arraycopy(tokens, start, bytes, 0, length);
            int to = undisturbed.mergeShort(tokens, start, end, rank -> !events.isDeleted(merges.product(rank)));
            if (to >= 0) {
                return to;
            }
            System.arraycopy(bytes, 0, tokens, start, length);
        }
        prepare(length);
        for (int place = 0; place < length; place++) {
            next[place] = place + 1 < length ? place + 1 : NONE;
            previous[place] = place - 1;
        }
        for (int place = 0; place < length; place++) {
            enqueue(place, tokens, start, -1);
        }
        for (int time = queue.lowest(); time != MergeTable.NO_RANK; time = queue.lowest()) {
            int count = queue.take(time, batch);
            if (events.isMerge(time)) {
                mergeAll(time, count, tokens, start);
            } else {
                for (int i = 0; i < count; i++) {
                    split(time, batch[i], tokens, start);
                }
            }
        }
        int to = start;
        for (int place = 0; place != NONE; place = next[place]) {
            tokens[to++] = tokens[start + place];
        }
        if (length > KEPT) {
            release();
        }
        return to;
    }

    /** The token that all bytes of the last pretoken were before it fell apart; negative if there is none. */
    int single() {
        return single;
    }

    private void mergeAll(int time, int count, int[] tokens, int start) {
        int rank = events.rank(time);
        if (merges.left(rank) == merges.right(rank)) {
            Arrays.sort(batch, 0, count);
        }
        for (int i = 0; i < count; i++) {
            mergeAt(time, rank, batch[i], tokens, start);
        }
        if (next[0] == NONE) {
            single = tokens[start];
        }
    }

    private void mergeAt(int time, int rank, int place, int[] tokens, int start) {
        int right = next[place];
        if (right == NONE
                || tokens[start + place] != merges.left(rank)
                || tokens[start + right] != merges.right(rank)) {
            return;
        }
        int after = next[right];
        queue.remove(right);
        tokens[start + place] = merges.product(rank);
        tokens[start + right] = NONE;
        link(place, after);
        requeue(place, tokens, start, time);
        if (previous[place] != NONE) {
            requeue(previous[place], tokens, start, time);
        }
    }

    private void split(int time, int place, int[] tokens, int start) {
        int before = previous[place];
        int after = next[place];
        int at = place;
        int last = NONE;
        for (int part : events.parts(time)) {
            tokens[start + at] = part;
            if (last != NONE) {
                link(last, at);
            }
            last = at;
            at += length(part);
        }
        link(last, after);
        for (int part = place; part != after; part = next[part]) {
            requeue(part, tokens, start, time);
        }
        if (before != NONE) {
            requeue(before, tokens, start, time);
        }
    }

    private void link(int place, int after) {
        next[place] = after;
        if (after != NONE) {
            previous[after] = place;
        }
    }

    private int length(int symbol) {
        return symbol < vocabulary.idBound()
                ? vocabulary.length(symbol)
                : deletedTokens.length(symbol - vocabulary.idBound());
    }

    private void requeue(int place, int[] tokens, int start, int clock) {
        queue.remove(place);
        enqueue(place, tokens, start, clock);
    }

    private void enqueue(int place, int[] tokens, int start, int clock) {
        int token = tokens[start + place];
        int time = events.nextDeletion(token, clock);
        if (next[place] != NONE) {
            time = Math.min(time, events.nextMerge(token, tokens[start + next[place]], clock));
        }
        queue.add(place, time);
    }

    private void prepare(int length) {
        queue.reserve(length);
        if (next.length < length) {
            int capacity = LongMerger.capacity(length);
            previous = new int[capacity];
            batch = new int[capacity];
            next = new int[capacity];
        }
    }

    private void release() {
        next = new int[0];
        previous = new int[0];
        batch = new int[0];
        queue.release();
    }
}
