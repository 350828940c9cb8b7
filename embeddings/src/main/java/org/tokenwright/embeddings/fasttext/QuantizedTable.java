package org.tokenwright.embeddings.fasttext;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A product-quantized matrix: codes row by row, and perhaps a code for the length of each row. */
final class QuantizedTable implements Table {
    private final long rows;
    private final int dimension;
    private final ProductQuantizer quantizer;
    private final byte[] codes;
    private final byte @Nullable [] normCodes;
    private final @Nullable ProductQuantizer norms;

    /**
     * Makes a table.
     *
     * @param rows how many rows
     * @param dimension components of a row
     * @param quantizer decodes a row
     * @param codes the codes, those of a row together
     * @param normCodes codes of the lengths, or null if rows are quantized as they are
     * @param norms the 256 lengths, of one component; or null if rows are quantized as they are
     */
    QuantizedTable(
            long rows,
            int dimension,
            ProductQuantizer quantizer,
            byte[] codes,
            byte @Nullable [] normCodes,
            @Nullable ProductQuantizer norms) {
        this.rows = rows;
        this.dimension = dimension;
        this.quantizer = quantizer;
        this.codes = codes;
        this.normCodes = normCodes;
        this.norms = norms;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    private float norm(long row) {
        Objects.checkIndex(row, rows);
        return normCodes == null || norms == null ? 1 : norms.centroids()[normCodes[(int) row] & 0xFF];
    }

    private int offset(long row) {
        return (int) row * quantizer.parts();
    }

    @Override
    public void addTo(long row, float weight, float[] sum) {
        quantizer.addTo(codes, offset(row), norm(row) * weight, sum);
    }

    @Override
    public void copy(long row, float[] target, int offset) {
        Objects.checkFromIndexSize(offset, dimension, target.length);
        quantizer.copy(codes, offset(row), norm(row), target, offset);
    }

    @Override
    public float dot(long row, float[] vector) {
        return quantizer.dot(codes, offset(row), vector, norm(row));
    }

    @Override
    public void write(ModelOutput out) throws IOException {
        out.uint8(normCodes == null ? 0 : 1);
        out.int64(rows);
        out.int64(dimension);
        out.int32(codes.length);
        out.bytes(codes, 0, codes.length);
        quantizer.write(out);
        if (normCodes != null && norms != null) {
            out.bytes(normCodes, 0, normCodes.length);
            norms.write(out);
        }
    }

    static QuantizedTable read(ModelInput in, int dimension) throws IOException {
        boolean withNorms = ModelReader.flag(in, "whether lengths are quantized apart");
        long rows = ModelReader.rows(in, dimension);
        long at = in.position();
        int size = in.int32("the number of codes");
        if (size < 0 || rows == 0 || size % rows != 0 || size / rows > dimension) {
            throw in.corruptAt(at, size + " codes", "the same number for each of " + rows + " rows, at least one");
        }
        in.expect(size, 1, "codes");
        byte[] codes = new byte[size];
        in.bytes(codes);
        long quantizerAt = in.position();
        ProductQuantizer quantizer = ProductQuantizer.read(in, dimension);
        if (quantizer.parts() != size / rows) {
            throw in.corruptAt(
                    quantizerAt, quantizer.parts() + " parts", size / rows + ", as many as codes for each row");
        }
        byte[] normCodes = null;
        ProductQuantizer norms = null;
        if (withNorms) {
            in.expect(rows, 1, "codes of lengths");
            normCodes = new byte[(int) rows];
            in.bytes(normCodes);
            norms = ProductQuantizer.read(in, 1);
        }
        return new QuantizedTable(rows, dimension, quantizer, codes, normCodes, norms);
    }
}
