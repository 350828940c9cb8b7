package org.tokenwright.lucene.vectors;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.util.BytesRef;
import org.tokenwright.embeddings.quantization.DistanceTable;
import org.tokenwright.embeddings.quantization.Metric;
import org.tokenwright.embeddings.quantization.ProductQuantizer;

/**
 * How near a query is to vectors that documents hold as codes of a {@link ProductQuantizer}. Only the vectors of the index are
 * quantized, the query is not, and no code is decoded: a document costs one sum of a number for each part. Immutable, safe for any
 * number of threads.
 *
 * <pre>{@code
 * document.add(QuantizedVectorSource.field("codes", quantizer, vector));
 *
 * QuantizedVectorSource near = QuantizedVectorSource.of("codes", quantizer, query, Metric.COSINE);
 * TopDocs hits = searcher.search(near.rescore(words, 1000), 10);
 * }</pre>
 *
 * <p>Values are never negative, and the larger the nearer: 1 / (1 + d) of a squared distance d, (1 + c) / 2 of a cosine c, and of
 * an inner product p, 1 + p if it is not negative, else 1 / (1 - p). A document without a code has no value.
 */
public final class QuantizedVectorSource extends DoubleValuesSource {
    private final String field;
    private final ProductQuantizer quantizer;
    private final float[] query;
    private final Metric metric;
    private final DistanceTable distances;

    private QuantizedVectorSource(String field, ProductQuantizer quantizer, float[] query, Metric metric) {
        this.field = field;
        this.quantizer = quantizer;
        this.query = query;
        this.metric = metric;
        distances = quantizer.distances(query, metric);
    }

    /**
     * {@return the nearness of a query to the codes of a field}
     *
     * @param field the field
     * @param quantizer the one that has made the codes
     * @param query the query, not kept
     * @param metric what near is
     * @throws IllegalArgumentException if the query has another dimension than the quantizer
     */
    public static QuantizedVectorSource of(String field, ProductQuantizer quantizer, float[] query, Metric metric) {
        return new QuantizedVectorSource(field, quantizer, query.clone(), metric);
    }

    /**
     * {@return a field with the code of a vector}
     *
     * @param name name of the field
     * @param quantizer makes the code
     * @param vector the vector
     * @throws IllegalArgumentException if the vector has another dimension than the quantizer
     */
    public static BinaryDocValuesField field(String name, ProductQuantizer quantizer, float[] vector) {
        if (vector.length != quantizer.dimension()) {
            throw new IllegalArgumentException(
                    "the vector has " + vector.length + " components, expected " + quantizer.dimension());
        }
        byte[] code = new byte[quantizer.codeBytes()];
        quantizer.encode(vector, 0, code, 0);
        return new BinaryDocValuesField(name, new BytesRef(code));
    }

    /**
     * {@return a query that takes the best hits of another and ranks them by this}
     *
     * @param first finds the hits
     * @param hits how many of them are taken, 1 or more
     */
    public Query rescore(Query first, int hits) {
        return new RescoreTopNQuery(first, this, hits);
    }

    @Override
    public DoubleValues getValues(LeafReaderContext context, DoubleValues scores) throws IOException {
        BinaryDocValues codes = DocValues.getBinary(context.reader(), field);
        return new DoubleValues() {
            @Override
            public double doubleValue() throws IOException {
                BytesRef code = codes.binaryValue();
                if (code.length != quantizer.codeBytes()) {
                    throw new IOException("a code in " + field + " has " + code.length + " bytes, expected "
                            + quantizer.codeBytes() + ", as codes of the quantizer have");
                }
                return nearness(distances.value(code.bytes, code.offset));
            }

            @Override
            public boolean advanceExact(int doc) throws IOException {
                return codes.advanceExact(doc);
            }
        };
    }

    private double nearness(double value) {
        return switch (metric) {
            case SQUARED_DISTANCE -> 1 / (1 + value);
            case COSINE -> Math.max(0, (1 + value) / 2);
            case INNER_PRODUCT -> value < 0 ? 1 / (1 - value) : 1 + value;
        };
    }

    @Override
    public boolean needsScores() {
        return false;
    }

    @Override
    public DoubleValuesSource rewrite(IndexSearcher searcher) {
        return this;
    }

    @Override
    public boolean isCacheable(LeafReaderContext context) {
        return DocValues.isCacheable(context, field);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantizedVectorSource source
                && field.equals(source.field)
                && quantizer.equals(source.quantizer)
                && metric == source.metric
                && Arrays.equals(query, source.query);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, quantizer, metric, Arrays.hashCode(query));
    }

    @Override
    public String toString() {
        return "codes(" + field + ", " + metric + ")";
    }
}
