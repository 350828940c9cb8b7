package org.tokenwright.tokenizers.train;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.Arrays;
import org.tokenwright.text.Document;

/** Copies of documents on their way to another thread. */
final class DocumentBatch {
    private static final int CAPACITY = 1 << 20;

    private byte[] bytes = new byte[CAPACITY];
    private int end;
    private final IntArrayList ends = new IntArrayList();
    private final IntArrayList weights = new IntArrayList();

    /** Whether a document fits; an empty batch takes any. */
    boolean hasRoomFor(Document document) {
        return end == 0 || document.length() <= CAPACITY - end;
    }

    /** Whether the batch has not grown for a large document; then few of them are kept waiting. */
    boolean isSmall() {
        return bytes.length == CAPACITY;
    }

    void add(Document document) {
        if (document.length() > bytes.length - end) {
            bytes = Arrays.copyOf(bytes, end + document.length());
        }
        System.arraycopy(document.bytes(), document.start(), bytes, end, document.length());
        end += document.length();
        ends.add(end);
        weights.add(document.weight());
    }

    void countWith(DocumentCounter counter) throws IOException {
        int start = 0;
        for (int i = 0; i < ends.size(); i++) {
            counter.count(bytes, start, ends.getInt(i), weights.getInt(i));
            start = ends.getInt(i);
        }
    }

    void clear() {
        if (bytes.length > CAPACITY) {
            bytes = new byte[CAPACITY];
        }
        end = 0;
        ends.clear();
        weights.clear();
    }
}
