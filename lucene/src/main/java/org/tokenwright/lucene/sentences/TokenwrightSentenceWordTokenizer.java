package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.io.StringReader;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.SentenceAttribute;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.AttributeImpl;
import org.tokenwright.boundary.Sentence;
import org.tokenwright.boundary.SentenceDetector;

/**
 * Makes the tokens of another tokenizer out of each sentence, and says which sentence they are in by {@link SentenceAttribute},
 * from 0. So no token crosses the end of a sentence, and filters that need whole sentences know where they end. Memory is bounded
 * as that of {@link TokenwrightSentenceTokenizer}.
 */
public final class TokenwrightSentenceWordTokenizer extends Tokenizer {
    /*
     * The other tokenizer reads each sentence as a text of its own, and its attributes are also ours: it writes a token where
     * our consumers read it, and only the offsets are moved. Positions that it leaves out behind its last token of a sentence are
     * added to those before the first token of the next.
     */
    private final SentenceReader sentences;
    private final Tokenizer words;
    private final OffsetAttribute offset;
    private final PositionIncrementAttribute increment;
    private final SentenceAttribute sentenceIndex;
    private boolean open;
    private long start;
    private int index;
    private int skipped;

    /**
     * Creates a tokenizer.
     *
     * @param factory makes the attributes
     * @param detector finds sentences
     * @param words makes a new tokenizer of the sentences
     * @param maxLength the greatest length of a sentence, in UTF-16 units, 2 to {@link SentenceDetector#MAX_LENGTH}
     * @throws IllegalArgumentException if {@code maxLength} is outside
     */
    public TokenwrightSentenceWordTokenizer(
            AttributeFactory factory,
            SentenceDetector detector,
            Function<? super AttributeFactory, ? extends Tokenizer> words,
            int maxLength) {
        super(factory);
        sentences = new SentenceReader(detector.withLengths(0, maxLength));
        this.words = words.apply(factory);
        for (Iterator<AttributeImpl> attributes = this.words.getAttributeImplsIterator(); attributes.hasNext(); ) {
            addAttributeImpl(attributes.next());
        }
        offset = addAttribute(OffsetAttribute.class);
        increment = addAttribute(PositionIncrementAttribute.class);
        sentenceIndex = addAttribute(SentenceAttribute.class);
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (open || openNext()) {
            clearAttributes();
            if (words.incrementToken()) {
                offset.setOffset(corrected(start + offset.startOffset()), corrected(start + offset.endOffset()));
                increment.setPositionIncrement(increment.getPositionIncrement() + skipped);
                sentenceIndex.setSentenceIndex(index);
                skipped = 0;
                return true;
            }
            words.end();
            skipped += increment.getPositionIncrement();
            closeSentence();
        }
        clearAttributes();
        return false;
    }

    private boolean openNext() throws IOException {
        Sentence sentence = sentences.next(input);
        if (sentence == null) {
            return false;
        }
        start = sentence.start();
        index++;
        words.setReader(new StringReader(sentence.text()));
        words.reset();
        open = true;
        return true;
    }

    private void closeSentence() throws IOException {
        open = false;
        words.close();
    }

    private int corrected(long place) {
        return correctOffset(Math.toIntExact(place));
    }

    @Override
    public void end() throws IOException {
        super.end();
        int end = corrected(sentences.length());
        offset.setOffset(end, end);
        increment.setPositionIncrement(increment.getPositionIncrement() + skipped);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        closeSentence();
        sentences.begin();
        index = -1;
        skipped = 0;
    }

    @Override
    public void close() throws IOException {
        super.close();
        closeSentence();
        sentences.close();
    }
}
