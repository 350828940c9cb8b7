package org.tokenwright.embeddings.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.CorruptInputException;

/**
 * The files of numpy that hold an array.
 *
 * <p>The format: {@code 0x93 NUMPY}, the version in two bytes (1.0, 2.0 or 3.0), the length of the header (little-endian, 2 bytes
 * in version 1.0, else 4), the header, the elements. The header is a dictionary as Python writes it, with {@code descr} (order of
 * bytes and type, such as {@code <f4}), {@code fortran_order} (whether the first index runs fastest) and {@code shape}, then
 * spaces up to a line feed, so that the elements begin at a multiple of 64 bytes. Objects, strings and records are refused.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
public final class NpyFile {
    /** How long a header may be: {@value} bytes. */
    public static final int MAX_HEADER_BYTES = 1 << 16;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int LENGTH_AT = 8;

    private NpyFile() {}

    /**
     * Maps a file.
     *
     * @param path the file
     * @return its array, without a name
     * @throws CorruptInputException if it is malformed, or its elements are of a type that {@link TensorType} has not
     * @throws IOException if it cannot be read
     */
    public static Tensor open(Path path) throws IOException {
        String source = path.toString();
        MappedBytes file = MappedBytes.map(path);
        byte[] start = new byte[(int) Math.min(file.size(), LENGTH_AT + Integer.BYTES)];
        file.copy(0, start, 0, start.length);
        if (start.length < LENGTH_AT + Integer.BYTES || Arrays.mismatch(start, MAGIC) != MAGIC.length) {
            throw new CorruptInputException(source, "byte 0", "no mark of an npy file", "0x93 NUMPY and a header");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3 || start[MAGIC.length + 1] != 0) {
            throw new CorruptInputException(
                    source, "byte 6", "version " + version + "." + start[MAGIC.length + 1], "1.0, 2.0 or 3.0");
        }
        ByteBuffer lengths = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        int headerAt = version == 1 ? LENGTH_AT + Short.BYTES : LENGTH_AT + Integer.BYTES;
        long length = version == 1
                ? Short.toUnsignedInt(lengths.getShort(LENGTH_AT))
                : Integer.toUnsignedLong(lengths.getInt(LENGTH_AT));
        long most = Math.min(MAX_HEADER_BYTES, file.size() - headerAt);
        if (length > most) {
            throw new CorruptInputException(source, "byte 8", "a header of " + length + " bytes", "at most " + most);
        }
        byte[] header = new byte[(int) length];
        file.copy(headerAt, header, 0, header.length);
        NpyHeader read = NpyHeader.read(source, headerAt, header);
        long begin = headerAt + length;
        long bytes;
        try {
            bytes = Tensor.size(read.shape(), read.type()) * read.type().bytes();
        } catch (IllegalArgumentException e) {
            throw new CorruptInputException(
                    source, "byte " + headerAt, Objects.requireNonNull(e.getMessage()), "a shape");
        }
        if (bytes != file.size() - begin) {
            throw new CorruptInputException(
                    source, "byte " + begin, (file.size() - begin) + " bytes of elements", Long.toString(bytes));
        }
        return new Tensor("", read.type(), read.shape(), file, begin, read.order(), read.columnMajor());
    }

    /**
     * Writes an array of floats, little-endian, in row-major order, version 1.0, as {@link AtomicFile#write} does.
     *
     * @param path the file, replaced if it exists
     * @param type F16, F32, F64 or I8, as {@link TensorType#put} has it
     * @param shape the extents of its dimensions
     * @param values its elements, in row-major order
     * @throws IllegalArgumentException if the shape is not that of the values, or numpy has no such type
     * @throws IOException if writing fails
     */
    public static void write(Path path, TensorType type, long[] shape, float[] values) throws IOException {
        if (Tensor.size(shape, type) != values.length) {
            throw new IllegalArgumentException("there are " + values.length + " values for the shape "
                    + Arrays.toString(shape) + ", expected " + Tensor.size(shape, type));
        }
        write(path, type, shape, out -> SafetensorsWriter.writeFloats(type, values, out));
    }

    /**
     * Writes an array, little-endian, in row-major order, version 1.0, as {@link AtomicFile#write} does.
     *
     * @param path the file, replaced if it exists
     * @param type its elements
     * @param shape the extents of its dimensions
     * @param content writes the elements
     * @throws IllegalArgumentException if the shape is none, or numpy has no such type
     * @throws IllegalStateException if the content is not as long as its shape says; the file is then not written
     * @throws IOException if the content cannot be made, or writing fails
     */
    public static void write(Path path, TensorType type, long[] shape, AtomicFile.Content content) throws IOException {
        byte[] header = header(type, shape);
        long bytes = Tensor.size(shape, type) * type.bytes();
        AtomicFile.write(path, out -> {
            out.write(header);
            CountedOutput counted = new CountedOutput(out);
            content.writeTo(counted);
            if (counted.count() != bytes) {
                throw new IllegalStateException("the array has " + counted.count() + " bytes, expected " + bytes);
            }
        });
    }

    private static byte[] header(TensorType type, long[] shape) {
        if (type.npyName().isEmpty()) {
            throw new IllegalArgumentException("numpy has no type " + type);
        }
        String extents = LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '" + (type.bytes() == 1 ? "|" : "<") + type.npyName()
                + "', 'fortran_order': False, 'shape': (" + extents + (shape.length == 1 ? ",)" : ")") + ", }";
        int start = LENGTH_AT + Short.BYTES;
        int length = (start + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - start;
        ByteBuffer header = ByteBuffer.allocate(start + length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        header.put(text.getBytes(StandardCharsets.US_ASCII));
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }
}
