package org.tokenwright.tokenizers.bpe;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.slices.SliceTable;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** Encodes stretches of text without special tokens into a buffer of its own. For one thread. */
final class TextEncoder {
    /*
     * Each pretoken is encoded on its own; what comes out is remembered, since a few thousand pretokens make up most of a text.
     * The payload of a remembered pretoken is its id + 1, or, if it is several tokens, the sign bit, the place of their ids in
     * `memory` (31 bits) and their number (32 bits).
     *
     * Pretokens that are a single token and an operand of some supermerge stand side by side in the buffer until something else
     * comes; then supermerges are applied to the stretch, in place.
     *
     * Models with deletions have their pretokens replayed, and differ in nothing else. In models of a single pass one clock
     * rules over merges, deletions and supermerges, so a pretoken may be joined by a supermerge while it is a single token that
     * is deleted later. Such a mortal token stands in the stretch like others, and falls into its final tokens if no
     * supermerge took it. A supermerge that comes after the deletion of an operand applies nowhere, and is left out. With this,
     * the supermerges of a stretch need no clock: those on ever higher ranks that come up have higher times, too.
     */
    private static final int LONGEST_REMEMBERED = 256;
    private static final int MOST_REMEMBERED = 1 << 18;
    private static final int MOST_REMEMBERED_BYTES = 1 << 22;
    private static final int MOST_KEPT = 1 << 20;
    private static final int NO_STRETCH = -1;

    private final int[] byteIds = new int[256];
    private final PretokenScanner scanner;
    private final Merger merger;
    private final @Nullable Vocabulary wholePretokens;
    private final @Nullable LowestRankMerger lowestRankMerger;
    private final @Nullable Replay replay;
    private final @Nullable Merger superMerger;
    private final boolean[] superOperands;
    private final boolean singlePass;

    /** In a single pass: by token that is deleted later, what a pretoken of its bytes becomes in the end. */
    private final Int2ObjectOpenHashMap<int[]> mortals = new Int2ObjectOpenHashMap<>();

    private final SliceTable remembered = new SliceTable();
    private final int[] ends = new int[512];
    private int[] memory = new int[1 << 10];
    private int memoryEnd;
    private int[] ids = new int[1 << 10];
    private int count;
    private int stretch = NO_STRETCH;

    /**
     * Creates an encoder.
     *
     * @param events the events of a model with deletions
     */
    TextEncoder(BpeModel model, @Nullable WordEvents events) {
        for (int value = 0; value < 256; value++) {
            byteIds[value] = model.byteId(value);
        }
        scanner = model.pretokenizer().newScanner();
        merger = new Merger(model.merges(), true);
        wholePretokens = model.isWholePretokens() ? model.vocabulary() : null;
        lowestRankMerger = model.mergeOrder() == MergeOrder.LOWEST_RANK ? new LowestRankMerger(model.merges()) : null;
        replay = events == null ? null : new Replay(model, events);
        singlePass = model.isSinglePass();
        MergeTable supermerges = Supermerges.applicable(model);
        superMerger = supermerges == null ? null : new Merger(supermerges, false);
        int symbols = model.vocabulary().idBound() + model.deletedTokens().idBound();
        superOperands = new boolean[supermerges == null ? 0 : symbols];
        for (int rank = 0; supermerges != null && rank < supermerges.size(); rank++) {
            superOperands[supermerges.left(rank)] = true;
            superOperands[supermerges.right(rank)] = true;
        }
    }

    int[] ids() {
        return ids;
    }

    int count() {
        return count;
    }

    void clear() {
        if (ids.length > MOST_KEPT) {
            ids = new int[1 << 10];
        }
        count = 0;
        stretch = NO_STRETCH;
    }

    void add(int id) {
        reserve(1);
        ids[count++] = id;
    }

    /** Encodes a stretch of text behind what is in the buffer. */
    void encode(byte[] utf8, int start, int end) {
        scanner.reset(utf8, start, end);
        int from = start;
        for (int found = scanner.next(ends); found > 0; found = scanner.next(ends)) {
            for (int i = 0; i < found; i++) {
                encodePretoken(utf8, from, ends[i]);
                from = ends[i];
            }
        }
        endStretch();
    }

    private void encodePretoken(byte[] utf8, int start, int end) {
        if (end - start > LONGEST_REMEMBERED) {
            encodeLong(utf8, start, end);
            return;
        }
        int slot = remembered.slot(utf8, start, end);
        long payload = remembered.payload(slot);
        if (payload == 0) {
            payload = remember(slot, utf8, start, end);
        }
        if (payload > 0) {
            addSingle((int) payload - 1);
        } else {
            endStretch();
            int length = (int) payload;
            reserve(length);
            System.arraycopy(memory, (int) (payload >>> 32) & Integer.MAX_VALUE, ids, count, length);
            count += length;
        }
    }

    /** Encodes a pretoken that is not worth remembering; it stands behind the stretch until it is known whether it joins it. */
    private void encodeLong(byte[] utf8, int start, int end) {
        int before = count;
        merge(utf8, start, end);
        int length = count - before;
        count = before;
        int single = length == 1 ? ids[before] : mortal(before, length);
        if (single >= 0) {
            addSingle(single);
            return;
        }
        endStretch();
        System.arraycopy(ids, before, ids, count, length);
        count += length;
    }

    private void addSingle(int id) {
        if (!isSuperOperand(id)) {
            endStretch();
        } else if (stretch == NO_STRETCH) {
            stretch = count;
        }
        add(id);
    }

    private void endStretch() {
        if (stretch != NO_STRETCH) {
            if (superMerger != null && count - stretch > 1) {
                count = superMerger.merge(ids, stretch, count);
            }
            if (!mortals.isEmpty()) {
                endMortals(stretch);
            }
            stretch = NO_STRETCH;
        }
    }

    private void endMortals(int start) {
        int[] tokens = Arrays.copyOfRange(ids, start, count);
        count = start;
        for (int token : tokens) {
            int[] end = mortals.get(token);
            if (end == null) {
                add(token);
            } else {
                reserve(end.length);
                System.arraycopy(end, 0, ids, count, end.length);
                count += end.length;
            }
        }
    }

    private long remember(int slot, byte[] utf8, int start, int end) {
        int before = count;
        merge(utf8, start, end);
        int length = count - before;
        count = before;
        int single = length == 1 ? ids[before] : mortal(before, length);
        if (single >= 0) {
            remembered.payload(slot, single + 1L);
            return single + 1L;
        }
        if (memory.length - memoryEnd < length) {
            memory = Arrays.copyOf(memory, Math.max(memoryEnd + length, memory.length * 2));
        }
        System.arraycopy(ids, before, memory, memoryEnd, length);
        long payload = Long.MIN_VALUE | (long) memoryEnd << 32 | length;
        memoryEnd += length;
        remembered.payload(slot, payload);
        if (remembered.size() >= MOST_REMEMBERED || remembered.totalLength() >= MOST_REMEMBERED_BYTES) {
            forget();
        }
        return payload;
    }

    /**
     * The mortal token that the last pretoken was for a time, if a supermerge can take it; negative if there is none.
     *
     * @param start where the final tokens of the pretoken are
     * @param length how many they are
     */
    private int mortal(int start, int length) {
        if (replay == null || !singlePass || replay.single() < 0 || !isSuperOperand(replay.single())) {
            return -1;
        }
        mortals.put(replay.single(), Arrays.copyOfRange(ids, start, start + length));
        return replay.single();
    }

    private boolean isSuperOperand(int token) {
        return superMerger != null && superOperands[token];
    }

    /** Starts remembering anew; the ids that were just remembered stay in `memory` until they have been copied. */
    private void forget() {
        remembered.clear();
        memoryEnd = 0;
    }

    /** Puts the bytes behind what is in the buffer, as ids, and merges them. */
    private void merge(byte[] utf8, int start, int end) {
        int whole = wholePretokens == null ? Vocabulary.NO_ID : wholePretokens.idOf(utf8, start, end);
        if (whole >= 0) {
            add(whole);
            return;
        }
        reserve(end - start);
        for (int at = start; at < end; at++) {
            int id = byteIds[utf8[at] & 0xFF];
            if (id < 0) {
                throw new IllegalArgumentException(
                        "byte 0x" + Integer.toHexString(utf8[at] & 0xFF) + " at index " + at + " is in no token");
            }
            ids[count + at - start] = id;
        }
        int limit = count + end - start;
        if (lowestRankMerger != null) {
            count = lowestRankMerger.merge(ids, count, limit);
        } else {
            count = replay == null ? merger.merge(ids, count, limit) : replay.merge(ids, count, limit);
        }
    }

    private void reserve(int more) {
        if (ids.length - count < more) {
            long capacity = Math.max((long) count + more, ids.length * 3L / 2);
            ids = Arrays.copyOf(ids, (int) Math.min(Integer.MAX_VALUE - 64L, capacity));
        }
    }
}
