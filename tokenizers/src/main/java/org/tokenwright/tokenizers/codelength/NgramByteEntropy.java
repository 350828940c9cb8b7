package org.tokenwright.tokenizers.codelength;

import java.util.Objects;
import org.tokenwright.tokenizers.segment.ByteEntropy;

/**
 * How uncertain an adaptive n-gram model is of each byte of a text before it sees it, for cutting the text where that rises
 * ({@link org.tokenwright.tokenizers.segment.Segmenters#entropy}). The
 * model learns each byte after predicting it, and keeps what it has learned from text to text. For one thread.
 *
 * <p>A byte costs time in proportion to the number of different bytes that have been there: about two microseconds in English.
 * The same bytes give the same entropies, bit for bit, on any platform.
 */
public final class NgramByteEntropy implements ByteEntropy {
    private final AdaptiveNgramModel model;

    private NgramByteEntropy(AdaptiveNgramModel model) {
        this.model = model;
    }

    /**
     * {@return the entropies of a model that has learned nothing}
     *
     * @param order the most bytes of a context, 0 to {@link AdaptiveNgramModel#MAX_ORDER}
     * @throws IllegalArgumentException if it is outside its range
     */
    public static NgramByteEntropy of(int order) {
        return new NgramByteEntropy(AdaptiveNgramModel.of(order, 1 << Byte.SIZE));
    }

    /** Begins a text: what comes next has no context. */
    @Override
    public void begin() {
        model.startText();
    }

    /**
     * Takes the next bytes of the text.
     *
     * @param bytes the array that holds them
     * @param start index of the first
     * @param end index behind the last
     * @param entropies receives from index 0 on, for each of them, the entropy, in nats, of the distribution that is predicted from
     *     the bytes before it: above 0, and at most the logarithm of 256
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}, or {@code entropies} is shorter
     */
    @Override
    public void add(byte[] bytes, int start, int end, double[] entropies) {
        Objects.checkFromToIndex(start, end, bytes.length);
        Objects.checkFromIndexSize(0, end - start, entropies.length);
        for (int i = start; i < end; i++) {
            entropies[i - start] = model.entropy();
            model.append(bytes[i] & 0xFF);
        }
    }

    /**
     * Takes the next bytes of a text of which only what can be learned matters: several times faster than {@link #add}.
     *
     * @param bytes the array that holds them
     * @param start index of the first
     * @param end index behind the last
     * @throws IndexOutOfBoundsException if the range is not inside {@code bytes}
     */
    public void learn(byte[] bytes, int start, int end) {
        Objects.checkFromToIndex(start, end, bytes.length);
        for (int i = start; i < end; i++) {
            model.append(bytes[i] & 0xFF);
        }
    }
}
