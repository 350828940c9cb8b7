package org.tokenwright.embeddings.quantization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

/**
 * Vectors by number, each held as the code of a {@link ProductQuantizer}. Immutable, safe for any number of threads.
 *
 * <p>A row costs what its code does, which is {@link ProductQuantizer#codeBytes()} bytes; codes of a large file are mapped and take
 * no memory on the heap. {@link #addTo}, {@link #copy} and {@link #dot} decode the row: if vectors are rotated, they cost the
 * square of the dimension. To compare one vector with many rows, {@link #nearest} or a {@link DistanceTable} is much faster.
 *
 * <h2>The format</h2>
 *
 * A {@link ModelFile} of kind {@value #KIND}: the sections of {@link ProductQuantizer#write} with the prefix {@code quantizer}, and
 * {@code codes}: the codes of all rows, one after the other.
 */
public final class QuantizedTable implements VectorTable {
    /** The kind of a file that holds a table: {@value}. */
    public static final String KIND = "quantized-table";

    private static final String QUANTIZER = "quantizer";
    private static final String CODES = "codes";
    private static final int ROWS_OF_BLOCK = 1024;

    private final ProductQuantizer quantizer;
    private final ByteBuffer codes;
    private final int rows;

    private QuantizedTable(ProductQuantizer quantizer, ByteBuffer codes) {
        this.quantizer = quantizer;
        this.codes = codes;
        rows = codes.limit() / quantizer.codeBytes();
    }

    /**
     * Encodes all rows of a table.
     *
     * @param table the vectors; read by all threads at the same time
     * @param quantizer encodes them
     * @param threads how many threads work, 1 or more; the result does not depend on it
     * @return a table of the same rows, as the quantizer has them
     * @throws IllegalArgumentException if dimensions differ, if all codes are more than 2<sup>31</sup> - 1 bytes, or if a component
     *     is no number or beyond {@link ProductQuantizerTrainer#MAX_COMPONENT}
     */
    public static QuantizedTable of(VectorTable table, ProductQuantizer quantizer, int threads) {
        quantizer.checkDimension(table);
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 or more");
        }
        int codeBytes = quantizer.codeBytes();
        int most = (Integer.MAX_VALUE - Long.BYTES) / codeBytes;
        if (table.rows() > most) {
            throw new IllegalArgumentException("there are " + table.rows() + " rows, expected at most " + most
                    + " with codes of " + codeBytes + " bytes");
        }
        int rows = (int) table.rows();
        byte[] codes = new byte[rows * codeBytes];
        try (WorkerPool pool = new WorkerPool(threads)) {
            pool.run(Math.ceilDiv(rows, ROWS_OF_BLOCK), block -> {
                float[] vector = new float[quantizer.dimension()];
                int end = (int) Math.min(rows, (block + 1L) * ROWS_OF_BLOCK);
                for (int row = block * ROWS_OF_BLOCK; row < end; row++) {
                    table.copy(row, vector, 0);
                    ProductQuantizerTrainer.check(vector, 0, vector.length, row);
                    quantizer.encode(vector, 0, codes, row * codeBytes);
                }
            });
        }
        return new QuantizedTable(quantizer, ByteBuffer.wrap(codes));
    }

    /**
     * Loads a table. Costs one pass over the file, for its checksum.
     *
     * @param path the file
     * @return the table
     * @throws CorruptInputException if the file is not what {@link #save} makes
     * @throws IOException if it cannot be read
     */
    public static QuantizedTable load(Path path) throws IOException {
        return read(ModelFile.open(path));
    }

    /**
     * Reads a table from a file that is open.
     *
     * @param file the file
     * @return the table
     * @throws CorruptInputException if the file is not what {@link #save} makes
     */
    public static QuantizedTable read(ModelFile file) throws CorruptInputException {
        if (!file.kind().equals(KIND)) {
            throw new CorruptInputException(
                    file.source(), "byte 56", "a file of kind \"" + file.kind() + "\"", "kind \"" + KIND + "\"");
        }
        ProductQuantizer quantizer = ProductQuantizer.read(file, QUANTIZER);
        ByteBuffer codes = file.section(CODES);
        if (codes.limit() % quantizer.codeBytes() != 0) {
            throw file.corrupt(
                    CODES,
                    0,
                    codes.limit() + " bytes",
                    "a multiple of " + quantizer.codeBytes() + ", the bytes of a code");
        }
        return new QuantizedTable(quantizer, codes);
    }

    /**
     * Saves the table. The file appears whole or not at all.
     *
     * @param path the file, replaced if it exists
     * @throws IOException if it cannot be written
     */
    public void save(Path path) throws IOException {
        ModelFile.Writer file = ModelFile.writer(KIND);
        quantizer.write(file, QUANTIZER);
        file.content(CODES, codes.duplicate());
        file.write(path);
    }

    /**
     * {@return what encodes and decodes the rows}
     */
    public ProductQuantizer quantizer() {
        return quantizer;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return quantizer.dimension();
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        float[] vector = vector(row);
        for (int i = 0; i < vector.length; i++) {
            sum[i] += weight * vector[i];
        }
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        quantizer.decode(code(row), 0, target, offset);
    }

    @Override
    public float dot(long row, float[] vector) {
        float[] components = vector(row);
        float sum = 0;
        for (int i = 0; i < components.length; i++) {
            sum += components[i] * vector[i];
        }
        return sum;
    }

    private float[] vector(long row) {
        float[] vector = new float[dimension()];
        copy(row, vector, 0);
        return vector;
    }

    private byte[] code(long row) {
        Objects.checkIndex(row, rows());
        byte[] code = new byte[quantizer.codeBytes()];
        codes.get((int) row * code.length, code);
        return code;
    }

    /**
     * Finds the rows that are nearest to a query, by comparing it with all. Exact for the rows as they are decoded, up to rounding.
     * Costs O(rows parts).
     *
     * @param query the query, of {@link #dimension()} components
     * @param count how many rows are wanted, 0 or more
     * @param metric what is near
     * @return the nearest rows, the nearest first, and of those that are equally near the one with the lower number; all rows if
     *     there are not as many
     * @throws IllegalArgumentException if {@code count} is below 0, or the query has another number of components
     */
    public List<Match> nearest(float[] query, int count, Metric metric) {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + ", expected 0 or more");
        }
        DistanceTable table = quantizer.distances(query, metric);
        NearestRows nearest = new NearestRows(Math.min(count, rows), metric);
        int codeBytes = quantizer.codeBytes();
        byte[] block = new byte[Math.min(rows, ROWS_OF_BLOCK) * codeBytes];
        for (int first = 0; first < rows; first += ROWS_OF_BLOCK) {
            int size = Math.min(ROWS_OF_BLOCK, rows - first);
            codes.get(first * codeBytes, block, 0, size * codeBytes);
            for (int i = 0; i < size; i++) {
                nearest.add(first + i, table.value(block, i * codeBytes));
            }
        }
        return nearest.sorted();
    }
}
