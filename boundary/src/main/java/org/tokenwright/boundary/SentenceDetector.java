package org.tokenwright.boundary;

import java.io.IOException;
import java.io.Reader;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds the ends of sentences. Immutable, safe for any number of threads; what it makes is for one thread each, but for the
 * {@link Sentences}.
 *
 * <pre>{@code
 * Spans spans = detector.detect(text).trimmed();
 * for (int i = 0; i < spans.size(); i++) {
 *     System.out.println(text.substring(spans.start(i), spans.end(i)));
 * }
 * }</pre>
 *
 * All methods find the same sentences in the same text, whether it comes as chars, as UTF-8 or in pieces. All take time in
 * proportion to the length of the text, whatever it holds.
 */
public interface SentenceDetector {
    /** The greatest maximum that {@link #withLengths} takes. */
    int MAX_LENGTH = 1 << 20;

    /**
     * {@return a scanner for one text after the other, for one thread}
     */
    BoundaryScanner newScanner();

    /**
     * Finds the sentences of a text. Besides what it returns, memory is bounded.
     *
     * @param text the text, which may hold unpaired surrogates
     * @return its sentences, with offsets in UTF-16 units
     */
    default Sentences detect(CharSequence text) {
        SentenceCollector sentences = new SentenceCollector();
        BoundaryStream stream =
                new BoundaryStream(newScanner(), sentences, BoundaryStream.Offsets.UNITS, text.length());
        stream.append(text);
        stream.finish();
        return sentences.sentences(text.length());
    }

    /**
     * Finds the sentences of a text in UTF-8. A byte that is not part of well-formed UTF-8 is one unknown character. Besides
     * what it returns, memory is bounded.
     *
     * @param utf8 holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return its sentences, with offsets in bytes from {@code start}
     * @throws IndexOutOfBoundsException if the range is not inside {@code utf8}
     */
    default Sentences detect(byte[] utf8, int start, int end) {
        Objects.checkFromToIndex(start, end, utf8.length);
        return new Utf8Stream(newScanner(), end - start).detect(utf8, start, end);
    }

    /**
     * Finds the sentences of a text of any length while it is read. Memory is bounded, whatever the length of a sentence. Does
     * not close the reader.
     *
     * @param text the text, read to its end
     * @param sink takes the sentences in order, with offsets in UTF-16 units
     * @throws IOException if reading fails, or the sink
     */
    default void detect(Reader text, SentenceSink sink) throws IOException {
        new ReaderStream(newScanner(), sink).detect(text);
    }

    /**
     * {@return the sentences of a text as strings, without white space at their edges}
     *
     * @param text the text
     */
    default List<String> split(CharSequence text) {
        Spans spans = detect(text).trimmed();
        List<String> sentences = new ArrayList<>(spans.size());
        for (int i = 0; i < spans.size(); i++) {
            sentences.add(text.subSequence(spans.start(i), spans.end(i)).toString());
        }
        return sentences;
    }

    /**
     * {@return what is decided on each place of a text where a sentence might end, and why, in order} Takes more time and
     * memory than {@link #detect(CharSequence)}, in proportion to the length of the text.
     *
     * @param text the text
     */
    default List<Decision> explain(CharSequence text) {
        DecisionCollector collector = new DecisionCollector();
        BoundaryScanner scanner = newScanner();
        char[] chars = text.toString().toCharArray();
        scanner.start(0);
        scanner.scan(chars, chars.length, true, collector);
        return collector.decisions();
    }

    /**
     * {@return a cursor for a text that comes in pieces, for one thread}
     */
    default SentenceCursor newCursor() {
        return new SentenceCursor(newScanner());
    }

    /**
     * {@return a break iterator over the contiguous spans of a text, for one thread} Its boundaries are the beginning of the
     * text, the beginning of every sentence but the first, and the end of the text.
     */
    default BreakIterator newBreakIterator() {
        return new SentenceBreakIterator(this);
    }

    /**
     * {@return a detector that lets line feeds decide before this one}
     *
     * @param newlines what they mean
     */
    default SentenceDetector withNewlines(Newlines newlines) {
        return switch (newlines) {
            case IGNORE -> this;
            case BLANK_LINE, EVERY_LINE -> () -> new NewlineScanner(newScanner(), newlines);
            case DETECT -> () -> new WrapScanner(newScanner());
        };
    }

    /**
     * {@return a detector that knows the orthography of a language beside what this one knows} It adds ends that hold in all
     * languages: behind the full stops of Chinese and Japanese and the brackets and quotes that close there, but not inside
     * brackets or behind titles, nor where hiragana or a comma follows the quotes, nor between digits; behind a mark and
     * typographic quotes, or an ellipsis, before a capital. And it takes ends away: behind a period before lower case, but in
     * English and French, where that is not rare enough; in German also behind a period that makes an ordinal number, of one or
     * two digits or Roman, before a word. A closing guillemet that white space parts from its sentence belongs to it. Of the
     * text, 64 chars on either side decide, and the brackets that opened in the last 1,024.
     *
     * @param language the language
     */
    default SentenceDetector withLanguage(Language language) {
        return () -> new TerminalScanner(newScanner(), language);
    }

    /**
     * {@return a detector whose sentences, trimmed, have no more than some length and, where that is possible, no less than
     * another} A shorter one joins the neighbour that the less certain end parts it from, the next if both are as certain, and
     * the other if the one would become too long; if both would, it stays short. A longer one is cut where this detector is
     * most inclined to see an end, behind clause punctuation, before white space or, if there is none, anywhere but inside a
     * surrogate pair; all but the last two in the second half of what is allowed. Ends that are no cuts keep their confidence;
     * that of a cut is the detector's, or 0. White space of twice the maximum always ends a sentence, with a confidence of 0.
     *
     * @param min the least length, in UTF-16 units, 0 or more
     * @param max the greatest length, in UTF-16 units, at least 2 and twice {@code min}, at most {@value #MAX_LENGTH}
     * @throws IllegalArgumentException if one is outside
     */
    default SentenceDetector withLengths(int min, int max) {
        if (min < 0) {
            throw new IllegalArgumentException("minimum length is " + min + ", expected 0 or more");
        }
        if (max < 2 || max < 2L * min || max > MAX_LENGTH) {
            throw new IllegalArgumentException("maximum length is " + max + ", expected " + Math.max(2, 2L * min)
                    + " to " + MAX_LENGTH + " for a minimum of " + min);
        }
        return () -> new LengthScanner(newScanner(), min, max);
    }
}
