package org.tokenwright.tokenizers.bpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.slices.JavaText;

/** Encodes stretches of text without special tokens into a buffer of its own. For one thread. */
final class TextEncoder {
    /*
     * Each pretoken is encoded on its own; what comes out is remembered, since a few thousand pretokens make up most of a text.
     *
     * In models with supermerges, pretokens that are a single token and an operand of some supermerge stand side by side in the
     * buffer until something else comes; then supermerges are applied to the stretch, in place.
     */
    private static final int MOST_KEPT = 1 << 20;
    private static final int NO_STRETCH = -1;

    /** Room behind the ids of a batch: the cache copies more ids than there are. */
    private static final int SLACK = 6;

    private final PretokenScanner scanner;
    private final WordEncoder words;
    private final @Nullable Stretches stretches;
    private final PieceCache cache = new PieceCache();
    private final JavaText javaText = new JavaText();
    private final int[] ends = new int[512];
    private int[] ids = new int[1 << 10];
    private int count;
    private int stretch = NO_STRETCH;

    /** Creates an encoder. */
    TextEncoder(BpeModel model, WordTables tables) {
        scanner = model.pretokenizer().newScanner();
        words = new WordEncoder(model, tables);
        stretches = Stretches.of(model);
    }

    /** {@return a place for the UTF-8 of Java text} */
    JavaText javaText() {
        return javaText;
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
            int to = ends[found - 1];
            reserve(to - from);
            if (stretches == null) {
                encodeAll(utf8, from, found);
            } else {
                joinAll(utf8, from, found, stretches);
            }
            from = to;
        }
        if (stretches != null) {
            endStretch(stretches);
        }
    }

    /** Encodes the pretokens of a batch. */
    private void encodeAll(byte[] utf8, int from, int found) {
        int[] to = ids;
        int at = count;
        int start = from;
        for (int i = 0; i < found; i++) {
            int end = ends[i];
            int behind = cache.get(utf8, start, end, to, at);
            at = behind < 0 ? encodeNew(utf8, start, end, to, at) : behind;
            start = end;
        }
        count = at;
    }

    private int encodeNew(byte[] utf8, int start, int end, int[] to, int at) {
        int behind = words.encode(utf8, start, end, to, at);
        cache.put(utf8, start, end, to, at, behind);
        return behind;
    }

    /** Encodes the pretokens of a batch, and joins them by supermerges. */
    private void joinAll(byte[] utf8, int from, int found, Stretches stretches) {
        int start = from;
        for (int i = 0; i < found; i++) {
            int end = ends[i];
            if (ids.length - count - SLACK < end - start) {
                reserve(end - start);
            }
            int behind = cache.get(utf8, start, end, ids, count);
            if (behind < 0) {
                joinNew(utf8, start, end, stretches);
            } else if (behind == count + 1) {
                join(ids[count], stretches);
            } else {
                appendFound(behind, stretches);
            }
            start = end;
        }
    }

    private void joinNew(byte[] utf8, int start, int end, Stretches stretches) {
        int[] word = Arrays.copyOfRange(ids, count, words.encode(utf8, start, end, ids, count));
        int single = stretches.standIn(words.single(), word, 0, word.length);
        int[] remembered = single < 0 ? word : new int[] {single};
        cache.put(utf8, start, end, remembered, 0, remembered.length);
        if (single < 0) {
            append(word, stretches);
        } else {
            join(single, stretches);
        }
    }

    /** Appends a pretoken whose tokens are behind the others already. */
    private void appendFound(int behind, Stretches stretches) {
        if (stretches.hasMortals()) {
            append(Arrays.copyOfRange(ids, count, behind), stretches);
            return;
        }
        int from = count;
        endStretch(stretches);
        if (count < from) {
            System.arraycopy(ids, from, ids, count, behind - from);
        }
        count += behind - from;
    }

    /** Appends a pretoken that is several tokens. */
    private void append(int[] word, Stretches stretches) {
        endStretch(stretches);
        reserve(word.length);
        System.arraycopy(word, 0, ids, count, word.length);
        count += word.length;
    }

    private void join(int token, Stretches stretches) {
        if (!stretches.isOperand(token)) {
            endStretch(stretches);
        } else if (stretch == NO_STRETCH) {
            stretch = count;
        }
        ids[count++] = token;
    }

    private void endStretch(Stretches stretches) {
        if (stretch != NO_STRETCH) {
            if (count - stretch > 1) {
                count = stretches.merge(ids, stretch, count);
            }
            if (stretches.hasMortals()) {
                endMortals(stretch, stretches);
            }
            stretch = NO_STRETCH;
        }
    }

    private void endMortals(int start, Stretches stretches) {
        int[] tokens = Arrays.copyOfRange(ids, start, count);
        count = start;
        for (int token : tokens) {
            int[] end = stretches.finalTokens(token);
            if (end == null) {
                add(token);
            } else {
                reserve(end.length);
                System.arraycopy(end, 0, ids, count, end.length);
                count += end.length;
            }
        }
    }

    /** Makes room for more ids, and some slack behind them. */
    private void reserve(int more) {
        if (ids.length - count - SLACK < more) {
            long capacity = Math.max((long) count + more + SLACK, ids.length * 3L / 2);
            ids = Arrays.copyOf(ids, (int) Math.min(Integer.MAX_VALUE - 64L, capacity));
        }
    }
}
