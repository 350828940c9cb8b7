package org.tokenwright.embeddings.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.tokenwright.embeddings.VectorTable;

/**
 * A tensor of a mapped file. Elements count from 0 in row-major order, whatever the order in the file. Immutable, safe for any
 * number of threads, as long as nobody shortens the file.
 */
public final class Tensor {
    private static final int MAX_DIMENSIONS = 32;

    private final String name;
    private final TensorType type;
    private final long[] shape;
    private final long size;
    private final MappedBytes file;
    private final long begin;
    private final ByteOrder order;
    private final boolean columnMajor;

    Tensor(
            String name,
            TensorType type,
            long[] shape,
            MappedBytes file,
            long begin,
            ByteOrder order,
            boolean columnMajor) {
        this.name = name;
        this.type = type;
        this.shape = shape;
        this.size = size(shape, type);
        this.file = file;
        this.begin = begin;
        this.order = order;
        this.columnMajor = columnMajor && shape.length > 1;
    }

    /**
     * {@return the number of elements}
     *
     * @throws IllegalArgumentException if a number is negative, the bytes are more than a long can count, or there are more
     *     dimensions than any program has
     */
    static long size(long[] shape, TensorType type) {
        if (shape.length > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(
                    "a shape of " + shape.length + " dimensions, expected at most " + MAX_DIMENSIONS);
        }
        long size = 1;
        for (long extent : shape) {
            if (extent < 0) {
                throw new IllegalArgumentException(
                        "the shape " + Arrays.toString(shape) + ", expected no negative number");
            }
            if (extent != 0 && size > Long.MAX_VALUE / type.bytes() / extent) {
                throw new IllegalArgumentException(
                        "the shape " + Arrays.toString(shape) + ", expected fewer than 2^63 bytes");
            }
            size *= extent;
        }
        return size;
    }

    /** {@return the name, empty if the file has only one tensor without a name} */
    public String name() {
        return name;
    }

    /** {@return what the elements are} */
    public TensorType type() {
        return type;
    }

    /** {@return the number of dimensions} */
    public int dimensions() {
        return shape.length;
    }

    /**
     * {@return the extent of a dimension}
     *
     * @param dimension which, from 0
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public long extent(int dimension) {
        return shape[dimension];
    }

    /** {@return a copy of the extents of all dimensions} */
    public long[] shape() {
        return shape.clone();
    }

    /** {@return the number of elements} */
    public long size() {
        return size;
    }

    /** {@return the number of bytes} */
    public long byteSize() {
        return size * type.bytes();
    }

    /**
     * Copies elements as floats: other types are rounded to the nearest. Costs O(count).
     *
     * @param start the first element
     * @param target where they are copied to
     * @param offset the index in {@code target} of the first
     * @param count how many
     * @throws IndexOutOfBoundsException if there are not that many elements, or {@code target} has no room
     */
    public void copy(long start, float[] target, int offset, int count) {
        check(start, offset, count, target.length);
        forEachPiece(start, count, (bytes, done, length) -> {
            int at = offset + done;
            switch (type) {
                case F32 -> bytes.asFloatBuffer().get(target, at, length);
                case F16 -> {
                    for (int i = 0; i < length; i++) {
                        target[at + i] = Float.float16ToFloat(bytes.getShort(2 * i));
                    }
                }
                case BF16 -> {
                    for (int i = 0; i < length; i++) {
                        target[at + i] = BFloat16.toFloat(bytes.getShort(2 * i));
                    }
                }
                default -> {
                    for (int i = 0; i < length; i++) {
                        target[at + i] = (float) type.get(bytes, i * type.bytes());
                    }
                }
            }
        });
    }

    /**
     * Copies elements as doubles, which only I64 and U64 are rounded to. Costs O(count).
     *
     * @param start the first element
     * @param target where they are copied to
     * @param offset the index in {@code target} of the first
     * @param count how many
     * @throws IndexOutOfBoundsException if there are not that many elements, or {@code target} has no room
     */
    public void copy(long start, double[] target, int offset, int count) {
        check(start, offset, count, target.length);
        forEachPiece(start, count, (bytes, done, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + done + i] = type.get(bytes, i * type.bytes());
            }
        });
    }

    /**
     * Copies integers; those of U64 from 2^63 on are negative. Costs O(count).
     *
     * @param start the first element
     * @param target where they are copied to
     * @param offset the index in {@code target} of the first
     * @param count how many
     * @throws IllegalArgumentException if the elements are floats
     * @throws IndexOutOfBoundsException if there are not that many elements, or {@code target} has no room
     */
    public void copy(long start, long[] target, int offset, int count) {
        check(start, offset, count, target.length);
        if (type.isFloat()) {
            throw new IllegalArgumentException("the elements of " + name + " are " + type + ", expected integers");
        }
        forEachPiece(start, count, (bytes, done, length) -> {
            for (int i = 0; i < length; i++) {
                target[offset + done + i] = type.whole(bytes, i * type.bytes());
            }
        });
    }

    /**
     * Copies the bytes as they are in the file. Costs O(count).
     *
     * @param start the first byte, counted from the first of the tensor
     * @param target where they are copied to
     * @param offset the index in {@code target} of the first
     * @param count how many
     * @throws IndexOutOfBoundsException if there are not that many bytes, or {@code target} has no room
     */
    public void copyBytes(long start, byte[] target, int offset, int count) {
        Objects.checkFromIndexSize(start, count, byteSize());
        Objects.checkFromIndexSize(offset, count, target.length);
        file.copy(begin + start, target, offset, count);
    }

    /**
     * {@return a view of this tensor as a table of vectors, which converts what is asked for}
     *
     * @throws IllegalArgumentException if it is not a matrix, or its rows have more than 2^31-1 components
     */
    public VectorTable table() {
        if (shape.length != 2 || shape[1] > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the shape of " + name + " is " + Arrays.toString(shape) + ", expected rows and columns");
        }
        return new TensorTable(this);
    }

    /** {@return whether the bytes are as in a safetensors file} */
    boolean isPlain() {
        return !columnMajor && (order == ByteOrder.LITTLE_ENDIAN || type.bytes() == 1);
    }

    private void check(long start, int offset, int count, int room) {
        Objects.checkFromIndexSize(start, count, size);
        Objects.checkFromIndexSize(offset, count, room);
    }

    /** Takes a number of elements, in the order of bytes of the file. */
    @FunctionalInterface
    private interface Piece {
        void take(ByteBuffer bytes, int done, int length);
    }

    private void forEachPiece(long start, int count, Piece piece) {
        int width = type.bytes();
        int done = 0;
        while (done < count) {
            long element = start + done;
            long at = columnMajor ? columnMajor(element) : element;
            int wanted = columnMajor ? 1 : count - done;
            ByteBuffer bytes =
                    file.from(begin + at * width, (long) wanted * width).order(order);
            int length = bytes.remaining() / width;
            piece.take(bytes, done, length);
            done += length;
        }
    }

    private long columnMajor(long element) {
        long rest = element;
        long stride = size;
        long at = 0;
        for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
            stride /= shape[dimension];
            at += rest % shape[dimension] * stride;
            rest /= shape[dimension];
        }
        return at;
    }

    @Override
    public String toString() {
        return name + " " + type + Arrays.toString(shape);
    }
}
