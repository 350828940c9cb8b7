package org.tokenwright.lucene.vectors;

import java.util.function.Function;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;

/**
 * How an index holds vectors for the search of the nearest, from the most accurate to the smallest. All but {@link #FLOATS} keep
 * the floats on disk beside what a search reads.
 */
public enum VectorStorage {
    /** Floats, 32 bits a component. */
    FLOATS(null),

    /** 8 bits a component. */
    BYTES(ScalarEncoding.UNSIGNED_BYTE),

    /** 4 bits a component. */
    NIBBLES(ScalarEncoding.PACKED_NIBBLE),

    /** 2 bits a component, 4 of a query. */
    TWO_BITS(ScalarEncoding.DIBIT_QUERY_NIBBLE),

    /** 1 bit a component, 4 of a query. */
    ONE_BIT(ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);

    /** The largest dimension of the formats that are made here, where Lucene's own take 1,024: {@value}. */
    public static final int MAX_DIMENSIONS = 4096;

    private static final int CORRECTIONS = 16;
    private static final int NEIGHBOURS = 2 * Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN;

    private final @Nullable ScalarEncoding encoding;

    VectorStorage(@Nullable ScalarEncoding encoding) {
        this.encoding = encoding;
    }

    /**
     * {@return about how many bytes a search has to have in memory for each vector: what it compares, and its neighbours in the
     * graph, of which there are as many as there may be at the bottom}
     *
     * @param dimension components of a vector, 1 to {@link #MAX_DIMENSIONS}
     * @throws IllegalArgumentException if {@code dimension} is outside
     */
    public long bytes(int dimension) {
        if (dimension < 1 || dimension > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("dimension is " + dimension + ", expected 1 to " + MAX_DIMENSIONS);
        }
        long graph = (long) NEIGHBOURS * Integer.BYTES;
        return encoding == null
                ? graph + (long) dimension * Float.BYTES
                : graph + CORRECTIONS + encoding.getDocPackedLength(encoding.getDiscreteDimensions(dimension));
    }

    /**
     * {@return the most accurate storage whose vectors all have room in memory, or else the smallest}
     *
     * @param vectors how many there are, 0 or more
     * @param dimension components of a vector, 1 to {@link #MAX_DIMENSIONS}
     * @param memory how many bytes of memory there are for them
     * @throws IllegalArgumentException if {@code vectors} is negative or {@code dimension} outside
     */
    public static VectorStorage fitting(long vectors, int dimension, long memory) {
        if (vectors < 0) {
            throw new IllegalArgumentException("there are " + vectors + " vectors, expected 0 or more");
        }
        for (VectorStorage storage : values()) {
            if (vectors == 0 || storage.bytes(dimension) <= memory / vectors) {
                return storage;
            }
        }
        return ONE_BIT;
    }

    /** {@return the format, with the size of graph that Lucene has by default} */
    public KnnVectorsFormat format() {
        return new LargeVectorsFormat(
                encoding == null
                        ? new Lucene99HnswVectorsFormat()
                        : new Lucene104HnswScalarQuantizedVectorsFormat(
                                encoding,
                                Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
                                Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH));
    }

    /**
     * {@return Lucene's codec, with a storage of each field's own} An index that it writes is read without it.
     *
     * @param storages gives the storage of a field
     */
    public static Codec codec(Function<String, VectorStorage> storages) {
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return storages.apply(field).format();
            }
        };
    }
}
