package org.tokenwright.tokenizers.bpe;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.MergeTable;

/** The merges and deletions inside pretokens in their order, for models with deletions. Immutable. */
final class WordEvents {
    /*
     * Each event has a time: 0, 1, 2 and so on. events[time] is the rank of a merge, or the complement of the number of a
     * deletion. A token may be made and deleted several times.
     *
     * Parts. A deletion of mode OPERANDS puts the operands of the first merge that made the token in its place; what of them is
     * not in the vocabulary at that time falls apart in the same way. So whatever a replay of all events leaves behind is in
     * the vocabulary that training ended with: the last event of such a token is not a deletion, which would have met it, but
     * the merge that made it, or one before the deletion that left it as a part, when it was in the vocabulary.
     *
     * `direct` takes the operands as they are, in the vocabulary or not. So does the program that models of a single pass come
     * from, which never takes a token out of the vocabulary; and so did the two-pass reference, which then lacks ids. A token
     * of the former may come back as a part and be deleted again; that program then encodes by the last deletion alone.
     */
    private static final long NEVER = Long.MAX_VALUE;

    private final MergeTable merges;
    private final int[] events;
    private final int[] mergesUpTo;
    private final int[] times;
    private final int[][] parts;
    private final BitSet deleted = new BitSet();

    /** By token, then time, of each deletion: the token above, the time below. */
    private final long[] deletions;

    /** {@return the events of a model, or null if it has no deletions} */
    static @Nullable WordEvents of(BpeModel model) {
        return model.deletions().size() == 0 ? null : new WordEvents(model, model.isSinglePass());
    }

    WordEvents(BpeModel model, boolean direct) {
        Deletions deletions = model.deletions();
        merges = model.merges();
        events = new int[merges.size() + deletions.size()];
        mergesUpTo = new int[events.length];
        times = new int[merges.size()];
        parts = new int[deletions.size()][];
        this.deletions = new long[deletions.size()];
        boolean lastOnly = model.isSinglePass();
        BitSet later = new BitSet();
        BitSet superseded = new BitSet();
        for (int i = deletions.size() - 1; lastOnly && i >= 0; i--) {
            superseded.set(i, later.get(deletions.token(i)));
            later.set(deletions.token(i));
        }
        int[] makers = firstMerges(merges);
        BitSet present = new BitSet();
        for (int value = 0; value < 256; value++) {
            if (model.byteId(value) >= 0) {
                present.set(model.byteId(value));
            }
        }
        int rank = 0;
        int time = 0;
        for (int i = 0; i < deletions.size(); i++) {
            for (; rank < deletions.mergesBefore(i); rank++) {
                present.set(merges.product(rank));
                addMerge(rank, time++);
            }
            int token = deletions.token(i);
            present.clear(token);
            deleted.set(token);
            parts[i] = deletions.parts() == DeletionParts.BYTES
                    ? bytes(model, token)
                    : direct ? operands(makers[token]) : presentOperands(token, makers, present);
            this.deletions[i] = superseded.get(i) ? NEVER : (long) token << 32 | time;
            events[time] = ~i;
            mergesUpTo[time++] = rank;
        }
        for (; rank < merges.size(); rank++) {
            addMerge(rank, time++);
        }
        Arrays.sort(this.deletions);
    }

    private void addMerge(int rank, int time) {
        events[time] = rank;
        mergesUpTo[time] = rank + 1;
        times[rank] = time;
    }

    /** By token: the first merge that makes it. */
    private static int[] firstMerges(MergeTable merges) {
        int[] first = new int[0];
        for (int rank = merges.size() - 1; rank >= 0; rank--) {
            int token = merges.product(rank);
            if (token >= first.length) {
                first = Arrays.copyOf(first, Math.max(token + 1, first.length * 2));
            }
            first[token] = rank;
        }
        return first;
    }

    private static int[] bytes(BpeModel model, int token) {
        byte[] bytes = model.symbolBytes(token);
        int[] ids = new int[bytes.length];
        Arrays.setAll(ids, i -> model.byteId(bytes[i] & 0xFF));
        return ids;
    }

    private int[] operands(int rank) {
        return new int[] {merges.left(rank), merges.right(rank)};
    }

    private int[] presentOperands(int token, int[] makers, BitSet present) {
        IntArrayList found = new IntArrayList();
        IntArrayList open = IntArrayList.of(token);
        while (!open.isEmpty()) {
            int next = open.popInt();
            if (present.get(next)) {
                found.add(next);
            } else {
                open.add(merges.right(makers[next]));
                open.add(merges.left(makers[next]));
            }
        }
        return found.toIntArray();
    }

    /** The number of events; times are below. */
    int size() {
        return events.length;
    }

    /** Whether the event at a time is a merge, and not a deletion. */
    boolean isMerge(int time) {
        return events[time] >= 0;
    }

    /** The rank of the merge at a time. */
    int rank(int time) {
        return events[time];
    }

    /** What the token that is deleted at a time falls into. */
    int[] parts(int time) {
        return parts[~events[time]];
    }

    /** The first time after another, or -1, at which a pair is merged; {@link MergeTable#NO_RANK} if there is none. */
    int nextMerge(int left, int right, int after) {
        int rank = merges.rankAfter(left, right, after < 0 ? -1 : mergesUpTo[after] - 1);
        return rank == MergeTable.NO_RANK ? rank : times[rank];
    }

    /** Whether a token is ever deleted. */
    boolean isDeleted(int token) {
        return deleted.get(token);
    }

    /** The first time after another, or -1, at which a token is deleted; {@link MergeTable#NO_RANK} if there is none. */
    int nextDeletion(int token, int after) {
        if (!deleted.get(token)) {
            return MergeTable.NO_RANK;
        }
        int found = Arrays.binarySearch(deletions, (long) token << 32 | (after + 1));
        int index = found < 0 ? ~found : found;
        boolean any = index < deletions.length && deletions[index] >>> 32 == token;
        return any ? (int) deletions[index] : MergeTable.NO_RANK;
    }
}
