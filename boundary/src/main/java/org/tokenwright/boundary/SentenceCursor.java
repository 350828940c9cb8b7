package org.tokenwright.boundary;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text in pieces and gives each sentence as soon as its end is certain. The sentences are those that
 * {@link SentenceDetector#detect(CharSequence)} finds in the whole text, however it is cut. For one thread.
 *
 * <ol>
 *   <li>{@link #append} takes the next piece;
 *   <li>{@link #next} gives the sentences that are certain, one for each call, until it returns null;
 *   <li>{@link #finish} says that there are no more pieces; {@link #next} then gives what is left.
 * </ol>
 *
 * <pre>{@code
 * SentenceCursor cursor = detector.newCursor();
 * for (String piece : pieces) {
 *     cursor.append(piece);
 *     for (Sentence sentence; (sentence = cursor.next()) != null; ) {
 *         speak(sentence.text());
 *     }
 * }
 * }</pre>
 *
 * Memory holds the sentence that has not ended yet. For texts whose sentences have no bound and whose offsets are enough,
 * {@link SentenceDetector#detect(java.io.Reader, SentenceSink)} holds a few thousand chars.
 */
public final class SentenceCursor {
    private static final int EXPECTED_LENGTH = 1024;

    private final Deque<Sentence> ready = new ArrayDeque<>();
    private final BoundaryStream stream;
    private boolean finished;

    SentenceCursor(BoundaryScanner scanner) {
        stream = new BoundaryStream(scanner, new Texts(), BoundaryStream.Offsets.UNITS, EXPECTED_LENGTH);
    }

    /**
     * Takes the next piece of the text.
     *
     * @param piece any chars, also none; may begin or end inside a surrogate pair
     * @throws IllegalStateException after {@link #finish}
     */
    public void append(CharSequence piece) {
        checkOpen("append");
        stream.append(piece);
    }

    /**
     * Ends the text.
     *
     * @throws IllegalStateException if it has been called before
     */
    public void finish() {
        checkOpen("finish");
        finished = true;
        stream.finish();
    }

    /**
     * {@return the next sentence whose end is certain, or null if there is none until more text comes}
     */
    public @Nullable Sentence next() {
        return ready.poll();
    }

    private void checkOpen(String call) {
        if (finished) {
            throw new IllegalStateException(call + " after finish: the text has ended, make a new cursor");
        }
    }

    private final class Texts implements BoundaryStream.Receiver {
        @Override
        public void sentence(long start, long end, long mappedStart, long mappedEnd, double confidence) {
            ready.add(new Sentence(start, end, stream.string(start, end), confidence));
        }

        @Override
        public long keepFrom(long openFrom) {
            return openFrom;
        }

        @Override
        public void look(BoundaryStream window, boolean complete) {}
    }
}
