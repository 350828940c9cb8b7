package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Sentence;
import org.tokenwright.boundary.SentenceCursor;
import org.tokenwright.boundary.SentenceDetector;

/** Reads a text as far as its next sentence needs it. For one thread, one text after the other. */
final class SentenceReader {
    private static final int STEP = 1 << 12;

    private final SentenceDetector detector;
    private final char[] buffer = new char[STEP];
    private @Nullable SentenceCursor cursor;
    private boolean finished;
    private long length;

    /** Creates a reader of no text; the detector must bound the length of sentences, since each is held. */
    SentenceReader(SentenceDetector detector) {
        this.detector = detector;
    }

    /** Begins a text. */
    void begin() {
        cursor = detector.newCursor();
        finished = false;
        length = 0;
    }

    /** Ends the text, read or not, and holds nothing of it any more. */
    void close() {
        cursor = null;
    }

    /** {@return the next sentence, or null at the end of the text} */
    @Nullable
    Sentence next(Reader text) throws IOException {
        SentenceCursor sentences = cursor;
        if (sentences == null) {
            throw new IllegalStateException("no text has begun: reset() has not been called");
        }
        while (true) {
            Sentence sentence = sentences.next();
            if (sentence != null || finished) {
                return sentence;
            }
            int count = text.read(buffer, 0, buffer.length);
            if (count < 0) {
                finished = true;
                sentences.finish();
            } else {
                sentences.append(new String(buffer, 0, count));
                length += count;
            }
        }
    }

    /** {@return how many chars of the text have been read} */
    long length() {
        return length;
    }
}
