package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.TokenKind;

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
    private int row;

    /** The part in chars, where terms of most tokens are, and the chars of the text before it. */
    private char[] text = new char[0];

    private int textStart;
    private boolean plain;

    /** Where tokens are that do not tile the part; the chars before it and in it, and where the last token began. */
    private @Nullable Encoding encoding;

    private int base;
    private int partChars;
    private int last;
    private boolean first;

    EncodedParts(TermTable terms, boolean tiles, Encoder encoder) {
        this.terms = terms;
        this.tiles = tiles;
        this.encoder = encoder;
    }

    @Override
    void begin(Reader reader, boolean prefixSpace) throws IOException {
        window.shrink(MOST_KEPT);
        if (text.length > MOST_KEPT) {
            text = new char[0];
        }
        super.begin(reader, prefixSpace);
        first = true;
        partChars = 0;
        last = chars;
    }

    @Override
    boolean next(Reader reader) throws IOException {
        drop();
        size = find(reader);
        if (size == 0) {
            return false;
        }
        int from = window.start();
        count = encoder.encode(window.bytes(), from, from + size);
        ids = encoder.ids();
        at = from;
        if (tiles) {
            textStart = chars;
            String decoded = new String(window.bytes(), from, size, StandardCharsets.UTF_8);
            text = text.length < decoded.length() ? new char[size] : text;
            decoded.getChars(0, decoded.length(), text, 0);
        } else {
            base = first ? chars : base + partChars;
            first = false;
            partChars = chars(window.bytes(), from, from + size);
            encoding = encoder.encoding(OffsetUnit.UTF16);
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

    @Override
    void describe(int index) {
        id = ids[index];
        row = terms.row(id);
        int packed = terms.packed(row);
        plain = packed >= 0;
        if (plain && tiles) {
            int before = TermTable.plainSpacesBefore(packed);
            term = text;
            termStart = chars - textStart + before;
            termLength = TermTable.plainLength(packed);
            move(TermTable.plainBytes(packed), before, TermTable.plainSpacesBehind(packed));
        } else {
            describeOther(index);
        }
    }

    private void describeOther(int index) {
        term = terms.chars();
        termStart = terms.start(row);
        termLength = terms.length(row);
        int bytes = terms.bytes(row);
        if (encoding != null) {
            place(encoding, index);
        } else if (bytes >= 0) {
            move(bytes, terms.spacesBefore(row), terms.spacesBehind(row));
        } else {
            walk(-bytes, terms.spacesBefore(row), terms.spacesBehind(row));
        }
    }

    private void place(Encoding encoding, int index) {
        int from = Math.max(last, base + encoding.start(index));
        int to = Math.max(from, base + encoding.end(index));
        last = from;
        int spaces = terms.spacesBefore(row) + terms.spacesBehind(row);
        boolean unchanged = terms.bytes(row) > 0 && to - from == spaces + termLength;
        start = Math.max(unchanged ? from + terms.spacesBefore(row) : from, 0);
        end = Math.max(unchanged ? to - terms.spacesBehind(row) : to, start);
    }

    @Override
    TokenKind kind() {
        return plain ? TokenKind.TEXT : terms.kind(row);
    }
}
