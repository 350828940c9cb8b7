package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.tokenwright.tokenizers.segment.BoundarySink;
import org.tokenwright.tokenizers.segment.SegmentStream;
import org.tokenwright.tokenizers.segment.Segmenter;

/** The segments that a segmenter finds. For one thread. */
final class SegmentedParts extends Parts {
    /*
     * The window holds the bytes behind the last end; all of them have been given to the stream. What stays open for too long is
     * cut, since no index takes longer terms, each time at the last place within the limit that is inside no character.
     */
    private static final int READ = 1 << 14;

    /** The most bytes of a segment: in an index a byte that is no UTF-8 takes 3, of at most 32,766. */
    static final int MAX_SEGMENT = 1 << 13;

    private final Segmenter segmenter;
    private final boolean trims;
    private final BoundarySink sink = this::take;
    private SegmentStream stream;
    private int[] byteEnds = new int[256];

    /** Bytes of the text before the window, and those that the stream has. */
    private long before;

    private boolean finished;

    SegmentedParts(Segmenter segmenter, boolean trims) {
        this.segmenter = segmenter;
        this.trims = trims;
        stream = segmenter.newStream();
        term = new char[MAX_SEGMENT];
    }

    @Override
    void begin(Reader reader, boolean prefixSpace) throws IOException {
        super.begin(reader, prefixSpace);
        if (!finished) {
            stream = segmenter.newStream();
        }
        before = 0;
        finished = false;
    }

    @Override
    boolean next(Reader reader) throws IOException {
        before += size;
        drop();
        boolean first = before == 0;
        while (count == 0 && !finished) {
            int had = first ? 0 : window.size();
            first = false;
            window.fill(reader, window.size() + READ);
            stream.add(window.bytes(), window.start() + had, window.end(), sink);
            if (window.isEnded()) {
                stream.finish(sink);
                finished = true;
            } else if (window.size() - lastEnd() > 2 * MAX_SEGMENT) {
                cut(window.size() - MAX_SEGMENT);
            }
        }
        if (count == 0) {
            return false;
        }
        size = lastEnd();
        at = window.start();
        return true;
    }

    private int lastEnd() {
        return count == 0 ? 0 : byteEnds[count - 1];
    }

    private void take(long[] more, int start, int end) {
        for (int i = start; i < end; i++) {
            int at = (int) (more[i] - before);
            if (at > lastEnd()) {
                cut(at);
                add(at);
            }
        }
    }

    /** Adds ends until the next segment, which ends at a place or behind it, has no more bytes than it may have. */
    private void cut(int end) {
        while (end - lastEnd() > MAX_SEGMENT) {
            int at = lastEnd() + MAX_SEGMENT;
            int from = window.start();
            while (at > lastEnd() + 1 && (window.bytes()[from + at] & 0xC0) == 0x80) {
                at--;
            }
            add(at);
        }
    }

    private void add(int end) {
        if (count == byteEnds.length) {
            byteEnds = Arrays.copyOf(byteEnds, 2 * count);
        }
        byteEnds[count++] = end;
    }

    @Override
    void describe(int index) {
        int bytes = byteEnds[index] - (index == 0 ? 0 : byteEnds[index - 1]);
        int length = Terms.write(window.bytes(), at, at + bytes, term);
        termStart = trims ? Terms.skipSpaces(term, 0, length) : 0;
        int termEnd = trims ? Terms.skipSpacesBack(term, termStart, length) : length;
        termLength = termEnd - termStart;
        if (Terms.isText(term, 0, length)) {
            move(bytes, termStart, length - termEnd);
        } else {
            walk(bytes, termStart, length - termEnd);
        }
    }
}
