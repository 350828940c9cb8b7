package org.tokenwright.lucene.sentences;

import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.SentenceAttribute;
import org.apache.lucene.util.AttributeFactory;
import org.tokenwright.boundary.Sentence;
import org.tokenwright.boundary.SentenceDetector;

/**
 * Makes a token of each sentence, without white space at its edges. Its {@link SentenceAttribute} counts sentences from 0. Memory
 * is bounded, whatever the text: a sentence longer than the greatest length is cut where the detector is most inclined to see an
 * end (see {@link SentenceDetector#withLengths}).
 */
public final class TokenwrightSentenceTokenizer extends Tokenizer {
    /** The greatest length that is used where none is given, in UTF-16 units: {@value}, the longest that is always a term. */
    public static final int MAX_LENGTH = 10_922;

    private final SentenceReader sentences;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final SentenceAttribute sentenceIndex = addAttribute(SentenceAttribute.class);
    private int index;

    /**
     * Creates a tokenizer.
     *
     * @param detector finds sentences
     */
    public TokenwrightSentenceTokenizer(SentenceDetector detector) {
        this(DEFAULT_TOKEN_ATTRIBUTE_FACTORY, detector, MAX_LENGTH);
    }

    /**
     * Creates a tokenizer.
     *
     * @param factory makes the attributes
     * @param detector finds sentences
     * @param maxLength the greatest length of a sentence, in UTF-16 units, 2 to {@link SentenceDetector#MAX_LENGTH}
     * @throws IllegalArgumentException if {@code maxLength} is outside
     */
    public TokenwrightSentenceTokenizer(AttributeFactory factory, SentenceDetector detector, int maxLength) {
        super(factory);
        sentences = new SentenceReader(detector.withLengths(0, maxLength));
    }

    @Override
    public boolean incrementToken() throws IOException {
        clearAttributes();
        Sentence sentence = sentences.next(input);
        if (sentence == null) {
            return false;
        }
        term.append(sentence.text());
        offset.setOffset(corrected(sentence.start()), corrected(sentence.end()));
        sentenceIndex.setSentenceIndex(index++);
        return true;
    }

    private int corrected(long place) {
        return correctOffset(Math.toIntExact(place));
    }

    @Override
    public void end() throws IOException {
        super.end();
        int end = corrected(sentences.length());
        offset.setOffset(end, end);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        sentences.begin();
        index = 0;
    }

    @Override
    public void close() throws IOException {
        super.close();
        sentences.close();
    }
}
