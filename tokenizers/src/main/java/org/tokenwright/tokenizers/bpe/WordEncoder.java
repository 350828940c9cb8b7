package org.tokenwright.tokenizers.bpe;

import org.jspecify.annotations.Nullable;
import org.tokenwright.vocab.Vocabulary;

/** Encodes pretokens one by one and remembers none. For one thread. */
final class WordEncoder {
    /*
     * Four ways lead to the same ids where they overlap: backtracking, for models whose merges take what earlier merges made;
     * merging in the order of training, which also stands in where backtracking gives up; merging by lowest rank; and replaying
     * the training of models with deletions.
     */
    private static final int NONE = -1;

    /** Up to how many bytes merging is faster than backtracking, unless there is a character of three bytes or more. */
    private static final int LONGEST_MERGED = 16;

    private final int[] byteIds = new int[256];
    private final @Nullable SeedTable seeds;
    private final @Nullable Vocabulary wholePretokens;
    private final @Nullable ShortWords shortWords;
    private final @Nullable Windows windows;
    private final @Nullable Backtracker backtracker;
    private final @Nullable LowestRankMerger lowestRankMerger;
    private final @Nullable Replay replay;
    private final Merger merger;

    WordEncoder(BpeModel model, WordTables tables) {
        for (int value = 0; value < 256; value++) {
            byteIds[value] = model.byteId(value);
        }
        seeds = tables.seeds();
        wholePretokens = tables.wholePretokens();
        boolean ordered = tables.splits() != null;
        shortWords = tables.splits() == null ? null : new ShortWords(tables.splits());
        windows = tables.splits() == null || shortWords == null ? null : new Windows(tables.splits(), shortWords);
        backtracker = tables.splits() == null || tables.trie() == null
                ? null
                : new Backtracker(tables.splits(), tables.trie());
        lowestRankMerger =
                model.mergeOrder() == MergeOrder.LOWEST_RANK && !ordered ? new LowestRankMerger(model.merges()) : null;
        replay = tables.events() == null ? null : new Replay(model, tables.events());
        merger = new Merger(model.merges(), true);
    }

    /**
     * Encodes a pretoken.
     *
     * @param utf8 the array that holds it
     * @param start index of its first byte
     * @param end index behind its last byte, above {@code start}
     * @param ids receives its ids; has room for as many as it has bytes
     * @param from index of the first of them
     * @return index behind the last id
     * @throws IllegalArgumentException if a byte is in no token
     */
    int encode(byte[] utf8, int start, int end, int[] ids, int from) {
        int whole = whole(utf8, start, end);
        if (whole != Vocabulary.NO_ID) {
            ids[from] = whole;
            return from + 1;
        }
        if (shortWords != null && end - start <= LONGEST_MERGED && !hasWideCharacter(utf8, start, end)) {
            return shortWords.encode(utf8, start, end, ids, from);
        }
        if (windows != null && end - start >= Windows.SHORTEST && !hasWideCharacter(utf8, start, end)) {
            int to = windows.encode(utf8, start, end, ids, from);
            if (to != Windows.GIVEN_UP) {
                return to;
            }
        }
        if (backtracker != null) {
            int to = backtracker.encode(utf8, start, end, ids, from);
            if (to != Backtracker.GIVEN_UP) {
                return to;
            }
        }
        return merge(utf8, start, end, ids, from);
    }

    private static boolean hasWideCharacter(byte[] utf8, int start, int end) {
        for (int at = start; at < end; at++) {
            if (utf8[at] >= (byte) 0xE0 && utf8[at] < 0) {
                return true;
            }
        }
        return false;
    }

    private int whole(byte[] utf8, int start, int end) {
        int length = end - start;
        if (length <= SeedTable.LONGEST && seeds != null) {
            return seeds.find(PieceKey.low(utf8, start, length), PieceKey.high(utf8, start, length));
        }
        return wholePretokens == null ? Vocabulary.NO_ID : wholePretokens.idOf(utf8, start, end);
    }

    /** The token that all bytes of the last pretoken were before a deletion; negative if there is none. */
    int single() {
        return replay == null ? NONE : replay.single();
    }

    private int merge(byte[] utf8, int start, int end, int[] ids, int from) {
        for (int at = start; at < end; at++) {
            int id = byteIds[utf8[at] & 0xFF];
            if (id == Vocabulary.NO_ID) {
                throw inNoToken(utf8, at);
            }
            ids[from + at - start] = id;
        }
        int to = from + end - start;
        if (lowestRankMerger != null) {
            return lowestRankMerger.merge(ids, from, to);
        }
        return replay == null ? merger.merge(ids, from, to) : replay.merge(ids, from, to);
    }

    static IllegalArgumentException inNoToken(byte[] utf8, int at) {
        return new IllegalArgumentException(
                "byte 0x" + Integer.toHexString(utf8[at] & 0xFF) + " at index " + at + " is in no token");
    }
}
