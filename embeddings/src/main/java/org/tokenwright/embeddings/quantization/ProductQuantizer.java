package org.tokenwright.embeddings.quantization;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

/**
 * Turns vectors into codes of a few bytes and back: a vector is cut into parts, and each part is replaced by the number of the
 * nearest of its centroids (J&eacute;gou, Douze and Schmid, "Product Quantization for Nearest Neighbor Search", 2011). Immutable,
 * safe for any number of threads.
 *
 * <pre>{@code
 * ProductQuantizer quantizer = ProductQuantizer.trainer(16).rotate(true).seed(1).threads(4).train(vectors);
 * QuantizedTable small = QuantizedTable.of(vectors, quantizer, 4);
 * List<Match> nearest = small.nearest(query, 10, Metric.COSINE);
 * }</pre>
 *
 * <p>Any dimension can be cut into any number of parts: the first ones have a component more than the others if it does not divide.
 *
 * <p>A code holds the numbers of the centroids, of the first part first, {@link #bits()} bits each, the lowest bits of a byte
 * first; bits that are left in the last byte are 0. If lengths are stored apart, one byte follows with the number of the length.
 */
public final class ProductQuantizer {
    /*
     * With lengths apart, what is quantized is the direction x/|x|. The length that goes with the decoded direction d is not |x|
     * but the one that brings it nearest to x, which is <x,d>/<d,d>: it makes up for some of the error of the direction.
     *
     * Rotated or not, parts are those of the rotated vector; a table of distances needs the rotated query only, because a
     * rotation changes no distance.
     */

    /** The least number of bits of a part: 4. */
    public static final int MIN_BITS = 4;

    /** The greatest number of bits of a part: 8. */
    public static final int MAX_BITS = 8;

    /** The largest dimension: 65,536. */
    public static final int MAX_DIMENSION = 1 << 16;

    /** How many lengths there are, if they are stored apart. */
    static final int LENGTHS = 256;

    private final int bits;
    private final int[] starts;
    private final Codebook[] books;
    private final @Nullable Rotation rotation;
    private final float @Nullable [] lengths;

    ProductQuantizer(int bits, Codebook[] books, @Nullable Rotation rotation, float @Nullable [] lengths) {
        this.bits = bits;
        this.books = books;
        this.rotation = rotation;
        this.lengths = lengths;
        starts = new int[books.length + 1];
        for (int part = 0; part < books.length; part++) {
            starts[part + 1] = starts[part] + books[part].size();
        }
    }

    /** {@return where each part begins, and the dimension at the end} */
    static int[] starts(int dimension, int parts) {
        if (parts > dimension) {
            throw new IllegalArgumentException(
                    "parts is " + parts + ", expected at most " + dimension + ", the dimension of the vectors");
        }
        int[] starts = new int[parts + 1];
        for (int part = 0; part < parts; part++) {
            starts[part + 1] = starts[part] + dimension / parts + (part < dimension % parts ? 1 : 0);
        }
        return starts;
    }

    /**
     * {@return a trainer of quantizers}
     *
     * @param parts into how many parts a vector is cut: 1 to the dimension
     * @throws IllegalArgumentException if {@code parts} is below 1 or above {@link #MAX_DIMENSION}
     */
    public static ProductQuantizerTrainer trainer(int parts) {
        return new ProductQuantizerTrainer(parts);
    }

    /**
     * Reads a quantizer that {@link #write} has put into a file.
     *
     * @param file the file
     * @param prefix the first part of the names of its sections
     * @return the quantizer
     * @throws CorruptInputException if a section is missing, or if the sections are not what {@code write} makes
     */
    public static ProductQuantizer read(ModelFile file, String prefix) throws CorruptInputException {
        return new QuantizerSections(prefix).read(file);
    }

    /**
     * Adds the quantizer to a file, as content sections:
     *
     * <ul>
     *   <li>{@code PREFIX.shape}: five int32: the dimension, 1 to {@link #MAX_DIMENSION}; the number of parts, 1 to the dimension;
     *       the bits of a part, {@value #MIN_BITS} to {@value #MAX_BITS}; 1 if vectors are rotated, 0 if not; 1 if lengths are
     *       apart, 0 if not
     *   <li>{@code PREFIX.centroids}: float32: 2<sup>bits</sup> centroids of the first part, one after the other, then those of
     *       the next; a part has dimension / parts components, rounded down, and one more if its number, from 0, is below the
     *       remainder
     *   <li>{@code PREFIX.rotation}, if vectors are rotated: float32, dimension rows of an orthonormal matrix; its product with a
     *       vector is what is cut into parts
     *   <li>{@code PREFIX.lengths}, if they are apart: float32, 256 of them, ascending, none below 0
     * </ul>
     *
     * All floats are finite.
     *
     * @param file the file
     * @param prefix the first part of the names of its sections, at most 22 characters
     */
    public void write(ModelFile.Writer file, String prefix) {
        new QuantizerSections(prefix).write(this, file);
    }

    /**
     * {@return the number of components of a vector}
     */
    public int dimension() {
        return starts[books.length];
    }

    /**
     * {@return into how many parts a vector is cut}
     */
    public int parts() {
        return books.length;
    }

    /**
     * {@return the number of bits of a part's code}
     */
    public int bits() {
        return bits;
    }

    /**
     * {@return whether vectors are rotated before they are cut into parts}
     */
    public boolean isRotated() {
        return rotation != null;
    }

    /**
     * {@return whether the lengths of vectors are stored apart}
     */
    public boolean hasNorms() {
        return lengths != null;
    }

    /**
     * {@return the number of bytes of a code}
     */
    public int codeBytes() {
        return partBytes() + (lengths == null ? 0 : 1);
    }

    private int partBytes() {
        return (books.length * bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /**
     * Encodes a vector. Costs O(dimension 2<sup>bits</sup>), and the square of the dimension if vectors are rotated.
     *
     * @param vector the array that holds the vector
     * @param from index of its first component
     * @param code where the code is written to
     * @param at the index in {@code code} of its first byte
     * @throws IndexOutOfBoundsException if {@code vector} does not hold a vector from there on, or {@code code} has no room
     */
    public void encode(float[] vector, int from, byte[] code, int at) {
        int dimension = dimension();
        Objects.checkFromIndexSize(from, dimension, vector.length);
        Objects.checkFromIndexSize(at, codeBytes(), code.length);
        float[] cut = vector;
        int cutAt = from;
        if (lengths != null || rotation != null) {
            cut = new float[dimension];
            cutAt = 0;
            System.arraycopy(vector, from, cut, 0, dimension);
            if (lengths != null) {
                normalize(cut, 0, dimension);
            }
            if (rotation != null) {
                float[] rotated = new float[dimension];
                rotation.apply(cut, 0, rotated, 0);
                cut = rotated;
            }
        }
        float[] scratch = new float[1 << bits];
        int held = 0;
        int count = 0;
        int target = at;
        for (int part = 0; part < books.length; part++) {
            held |= books[part].nearest(cut, cutAt + starts[part], scratch) << count;
            for (count += bits; count >= Byte.SIZE; count -= Byte.SIZE) {
                code[target++] = (byte) held;
                held >>>= Byte.SIZE;
            }
        }
        if (count > 0) {
            code[target++] = (byte) held;
        }
        if (lengths != null) {
            code[target] = 0;
            float[] decoded = new float[dimension];
            decodeDirection(code, at, decoded, 0);
            code[target] = (byte) nearestLength(gain(vector, from, decoded));
        }
    }

    private int nearestLength(float gain) {
        float[] all = Objects.requireNonNull(lengths);
        int nearest = 0;
        for (int i = 1; i < LENGTHS; i++) {
            if (Math.abs(all[i] - gain) < Math.abs(all[nearest] - gain)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /**
     * Decodes a vector. Costs O(dimension), and its square if vectors are rotated.
     *
     * @param code the array that holds the code
     * @param from index of its first byte
     * @param target where the components are written to
     * @param at the index in {@code target} of the first component
     * @throws IndexOutOfBoundsException if {@code code} does not hold a code from there on, or {@code target} has no room
     */
    public void decode(byte[] code, int from, float[] target, int at) {
        Objects.checkFromIndexSize(from, codeBytes(), code.length);
        Objects.checkFromIndexSize(at, dimension(), target.length);
        decodeDirection(code, from, target, at);
        if (lengths != null) {
            float length = length(code, from);
            for (int i = at; i < at + dimension(); i++) {
                target[i] *= length;
            }
        }
    }

    private void decodeDirection(byte[] code, int from, float[] target, int at) {
        float[] cut = rotation == null ? target : new float[dimension()];
        int cutAt = rotation == null ? at : 0;
        for (int part = 0; part < books.length; part++) {
            books[part].copy(centroid(code, from, part), cut, cutAt + starts[part]);
        }
        if (rotation != null) {
            rotation.undo(cut, 0, target, at);
        }
    }

    /** {@return the number of the centroid of a part} */
    int centroid(byte[] code, int from, int part) {
        int bit = part * bits;
        int at = from + bit / Byte.SIZE;
        int shift = bit % Byte.SIZE;
        int low = (code[at] & 0xFF) >>> shift;
        int high = shift + bits > Byte.SIZE ? code[at + 1] << (Byte.SIZE - shift) : 0;
        return (low | high) & ((1 << bits) - 1);
    }

    /** {@return the length that a code states, or 1 if lengths are not apart} */
    float length(byte[] code, int from) {
        return lengths == null ? 1 : lengths[code[from + partBytes()] & 0xFF];
    }

    /**
     * Makes a table of what each centroid adds to the distance of a query. Costs what encoding a vector does.
     *
     * @param query the query, not kept
     * @param metric the distance or similarity
     * @return the table
     * @throws IllegalArgumentException if the query has not {@link #dimension()} components
     */
    public DistanceTable distances(float[] query, Metric metric) {
        if (query.length != dimension()) {
            throw new IllegalArgumentException(
                    "the query has " + query.length + " components, expected " + dimension());
        }
        float[] cut = query;
        if (rotation != null) {
            cut = new float[query.length];
            rotation.apply(query, 0, cut, 0);
        }
        return new DistanceTable(this, cut, metric);
    }

    /**
     * {@return the mean over the rows of a table of the squared distance between a row and its decoded self} Costs what encoding
     * all rows does.
     *
     * @param table vectors of the same dimension
     * @throws IllegalArgumentException if their dimension is another, or there are none
     */
    public double meanSquaredError(VectorTable table) {
        checkDimension(table);
        if (table.rows() == 0) {
            throw new IllegalArgumentException("there are no vectors to measure the error of: the table has 0 rows");
        }
        float[] vector = new float[dimension()];
        float[] decoded = new float[dimension()];
        byte[] code = new byte[codeBytes()];
        double sum = 0;
        for (long row = 0; row < table.rows(); row++) {
            table.copy(row, vector, 0);
            encode(vector, 0, code, 0);
            decode(code, 0, decoded, 0);
            for (int i = 0; i < vector.length; i++) {
                double difference = (double) vector[i] - decoded[i];
                sum += difference * difference;
            }
        }
        return sum / table.rows();
    }

    void checkDimension(VectorTable table) {
        if (table.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "the vectors have " + table.dimension() + " components, expected " + dimension());
        }
    }

    /** {@return the codebook of a part} */
    Codebook book(int part) {
        return books[part];
    }

    /** {@return where a part begins} */
    int start(int part) {
        return starts[part];
    }

    /** {@return the matrix of the rotation, row after row, or null; not to be changed} */
    float @Nullable [] rotation() {
        return rotation == null ? null : rotation.rows();
    }

    /** {@return the lengths that codes stand for, or null; not to be changed} */
    float @Nullable [] lengths() {
        return lengths;
    }

    /** Divides a vector by its length, unless it is zero. */
    static void normalize(float[] vector, int from, int dimension) {
        double square = 0;
        for (int i = from; i < from + dimension; i++) {
            square += (double) vector[i] * vector[i];
        }
        double length = Math.sqrt(square);
        for (int i = from; i < from + dimension && length > 0; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }

    /** {@return by what a decoded direction is to be multiplied to come nearest to a vector, at least 0} */
    static float gain(float[] vector, int from, float[] direction) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < direction.length; i++) {
            product += (double) vector[from + i] * direction[i];
            square += (double) direction[i] * direction[i];
        }
        return square == 0 ? 0 : (float) Math.max(0, product / square);
    }
}
