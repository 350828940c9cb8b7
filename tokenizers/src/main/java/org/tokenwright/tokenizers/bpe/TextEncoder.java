package org.tokenwright.tokenizers.bpe;

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
     */
    private static final int LONGEST_REMEMBERED = 256;
    private static final int MOST_REMEMBERED = 1 << 18;
    private static final int MOST_REMEMBERED_BYTES = 1 << 22;
    private static final int MOST_KEPT = 1 << 20;
    private static final int NO_STRETCH = -1;

    private final int[] byteIds = new int[256];
    private final PretokenScanner scanner;
    private final Merger merger;
    private final @Nullable Merger superMerger;
    private final boolean[] superOperands;
    private final SliceTable remembered = new SliceTable();
    private final int[] ends = new int[512];
    private int[] memory = new int[1 << 10];
    private int memoryEnd;
    private int[] ids = new int[1 << 10];
    private int count;
    private int stretch = NO_STRETCH;

    TextEncoder(BpeModel model) {
        Vocabulary vocabulary = model.vocabulary();
        for (int value = 0; value < 256; value++) {
            byteIds[value] = model.alphabet().id(value);
        }
        scanner = model.pretokenizer().newScanner();
        merger = new Merger(model.merges(), true);
        MergeTable supermerges = model.supermerges();
        superMerger = supermerges == null ? null : new Merger(supermerges, false);
        superOperands = supermerges == null ? new boolean[0] : new boolean[vocabulary.idBound()];
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
        if (count - before == 1) {
            count = before;
            addSingle(ids[before]);
            return;
        }
        int length = count - before;
        count = before;
        endStretch();
        System.arraycopy(ids, before, ids, count, length);
        count += length;
    }

    private void addSingle(int id) {
        boolean operand = superMerger != null && superOperands[id];
        if (!operand) {
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
            stretch = NO_STRETCH;
        }
    }

    private long remember(int slot, byte[] utf8, int start, int end) {
        int before = count;
        merge(utf8, start, end);
        int length = count - before;
        count = before;
        if (length == 1) {
            remembered.payload(slot, ids[before] + 1L);
            return ids[before] + 1L;
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

    /** Starts remembering anew; the ids that were just remembered stay in `memory` until they have been copied. */
    private void forget() {
        remembered.clear();
        memoryEnd = 0;
    }

    /** Puts the bytes behind what is in the buffer, as ids, and merges them. */
    private void merge(byte[] utf8, int start, int end) {
        reserve(end - start);
        for (int at = start; at < end; at++) {
            int id = byteIds[utf8[at] & 0xFF];
            if (id < 0) {
                throw new IllegalArgumentException(
                        "byte 0x" + Integer.toHexString(utf8[at] & 0xFF) + " at index " + at + " is in no token");
            }
            ids[count + at - start] = id;
        }
        count = merger.merge(ids, count, count + end - start);
    }

    private void reserve(int more) {
        if (ids.length - count < more) {
            long capacity = Math.max((long) count + more, ids.length * 3L / 2);
            ids = Arrays.copyOf(ids, (int) Math.min(Integer.MAX_VALUE - 64L, capacity));
        }
    }
}
