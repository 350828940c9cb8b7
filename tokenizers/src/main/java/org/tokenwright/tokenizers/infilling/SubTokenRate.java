package org.tokenwright.tokenizers.infilling;

import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/**
 * Counts in how many samples what a model is to write begins or ends inside a token of the whole document: what FIM-SE is there to
 * avoid, measured without a model. For one thread.
 */
public final class SubTokenRate {
    private final Encoder encoder;
    private long samples;
    private long broken;

    /**
     * Creates a count of no samples.
     *
     * @param tokenizer gives the tokens of documents, in which special tokens are text
     */
    public SubTokenRate(Tokenizer tokenizer) {
        encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
    }

    /**
     * Adds a sample. Costs as much as encoding its document.
     *
     * @param sample the sample
     * @return whether one of its two cuts is inside a token
     * @throws IllegalArgumentException as {@link Encoder#encode(CharSequence)} does
     */
    public boolean add(FimSample sample) {
        encoder.encode(sample.document());
        Encoding encoding = encoder.encoding(OffsetUnit.UTF16);
        boolean inside = false;
        for (int i = 0; i < encoding.size() && !inside; i++) {
            inside = isInside(sample.targetStart(), encoding, i) || isInside(sample.targetEnd(), encoding, i);
        }
        samples++;
        broken += inside ? 1 : 0;
        return inside;
    }

    private static boolean isInside(int cut, Encoding encoding, int token) {
        return encoding.start(token) < cut && cut < encoding.end(token);
    }

    /**
     * {@return the number of samples}
     */
    public long samples() {
        return samples;
    }

    /**
     * {@return the number of those with a cut inside a token}
     */
    public long broken() {
        return broken;
    }

    /**
     * {@return the share of those with a cut inside a token; 0 if there are no samples}
     */
    public double rate() {
        return samples == 0 ? 0 : (double) broken / samples;
    }
}
