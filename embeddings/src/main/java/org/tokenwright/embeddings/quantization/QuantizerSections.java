package org.tokenwright.embeddings.quantization;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

/** The sections of a quantizer in a file, which {@link ProductQuantizer#write} describes. */
final class QuantizerSections {
    private static final int SHAPE = 5;

    private final String shape;
    private final String centroids;
    private final String rotation;
    private final String lengths;

    QuantizerSections(String prefix) {
        shape = prefix + ".shape";
        centroids = prefix + ".centroids";
        rotation = prefix + ".rotation";
        lengths = prefix + ".lengths";
    }

    void write(ProductQuantizer quantizer, ModelFile.Writer file) {
        float @Nullable [] matrix = quantizer.rotation();
        float @Nullable [] norms = quantizer.lengths();
        file.content(shape, new int[] {
            quantizer.dimension(), quantizer.parts(), quantizer.bits(), matrix == null ? 0 : 1, norms == null ? 0 : 1
        });
        ByteBuffer all = bytes(quantizer.dimension() << quantizer.bits());
        for (int part = 0; part < quantizer.parts(); part++) {
            for (float value : quantizer.book(part).rows()) {
                all.putFloat(value);
            }
        }
        file.content(centroids, all.flip());
        write(file, rotation, matrix);
        write(file, lengths, norms);
    }

    private static void write(ModelFile.Writer file, String section, float @Nullable [] values) {
        if (values != null) {
            ByteBuffer bytes = bytes(values.length);
            bytes.asFloatBuffer().put(values);
            file.content(section, bytes);
        }
    }

    private static ByteBuffer bytes(int floats) {
        return ByteBuffer.allocate(Math.multiplyExact(floats, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }

    ProductQuantizer read(ModelFile file) throws CorruptInputException {
        int[] fields = file.ints(shape);
        if (fields.length != SHAPE) {
            throw file.corrupt(shape, 0, fields.length + " integers", Integer.toString(SHAPE));
        }
        int dimension = check(file, fields, 0, 1, ProductQuantizer.MAX_DIMENSION);
        int parts = check(file, fields, 1, 1, dimension);
        int bits = check(file, fields, 2, ProductQuantizer.MIN_BITS, ProductQuantizer.MAX_BITS);
        boolean rotated = check(file, fields, 3, 0, 1) == 1;
        boolean apart = check(file, fields, 4, 0, 1) == 1;

        float[] all = floats(file, centroids, (long) dimension << bits);
        int[] starts = ProductQuantizer.starts(dimension, parts);
        Codebook[] books = new Codebook[parts];
        for (int part = 0; part < parts; part++) {
            int size = starts[part + 1] - starts[part];
            float[] rows = new float[size << bits];
            System.arraycopy(all, starts[part] << bits, rows, 0, rows.length);
            books[part] = new Codebook(rows, size);
        }
        @Nullable
        Rotation matrix =
                rotated ? new Rotation(floats(file, rotation, (long) dimension * dimension), dimension) : null;
        return new ProductQuantizer(bits, books, matrix, apart ? lengths(file) : null);
    }

    private int check(ModelFile file, int[] fields, int field, int least, int most) throws CorruptInputException {
        int value = fields[field];
        if (value < least || value > most) {
            throw file.corrupt(shape, (long) field * Integer.BYTES, Integer.toString(value), least + " to " + most);
        }
        return value;
    }

    private float[] lengths(ModelFile file) throws CorruptInputException {
        float[] values = floats(file, lengths, ProductQuantizer.LENGTHS);
        float before = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] < before) {
                throw file.corrupt(lengths, (long) i * Float.BYTES, "length " + values[i], before + " or more");
            }
            before = values[i];
        }
        return values;
    }

    private static float[] floats(ModelFile file, String section, long count) throws CorruptInputException {
        ByteBuffer bytes = file.section(section);
        if (bytes.remaining() != count * Float.BYTES) {
            throw file.corrupt(section, 0, bytes.remaining() + " bytes", Long.toString(count * Float.BYTES));
        }
        float[] values = new float[(int) count];
        bytes.asFloatBuffer().get(values);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw file.corrupt(section, (long) i * Float.BYTES, Float.toString(values[i]), "a finite number");
            }
        }
        return values;
    }
}
