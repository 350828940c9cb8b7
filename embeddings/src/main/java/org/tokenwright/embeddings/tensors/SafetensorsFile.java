package org.tokenwright.embeddings.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tokenwright.text.CorruptInputException;

/**
 * A mapped safetensors file. Immutable, safe for any number of threads, as long as nobody shortens the file.
 *
 * <p>The format: the length of the header (8 bytes, little-endian), the header, the data. The header is an object in JSON in
 * UTF-8, spaces may follow it. It has a field for each tensor: {@code {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}},
 * offsets counted from the end of the header, the end exclusive. Elements are little-endian, in row-major order. Tensors take
 * all of the data, without holes or overlaps. The field {@code __metadata__} maps strings to strings.
 *
 * @see <a href="https://github.com/huggingface/safetensors">safetensors</a>
 */
public final class SafetensorsFile {
    /** How many bytes of header are read: {@value}, as many as the reference implementation reads. */
    public static final int MAX_HEADER_BYTES = 100_000_000;

    static final int LENGTH_BYTES = 8;

    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    private SafetensorsFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.tensors = Collections.unmodifiableMap(tensors);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Maps a file and checks its header. Costs O(header).
     *
     * @param path the file
     * @return its tensors
     * @throws CorruptInputException if it is malformed
     * @throws IOException if it cannot be read
     */
    public static SafetensorsFile open(Path path) throws IOException {
        String source = path.toString();
        MappedBytes file = MappedBytes.map(path);
        if (file.size() < LENGTH_BYTES) {
            throw new CorruptInputException(
                    source, "byte " + file.size(), "the end of the file", "the length of the header in 8 bytes");
        }
        byte[] lengthBytes = new byte[LENGTH_BYTES];
        file.copy(0, lengthBytes, 0, LENGTH_BYTES);
        long length =
                ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long rest = file.size() - LENGTH_BYTES;
        if (length < 0 || length > Math.min(rest, MAX_HEADER_BYTES)) {
            throw new CorruptInputException(
                    source,
                    "byte 0",
                    "a header of " + Long.toUnsignedString(length) + " bytes",
                    "at most " + Math.min(rest, MAX_HEADER_BYTES));
        }
        byte[] json = new byte[(int) length];
        file.copy(LENGTH_BYTES, json, 0, json.length);
        SafetensorsHeader header = SafetensorsHeader.read(source, json, rest - length);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries().values()) {
            long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
            long begin = LENGTH_BYTES + length + entry.begin();
            tensors.put(
                    entry.name(),
                    new Tensor(entry.name(), entry.type(), shape, file, begin, ByteOrder.LITTLE_ENDIAN, false));
        }
        return new SafetensorsFile(tensors, header.metadata());
    }

    /** {@return the tensors by name, in the order of the header} */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /**
     * {@return a tensor}
     *
     * @param name its name
     * @throws IllegalArgumentException if there is none of this name
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor " + name);
        }
        return tensor;
    }

    /** {@return the metadata, in the order of the header} */
    public Map<String, String> metadata() {
        return metadata;
    }
}
