package org.tokenwright.embeddings.fasttext;

/** How many bytes the parts of a model file have, as {@link ModelReader} describes it. */
final class ModelSize {
    /** A kept bucket. */
    static final int PAIR = 2 * Integer.BYTES;

    private static final int HEADER = 92;

    /** What the header of a model of floret has more. */
    private static final int FLORET = 2 * Integer.BYTES;

    private static final int FLAG = 1;
    private static final int EXTENT = 2 * Long.BYTES;
    private static final int QUANTIZER_HEADER = 4 * Integer.BYTES;

    private ModelSize() {}

    /** {@return bytes of a model without matrices and without words} */
    static long fixed(Dictionary dictionary) {
        long bytes = HEADER + 2L * FLAG + (dictionary.arguments().floret() ? FLORET : 0);
        for (int i = dictionary.words(); i < dictionary.entries().size(); i++) {
            bytes += entry(dictionary, i);
        }
        return bytes;
    }

    /** {@return bytes of a word or label} */
    static long entry(Dictionary dictionary, int id) {
        return dictionary.entries().length(id) + 1L + Long.BYTES + 1;
    }

    static long dense(long rows, int dimension) {
        return EXTENT + rows * dimension * Float.BYTES;
    }

    static long quantized(long rows, int dimension, int partWidth, boolean norms) {
        long codes = rows * ((dimension - 1) / partWidth + 1);
        long bytes = FLAG + EXTENT + Integer.BYTES + codes + quantizer(dimension);
        return norms ? bytes + rows + quantizer(1) : bytes;
    }

    private static long quantizer(int dimension) {
        return QUANTIZER_HEADER + (long) dimension * ProductQuantizer.CENTROIDS * Float.BYTES;
    }
}
