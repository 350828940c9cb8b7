package org.tokenwright.tokenizers.segment;

import java.util.Objects;

/**
 * How uncertain a model is of each byte of a text before it sees it. For one thread; what is learned from a text, if anything, is
 * a matter of the model.
 */
public interface ByteEntropy {
    /** Begins a text. */
    void begin();

    /**
     * Takes the next bytes of the text.
     *
     * @param utf8 the array that holds them
     * @param start index of the first byte
     * @param end index behind the last byte
     * @param entropies receives, from index 0 on, for each of them the entropy, in nats, of the distribution that is predicted
     *     from all bytes of the text before it
     * @throws IllegalArgumentException if the model cannot predict it
     */
    void add(byte[] utf8, int start, int end, double[] entropies);

    /**
     * {@return a model that knows the entropies of one text beforehand}
     *
     * @param entropies in nats, one for each byte; a text with more bytes is refused
     */
    static ByteEntropy of(double... entropies) {
        double[] known = entropies.clone();
        return new ByteEntropy() {
            private int position;

            @Override
            public void begin() {
                position = 0;
            }

            @Override
            public void add(byte[] utf8, int start, int end, double[] target) {
                Objects.checkFromToIndex(start, end, utf8.length);
                if (end - start > known.length - position) {
                    throw new IllegalArgumentException("there are entropies for " + known.length
                            + " bytes, the text has at least " + ((long) position + end - start));
                }
                System.arraycopy(known, position, target, 0, end - start);
                position += end - start;
            }
        };
    }
}
