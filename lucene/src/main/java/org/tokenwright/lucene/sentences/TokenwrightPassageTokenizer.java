package org.tokenwright.lucene.sentences;

import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.AttributeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes a token of each passage. Where passages overlap, their offsets do, too. A passage of more than 32,766 bytes is too long to
 * be a term of an index; use {@link Passages} where passages become documents.
 */
public final class TokenwrightPassageTokenizer extends Tokenizer {
    private static final int STEP = 1 << 12;

    private final Passages passages;
    private final char[] buffer = new char[STEP];
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private @Nullable PassageCursor cursor;
    private boolean finished;
    private long length;

    /**
     * Creates a tokenizer.
     *
     * @param passages splits texts
     */
    public TokenwrightPassageTokenizer(Passages passages) {
        this(DEFAULT_TOKEN_ATTRIBUTE_FACTORY, passages);
    }

    /**
     * Creates a tokenizer.
     *
     * @param factory makes the attributes
     * @param passages splits texts
     */
    public TokenwrightPassageTokenizer(AttributeFactory factory, Passages passages) {
        super(factory);
        this.passages = passages;
    }

    @Override
    public boolean incrementToken() throws IOException {
        clearAttributes();
        Passage passage = nextPassage();
        if (passage == null) {
            return false;
        }
        term.append(passage.text());
        offset.setOffset(corrected(passage.start()), corrected(passage.end()));
        return true;
    }

    private @Nullable Passage nextPassage() throws IOException {
        PassageCursor open = cursor;
        if (open == null) {
            throw new IllegalStateException("no text has begun: reset() has not been called");
        }
        while (true) {
            Passage passage = open.next();
            if (passage != null || finished) {
                return passage;
            }
            int count = input.read(buffer, 0, buffer.length);
            if (count < 0) {
                finished = true;
                open.finish();
            } else {
                open.append(new String(buffer, 0, count));
                length += count;
            }
        }
    }

    private int corrected(long place) {
        return correctOffset(Math.toIntExact(place));
    }

    @Override
    public void end() throws IOException {
        super.end();
        int end = corrected(length);
        offset.setOffset(end, end);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        cursor = passages.newCursor();
        finished = false;
        length = 0;
    }

    @Override
    public void close() throws IOException {
        super.close();
        cursor = null;
    }
}
