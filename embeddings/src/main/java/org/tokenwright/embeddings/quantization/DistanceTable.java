package org.tokenwright.embeddings.quantization;

import java.util.Objects;

/**
 * The distances of a query from anything encoded by a {@link ProductQuantizer}, found without decoding: each is a sum of one number
 * from a table for each part. Immutable, safe for any number of threads.
 *
 * <p>They are exact for the decoded vectors, up to rounding: asymmetric, as the query itself is not quantized.
 */
public final class DistanceTable {
    /*
     * `terms` holds, for each part, what each centroid adds: the squared distance of the query's part, or its inner product.
     * Where lengths are apart or the cosine is asked for, the sums of squares of the decoded direction are needed too, and a
     * squared distance is |q|^2 - 2 l <q,d> + l^2 |d|^2.
     */
    private final ProductQuantizer quantizer;
    private final Metric metric;
    private final int centroids;
    private final float[] terms;
    private final double square;
    private final boolean products;

    DistanceTable(ProductQuantizer quantizer, float[] query, Metric metric) {
        this.quantizer = quantizer;
        this.metric = metric;
        products = metric != Metric.SQUARED_DISTANCE || quantizer.hasNorms();
        centroids = 1 << quantizer.bits();
        terms = new float[quantizer.parts() * centroids];
        for (int part = 0; part < quantizer.parts(); part++) {
            Codebook book = quantizer.book(part);
            if (products) {
                book.products(query, quantizer.start(part), terms, part * centroids);
            } else {
                book.distances(query, quantizer.start(part), terms, part * centroids);
            }
        }
        double sum = 0;
        for (float component : query) {
            sum += (double) component * component;
        }
        square = sum;
    }

    /**
     * {@return the distance of the query from an encoded vector, or its similarity to it, as the metric says} Costs O(parts).
     *
     * @param code the array that holds the code
     * @param from index of its first byte
     * @throws IndexOutOfBoundsException if {@code code} does not hold a code from there on
     */
    public float value(byte[] code, int from) {
        Objects.checkFromIndexSize(from, quantizer.codeBytes(), code.length);
        float sum = sum(code, from);
        if (!products || (metric == Metric.INNER_PRODUCT && !quantizer.hasNorms())) {
            return sum;
        }
        float length = quantizer.length(code, from);
        return switch (metric) {
            case INNER_PRODUCT -> length * sum;
            case SQUARED_DISTANCE ->
                (float) Math.max(0, square - 2.0 * length * sum + (double) length * length * squares(code, from));
            case COSINE -> {
                double squares = squares(code, from) * square;
                yield length == 0 || squares == 0 ? 0 : (float) (sum / Math.sqrt(squares));
            }
        };
    }

    private float sum(byte[] code, int from) {
        int parts = quantizer.parts();
        float sum = 0;
        if (quantizer.bits() == Byte.SIZE) {
            for (int part = 0; part < parts; part++) {
                sum += terms[part * centroids + (code[from + part] & 0xFF)];
            }
            return sum;
        }
        for (int part = 0; part < parts; part++) {
            sum += terms[part * centroids + quantizer.centroid(code, from, part)];
        }
        return sum;
    }

    private double squares(byte[] code, int from) {
        double sum = 0;
        for (int part = 0; part < quantizer.parts(); part++) {
            sum += quantizer.book(part).square(quantizer.centroid(code, from, part));
        }
        return sum;
    }
}
