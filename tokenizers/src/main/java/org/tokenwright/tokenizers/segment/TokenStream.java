package org.tokenwright.tokenizers.segment;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;

/** Cuts at the tokens of a tokenizer. For one thread. */
final class TokenStream implements SegmentStream {
    /*
     * The text is kept until a place is known where it can be cut for encoding. As in StreamEncoder, twice as much is read where
     * none is known, so that the search takes linear time.
     *
     * A segment begins where a token begins, if all tokens before end there or before; so tokens that share a place are in one
     * segment, and text that no token covers belongs to the one before it.
     */
    private static final int PART = 1 << 16;
    private static final int MOST = 1 << 30;

    private final Encoder encoder;
    private final EndBuffer ends = new EndBuffer();
    private byte[] text = new byte[1 << 10];
    private int size;
    private int wanted = PART;

    /** Bytes of the text before those that are kept. */
    private long before;

    /** Where the last token ends. */
    private long tokenEnd;

    TokenStream(Encoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public void add(byte[] utf8, int start, int end, BoundarySink sink) {
        Objects.checkFromToIndex(start, end, utf8.length);
        for (int from = start; from < end; ) {
            int more = Math.min(end - from, wanted - size);
            keep(utf8, from, more);
            from += more;
            if (size == wanted) {
                cut(sink);
            }
        }
        ends.flush(sink);
    }

    private void keep(byte[] utf8, int start, int count) {
        if (count > text.length - size) {
            text = Arrays.copyOf(text, Math.max(size + count, text.length + (text.length >> 1)));
        }
        System.arraycopy(utf8, start, text, size, count);
        size += count;
    }

    private void cut(BoundarySink sink) {
        int cut = encoder.lastCut(text, 0, size);
        if (cut > 0) {
            encode(cut, sink);
            System.arraycopy(text, cut, text, 0, size - cut);
            size -= cut;
            wanted = Math.clamp(2L * size, PART, MOST);
        } else if (wanted >= MOST) {
            throw new IllegalArgumentException("the " + size + " bytes of text from byte " + before
                    + " on hold no place where they can be cut for encoding, expected one in " + MOST);
        } else {
            wanted *= 2;
        }
    }

    private void encode(int length, BoundarySink sink) {
        try {
            encoder.encode(text, 0, length);
        } catch (IllegalArgumentException e) {
            throw before == 0
                    ? e
                    : new IllegalArgumentException(
                            e.getMessage() + ", counted from byte " + before + " of the text", e);
        }
        Encoding encoding = encoder.encoding(OffsetUnit.BYTES);
        for (int i = 0; i < encoding.size(); i++) {
            long start = before + encoding.start(i);
            if (start >= tokenEnd) {
                ends.add(start, sink);
            }
            tokenEnd = Math.max(tokenEnd, before + encoding.end(i));
        }
        before += length;
    }

    @Override
    public void finish(BoundarySink sink) {
        encode(size, sink);
        ends.finish(before, sink);
        size = 0;
        wanted = PART;
        before = 0;
        tokenEnd = 0;
    }
}
