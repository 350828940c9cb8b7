package org.tokenwright.lucene.vectors;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Passes tokens on as they are and adds up the vectors of their terms. At the end of the tokens, after {@code end()}, the
 * {@link DocumentVectorAttribute} has the direction of the sum. So the vector is that of what a chain of analysis leaves of a text;
 * {@link TextVectors#of(org.apache.lucene.analysis.Analyzer, String, int)} makes fields of it.
 */
public final class DocumentVectorFilter extends TokenFilter {
    private final TermVectors vectors;
    private final float[] sum;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final DocumentVectorAttribute vector = addAttribute(DocumentVectorAttribute.class);

    /**
     * Creates a filter.
     *
     * @param input the tokens
     * @param vectors the vectors of terms
     */
    public DocumentVectorFilter(TokenStream input, TermVectors vectors) {
        super(input);
        this.vectors = vectors;
        sum = new float[vectors.dimension()];
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        vectors.addTo(term.toString(), sum);
        return true;
    }

    @Override
    public void end() throws IOException {
        super.end();
        vector.setVector(UnitVectors.of(sum.clone()));
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        Arrays.fill(sum, 0);
    }
}
