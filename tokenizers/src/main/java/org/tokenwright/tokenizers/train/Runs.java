package org.tokenwright.tokenizers.train;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.tokenwright.tokenizers.slices.SliceTable;
import org.tokenwright.tokenizers.train.PairSketch.Seams;

/** Sequences of eligible pretokens in which supermerges are looked for: runs, or pieces of runs. */
final class Runs {
    /*
     * A sequence is a row of tokens as ints. Where it was cut off a run, the int at that end says so by a bit. Equal sequences
     * are counted together, as slices of bytes in a table (the ints are little-endian); but a long piece hardly ever comes twice
     * in most corpora, and counting it would take longer than merging it twice: it is listed as it comes, its end marked by a
     * bit.
     */
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int CUT_BEFORE = 1 << 30;
    private static final int CUT_BEHIND = 1 << 29;
    private static final int LAST = 1 << 28;
    private static final int TOKEN_BITS = LAST - 1;
    private static final int TOKEN = Integer.BYTES;

    /** Counts equal sequences together, however long they are. */
    static final int ALL = Integer.MAX_VALUE / TOKEN;

    /** Counts only sequences of so many tokens: slices that are their own keys in the table. */
    static final int SHORT = 3;

    private final int longestCounted;
    private final SliceTable table = new SliceTable();
    private final List<IntBlocks> listed = new ArrayList<>();
    private final long[] tokenCounts;
    private byte[] piece = new byte[1 << 12];
    private int listedSequences;
    private long total;

    /**
     * Creates an empty table.
     *
     * @param tokens bound of the ids of tokens
     * @param longestCounted how many tokens a sequence may have for equal ones to be counted together
     */
    Runs(int tokens, int longestCounted) {
        tokenCounts = new long[tokens];
        this.longestCounted = longestCounted;
        listed.add(new IntBlocks());
    }

    /**
     * Adds a run, cut wherever two neighbours are rare; of the pieces only those of two or more tokens are kept.
     *
     * @param pretokens holds the ids of its pretokens
     * @param length how many they are
     * @param weight how many times the run counts
     * @param tokens the token of each pretoken
     * @param keys the key of each pretoken in {@code seams}
     */
    void add(int[] pretokens, int length, long weight, int[] tokens, int[] keys, Seams seams) {
        total += weight;
        if (piece.length < length * TOKEN) {
            piece = new byte[Math.max(length * TOKEN, 2 * piece.length)];
        }
        int end = 0;
        for (int i = 0; i < length; i++) {
            int token = tokens[pretokens[i]];
            tokenCounts[token] += weight;
            if (i > 0 && seams.isRare(keys[pretokens[i - 1]], keys[pretokens[i]])) {
                if (end > TOKEN) {
                    INT.set(piece, end - TOKEN, (int) INT.get(piece, end - TOKEN) | CUT_BEHIND);
                    add(piece, 0, end, weight);
                }
                token |= CUT_BEFORE;
                end = 0;
            }
            INT.set(piece, end, token);
            end += TOKEN;
        }
        if (end > TOKEN) {
            add(piece, 0, end, weight);
        }
    }

    private void add(byte[] sequence, int from, int to, long weight) {
        if (to - from > longestCounted * TOKEN && weight == 1) {
            list(sequence, from, to);
        } else {
            count(sequence, from, to, weight);
        }
    }

    private void list(byte[] sequence, int from, int to) {
        IntBlocks list = listed.get(0);
        for (int at = from; at < to - TOKEN; at += TOKEN) {
            list.add((int) INT.get(sequence, at));
        }
        list.add((int) INT.get(sequence, to - TOKEN) | LAST);
        listedSequences++;
    }

    private void count(byte[] sequence, int from, int to, long weight) {
        int slot = table.slot(sequence, from, to);
        table.payload(slot, table.payload(slot) + weight);
    }

    /** Adds what others have collected. */
    void addAll(Runs others) {
        total += others.total;
        for (int token = 0; token < tokenCounts.length; token++) {
            tokenCounts[token] += others.tokenCounts[token];
        }
        SliceTable added = others.table;
        long[] counts = added.payloads();
        for (int id = 0; id < counts.length; id++) {
            count(added.arena(), added.start(id), added.end(id), counts[id]);
        }
        listed.addAll(others.listed);
        listedSequences += others.listedSequences;
    }

    /** How often each token occurs in the runs, what was cut off included. */
    long[] tokenCounts() {
        return tokenCounts.clone();
    }

    long total() {
        return total;
    }

    /** How many sequences there are, those counted together as one. */
    int sequences() {
        return table.size() + listedSequences;
    }

    /** The counts of runs that are all counted together, by number. */
    long[] counts() {
        return table.payloads();
    }

    /** The tokens of a run that is whole. */
    int[] tokens(int run) {
        int[] tokens = new int[table.length(run) / TOKEN];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (int) INT.get(table.arena(), table.start(run) + i * TOKEN);
        }
        return tokens;
    }

    /**
     * Cuts the runs into their frequent n-grams: an n-gram is kept if it occurs often enough and so did both n-grams of one
     * token less in it; from left to right, the longest kept n-gram is cut off, or else one token. These pieces count as whole.
     *
     * @param count how often an n-gram must occur, if that is not below the least
     */
    Runs split(long count) {
        NGrams kept = NGrams.of(table, Math.max(count, NGrams.LEAST_COUNT));
        Runs pieces = new Runs(tokenCounts.length, ALL);
        pieces.total = total;
        System.arraycopy(tokenCounts, 0, pieces.tokenCounts, 0, tokenCounts.length);
        long[] counts = table.payloads();
        for (int id = 0; id < table.size(); id++) {
            for (int from = table.start(id); from < table.end(id); ) {
                int to = kept.longest(table.arena(), from, table.end(id));
                pieces.add(table.arena(), from, to, counts[id]);
                from = to;
            }
        }
        return pieces;
    }

    /** Lays out the sequences for a lane; afterwards they are no longer here. */
    Cells layOut() {
        long[] counts = table.payloads();
        long listedUnits = listed.stream().mapToLong(IntBlocks::size).sum();
        Cells.Builder builder = new Cells.Builder(sequences(), table.totalLength() / TOKEN + listedUnits);
        byte[] arena = table.arena();
        for (int id : PretokenCounts.fallingOrder(counts)) {
            int end = table.end(id) - TOKEN;
            for (int at = table.start(id); at < end; at += TOKEN) {
                layOut((int) INT.get(arena, at), 1, builder);
            }
            layOut((int) INT.get(arena, end) | LAST, counts[id], builder);
        }
        for (IntBlocks list : listed) {
            list.drain((ints, end) -> {
                for (int i = 0; i < end; i++) {
                    layOut(ints[i], 1, builder);
                }
            });
        }
        return builder.build();
    }

    private static void layOut(int unit, long weight, Cells.Builder builder) {
        if ((unit & CUT_BEFORE) != 0) {
            builder.cutBefore();
        }
        builder.unit(unit & TOKEN_BITS);
        if ((unit & LAST) != 0) {
            builder.endSequence(weight, (unit & CUT_BEHIND) != 0);
        }
    }
}
