package org.tokenwright.embeddings.tensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tokenwright.text.AtomicFile;

/**
 * Writes a safetensors file: takes tensors, in the order in which they are written, then writes them. Nothing is held of what
 * {@link #add(String, TensorType, long[], AtomicFile.Content) a content} makes. The header is padded with spaces to a multiple of
 * 8 bytes; tensors are not, so elements are aligned in the file if tensors with the longest elements come first. For one thread.
 */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final int BUFFER_BYTES = 1 << 16;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(TensorType type, long[] shape, long bytes, AtomicFile.Content content) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** Creates a writer without tensors. */
    public SafetensorsWriter() {}

    /**
     * Adds strings to the metadata.
     *
     * @param added keys and values
     * @return this
     */
    public SafetensorsWriter metadata(Map<String, String> added) {
        metadata.putAll(added);
        return this;
    }

    /**
     * Adds a tensor that is made while the file is written.
     *
     * @param name its name
     * @param type its elements
     * @param shape the extents of its dimensions
     * @param content writes its elements, little-endian, in row-major order
     * @return this
     * @throws IllegalArgumentException if there is one of this name, the name is that of the metadata, or the shape is none
     */
    public SafetensorsWriter add(String name, TensorType type, long[] shape, AtomicFile.Content content) {
        if (name.equals(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("a tensor is named " + name + ", which is the name of the metadata");
        }
        long bytes = Tensor.size(shape, type) * type.bytes();
        if (entries.putIfAbsent(name, new Entry(type, shape.clone(), bytes, content)) != null) {
            throw new IllegalArgumentException("there are two tensors named " + name);
        }
        return this;
    }

    /**
     * Adds a tensor of another file as it is.
     *
     * @param tensor the tensor
     * @return this
     * @throws IllegalArgumentException if there is one of this name, or its bytes are not those of a safetensors file
     */
    public SafetensorsWriter add(Tensor tensor) {
        if (!tensor.isPlain()) {
            throw new IllegalArgumentException(
                    "the tensor " + tensor + " is big-endian or column-major, expected one of a safetensors file");
        }
        return add(tensor.name(), tensor.type(), tensor.shape(), out -> {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long at = 0; at < tensor.byteSize(); at += buffer.length) {
                int count = (int) Math.min(buffer.length, tensor.byteSize() - at);
                tensor.copyBytes(at, buffer, 0, count);
                out.write(buffer, 0, count);
            }
        });
    }

    /**
     * Adds a tensor of floats.
     *
     * @param name its name
     * @param type F16, BF16, F32, F64 or I8, as {@link TensorType#put} has it
     * @param shape the extents of its dimensions
     * @param values its elements, in row-major order; not copied
     * @return this
     * @throws IllegalArgumentException if there is one of this name, or the shape is not that of the values
     */
    public SafetensorsWriter add(String name, TensorType type, long[] shape, float[] values) {
        requireSize(name, Tensor.size(shape, type), values.length);
        return add(name, type, shape, out -> writeFloats(type, values, out));
    }

    /**
     * Adds a tensor of 64-bit integers with one dimension.
     *
     * @param name its name
     * @param values its elements; not copied
     * @return this
     * @throws IllegalArgumentException if there is one of this name
     */
    public SafetensorsWriter add(String name, int[] values) {
        return add(name, TensorType.I64, new long[] {values.length}, out -> {
            ByteBuffer element = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int value : values) {
                out.write(element.putLong(0, value).array());
            }
        });
    }

    private static void requireSize(String name, long size, int values) {
        if (size != values) {
            throw new IllegalArgumentException(
                    "the tensor " + name + " has " + values + " values, its shape " + size + " elements");
        }
    }

    /** Writes floats as elements of a type, little-endian. */
    static void writeFloats(TensorType type, float[] values, OutputStream out) throws IOException {
        int most = BUFFER_BYTES / type.bytes();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; at += most) {
            type.put(values, at, Math.min(most, values.length - at), buffer.clear());
            out.write(buffer.array(), 0, buffer.position());
        }
    }

    /**
     * Writes the file, as {@link AtomicFile#write} does. Costs O(bytes).
     *
     * @param path the file, replaced if it exists
     * @throws IllegalStateException if a content is not as long as its tensor; the file is then not written
     * @throws IOException if a content cannot be made, or writing fails
     */
    public void write(Path path) throws IOException {
        byte[] header = header();
        AtomicFile.write(path, out -> {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                CountedOutput counted = new CountedOutput(out);
                entry.getValue().content().writeTo(counted);
                if (counted.count() != entry.getValue().bytes()) {
                    throw new IllegalStateException("the tensor " + entry.getKey() + " has " + counted.count()
                            + " bytes, expected " + entry.getValue().bytes());
                }
            }
        });
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long at = 0;
            for (Map.Entry<String, Entry> named : entries.entrySet()) {
                Entry entry = named.getValue();
                json.writeObjectFieldStart(named.getKey());
                json.writeStringField("dtype", entry.type().name());
                json.writeFieldName("shape");
                json.writeArray(entry.shape(), 0, entry.shape().length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {at, at + entry.bytes()}, 0, 2);
                json.writeEndObject();
                at = Math.addExact(at, entry.bytes());
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > SafetensorsFile.MAX_HEADER_BYTES) {
            throw new IllegalArgumentException(
                    "the header has " + bytes.size() + " bytes, expected at most " + SafetensorsFile.MAX_HEADER_BYTES);
        }
        return bytes.toByteArray();
    }
}
