package org.tokenwright.embeddings.sentence;

import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;

/**
 * Makes vectors of texts, one after the other. For one thread.
 *
 * <p>A text is cut to {@link StaticModel#MAX_TOKENS} times the median length of tokens in code points, and tokenized without
 * special tokens around it; the unknown token is left out, and what is behind the first {@link StaticModel#MAX_TOKENS} ids. The
 * vector is the mean of the vectors of the ids, divided by its norm if the model says so; it is zero if there is no id.
 */
public final class SentenceEncoder {
    private static final double NO_NORM = 1e-32;

    private final StaticModel model;
    private final Encoder encoder;
    private final float[] sum;

    SentenceEncoder(StaticModel model) {
        this.model = model;
        encoder = model.tokenizer().newEncoder(SpecialTokenPolicy.ALLOW);
        sum = new float[model.dimension()];
    }

    /**
     * Makes the vector of a text. Costs O(text + tokens dimension).
     *
     * @param text the text
     * @return a new array with its vector
     * @throws IllegalArgumentException if the text holds an unpaired surrogate, or what no token covers, and the model has no token
     *     for what is unknown
     */
    public float[] encode(CharSequence text) {
        float[] vector = new float[sum.length];
        encode(text, vector, 0);
        return vector;
    }

    /**
     * Makes the vector of a text in an array of the caller's.
     *
     * @param text the text
     * @param target where the components are written to
     * @param offset the index of the first
     * @return how many tokens it is the mean of
     * @throws IllegalArgumentException if the text holds an unpaired surrogate, or what no token covers, and the model has no token
     *     for what is unknown
     * @throws IndexOutOfBoundsException if {@code target} has no room
     */
    public int encode(CharSequence text, float[] target, int offset) {
        Objects.checkFromIndexSize(offset, sum.length, target.length);
        int count = encoder.encode(cut(text, model.maxCharacters()));
        int[] ids = encoder.ids();
        Arrays.fill(sum, 0);
        int used = 0;
        for (int i = 0; i < count && used < StaticModel.MAX_TOKENS; i++) {
            if (ids[i] != model.unknownId()) {
                model.rows().addTo(ids[i], sum);
                used++;
            }
        }
        for (int d = 0; d < sum.length; d++) {
            target[offset + d] = used == 0 ? 0 : sum[d] / used;
        }
        if (model.isNormalized()) {
            normalize(target, offset);
        }
        return used;
    }

    /** {@return the first code points of a text} */
    private static CharSequence cut(CharSequence text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = 0;
        for (int count = 0; count < most && end < text.length(); count++) {
            boolean pair = Character.isHighSurrogate(text.charAt(end))
                    && end + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(end + 1));
            end += pair ? 2 : 1;
        }
        return text.subSequence(0, end);
    }

    private void normalize(float[] target, int offset) {
        double square = 0;
        for (int d = offset; d < offset + sum.length; d++) {
            square += (double) target[d] * target[d];
        }
        double norm = Math.sqrt(square) + NO_NORM;
        for (int d = offset; d < offset + sum.length; d++) {
            target[d] = (float) (target[d] / norm);
        }
    }
}
