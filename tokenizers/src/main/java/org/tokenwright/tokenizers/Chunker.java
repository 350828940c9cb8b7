package org.tokenwright.tokenizers;

import java.util.ArrayList;
import java.util.List;

/** Splits one text into chunks of a budget. For one thread, once. */
final class Chunker {
    /*
     * A chunk that begins with the overlap can end before the one before it does, where it has more tokens by itself than in
     * the text; then it is left out, and the next begins at that end.
     */
    private final Encoder encoder;
    private final byte[] utf8;
    private final int maxTokens;
    private final int overlap;
    private final List<TextChunk> chunks = new ArrayList<>();

    /** The place of the last chunk's start in bytes and chars, from which the next are counted on. */
    private int byteStart;

    private int start;

    Chunker(Encoder encoder, byte[] utf8, int maxTokens, int overlap) {
        this.encoder = encoder;
        this.utf8 = utf8;
        this.maxTokens = maxTokens;
        this.overlap = overlap;
    }

    List<TextChunk> chunks() {
        if (utf8.length == 0) {
            return List.of();
        }
        int tokens = encoder.encode(utf8, 0, utf8.length);
        TokenBoundaries boundaries = new TokenBoundaries();
        boundaries.add(encoder, utf8, 0, utf8.length, 0);
        assert tokens == boundaries.tokens(boundaries.size() - 1);
        int first = 0;
        int last = 0;
        while (last < boundaries.size() - 1) {
            int end = boundaries.last(first, maxTokens, encoder, utf8);
            if (end <= last && first < last) {
                first = last;
                continue;
            }
            if (end == first) {
                end = first + 1;
                splitCharacters(boundaries.place(first), boundaries.place(end));
                first = end;
            } else {
                add(boundaries.place(first), boundaries.place(end));
                first = Math.clamp(boundaries.lastWithin(boundaries.tokens(end) - overlap), first + 1, end);
            }
            last = end;
        }
        return List.copyOf(chunks);
    }

    /** Makes chunks of the single characters between two boundaries that are too far apart. */
    private void splitCharacters(int from, int to) {
        for (int at = from; at < to; ) {
            int end = at + 1;
            while (!Utf8Chars.isBoundary(utf8, from, to, end)) {
                end++;
            }
            int tokens = encoder.encode(utf8, at, end);
            if (tokens > maxTokens) {
                throw new IllegalArgumentException("the character at byte " + at + " of the text has " + tokens
                        + " tokens, expected at most " + maxTokens + ", as many as a chunk may have");
            }
            add(at, end);
            at = end;
        }
    }

    private void add(int from, int to) {
        start += Utf8Chars.utf16Length(utf8, byteStart, from);
        byteStart = from;
        int end = start + Utf8Chars.utf16Length(utf8, from, to);
        chunks.add(new TextChunk(start, end, from, to, encoder.encode(utf8, from, to)));
    }
}
