package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;

/** The tokens that an encoder finds. For one thread. */
final class EncodedParts extends Parts {
    /*
     * A part ends where the encoder knows that the ids of the whole text are not changed by a cut. Where it knows none, more is
     * read, each time as much as there is; at MAX_PART the text is cut all the same, before white space if there is any in the
     * later half, so that each byte is looked at a few times, whatever the text is.
     */
    private static final int PART = 1 << 14;

    /** The most bytes of a part. */
    static final int MAX_PART = 1 << 20;

    private static final int MOST_KEPT = 1 << 17;

    private final TermTable terms;
    private final boolean tiles;
    private final Encoder encoder;
    private int[] ids = new int[0];

    EncodedParts(TermTable terms, boolean tiles, Encoder encoder) {
        this.terms = terms;
        this.tiles = tiles;
        this.encoder = encoder;
    }

    @Override
    void begin(Reader reader, boolean prefixSpace) throws IOException {
        window.shrink(MOST_KEPT);
        super.begin(reader, prefixSpace);
    }

    @Override
    boolean next(Reader reader) throws IOException {
        drop();
        int size = find(reader);
        if (size == 0) {
            return false;
        }
        int from = window.start();
        count = encoder.encode(window.bytes(), from, from + size);
        ids = encoder.ids();
        reserve(count);
        if (tiles) {
            placeTiles(size, i -> terms.bytes(terms.row(ids[i])));
        } else {
            place(size);
        }
        return true;
    }

    /** {@return the number of bytes of the next part, 0 at the end of the text} */
    private int find(Reader reader) throws IOException {
        for (int wanted = PART; ; wanted *= 2) {
            window.fill(reader, wanted);
            int start = window.start();
            if (window.isEnded() && window.size() <= MAX_PART) {
                return window.size();
            }
            int cut = encoder.lastCut(window.bytes(), start, window.end());
            if (cut > start) {
                return cut - start;
            }
            if (window.size() >= MAX_PART) {
                return anyCut(window.bytes(), start, start + MAX_PART) - start;
            }
        }
    }

    private static int anyCut(byte[] bytes, int start, int end) {
        int middle = (start + end) >>> 1;
        for (int at = end - 1; at > middle; at--) {
            if (bytes[at] == ' ' || bytes[at] == '\n') {
                return at;
            }
        }
        int at = end;
        while ((bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        return at;
    }

    private void place(int size) {
        partBytes = size;
        partChars = chars(window.bytes(), window.start(), window.start() + size);
        Encoding encoding = encoder.encoding(OffsetUnit.UTF16);
        int last = base;
        for (int i = 0; i < count; i++) {
            last = Math.max(last, base + encoding.start(i));
            starts[i] = last;
            ends[i] = Math.max(last, base + encoding.end(i));
        }
    }

    @Override
    void describe(int index) {
        id = ids[index];
        int row = terms.row(id);
        term = terms.chars();
        termStart = terms.start(row);
        termLength = terms.length(row);
        spacesBefore = terms.spacesBefore(row);
        spacesBehind = terms.spacesBehind(row);
        kind = terms.kind(row);
    }
}
