package org.tokenwright.embeddings.tensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.CorruptInputException;

class SafetensorsTest {
    private static final String GOLDEN = "golden/embeddings/formats/";

    @TempDir
    private Path folder;

    @Test
    void readsTheGoldenFile() throws IOException {
        SafetensorsFile file = SafetensorsFile.open(SharedData.path(GOLDEN + "sample.safetensors"));
        assertEquals(Map.of("format", "np", "note", "golden"), file.metadata());
        assertEquals(
                List.of("f32", "f16", "bf16", "i8", "u8", "i64", "f64", "empty", "bool", "\u540d\u524d"),
                List.copyOf(file.tensors().keySet()));
        Map<String, List<Long>> expected = bits(SharedData.path(GOLDEN + "sample.expected.json"));
        assertBits(expected, "f32_bits", file.tensor("f32"));
        assertBits(expected, "f16_as_f32_bits", file.tensor("f16"));
        assertBits(expected, "bf16_as_f32_bits", file.tensor("bf16"));
        List<Long> singles = get(expected, "f32_bits");
        for (int i = 0; i < singles.size(); i++) {
            float single = Float.intBitsToFloat((int) (long) singles.get(i));
            assertEquals((short) (long) get(expected, "bf16_bits").get(i), BFloat16.fromFloat(single));
            assertEquals((short) (long) get(expected, "f16_bits").get(i), Float.floatToFloat16(single));
        }
        Tensor empty = file.tensor("empty");
        assertArrayEquals(new long[] {0, 4}, empty.shape());
        empty.copy(0, new float[0], 0, 0);
        assertEquals(0, file.tensor("f64").dimensions());
        assertEquals("bool BOOL[2]", file.tensor("bool").toString());
    }

    /** Written again, the golden file has the same bytes. */
    @Test
    void writesTheGoldenFile() throws IOException {
        Path golden = SharedData.path(GOLDEN + "sample.safetensors");
        SafetensorsFile file = SafetensorsFile.open(golden);
        SafetensorsWriter writer = new SafetensorsWriter().metadata(file.metadata());
        file.tensors().values().forEach(writer::add);
        Path copy = folder.resolve("copy.safetensors");
        writer.write(copy);
        assertArrayEquals(Files.readAllBytes(golden), Files.readAllBytes(copy));
    }

    @Test
    void refusesTheMalformedGoldenFiles() {
        assertRefused("bad_header_len", "byte 0: found a header of ");
        assertRefused("bad_hole", "/b/data_offsets/0: found 8, expected 4, where the tensor before it ends");
        assertRefused("bad_overlap", "/b/data_offsets/0: found 4, expected 8, where the tensor before it ends");
        assertRefused("bad_size", "/a/data_offsets: found 8 bytes, expected 12, for F32 of shape [3]");
        assertRefused("bad_trailing", "byte 64: found ");
        assertRefused(
                "bad_truncated", "byte 3: found the end of the file, expected the length of the header in 8 bytes");
    }

    private static void assertRefused(String name, String message) {
        Path path = SharedData.path(GOLDEN + name + ".safetensors");
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> SafetensorsFile.open(path));
        assertTrue(String.valueOf(e.getMessage()).startsWith(path + ", " + message), String.valueOf(e.getMessage()));
    }

    @Test
    void saysWhatIsWrongWithAHeader() throws IOException {
        String good = "{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}";
        assertEquals(1, open("{\"a\":" + good + "}  ", 1).tensors().size());
        assertCorrupt("[]", 0, "byte 8: found no {, expected a header in JSON");
        assertCorrupt("", 0, "byte 8: found no {, expected a header in JSON");
        assertCorrupt("{\"a\":" + good + "}x", 1, "byte 61: found more after the header's JSON, expected spaces");
        assertCorrupt(
                "{\"a\":" + good + ",\"a\":" + good + "}", 1, "/a: found a second tensor of this name, expected one");
        assertCorrupt("{\"a\":{}}", 0, "/a/dtype: found nothing, expected a value");
        assertCorrupt("{\"a\":3}", 0, "/a: found an integer, expected an object");
        assertCorrupt("{\"a\":{\"dtype\":\"X\"}}", 0, "/a/dtype: found \"X\", expected one of BOOL, U8, I8,");
        assertCorrupt("{\"a\":{\"rows\":1}}", 0, "/a/rows: found this field, expected dtype, shape or data_offsets");
        assertCorrupt("{\"a\":{\"shape\":[1],\"shape\":[1]}}", 0, "/a/shape: found a second value, expected one");
        assertCorrupt(
                "{\"a\":{\"shape\":[-1]}}",
                0,
                "/a/shape/0: found a number below 0 or above 2^63-1, expected one between");
        assertCorrupt(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,1]}}",
                1,
                "/a/shape: found the shape [4294967296, 4294967296], expected fewer than 2^63 bytes, expected a shape");
        assertCorrupt(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]}}",
                1,
                "/a/data_offsets: found [1, 0], expected a begin and an end not before it");
        assertCorrupt("{\"__metadata__\":{\"a\":1}}", 0, "/__metadata__/a: found an integer, expected a string");
        assertCorrupt("{\"a\":", 0, "byte 13: found ");
    }

    private void assertCorrupt(String header, int data, String message) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> open(header, data));
        assertTrue(String.valueOf(e.getMessage()).contains(", " + message), String.valueOf(e.getMessage()));
    }

    private SafetensorsFile open(String header, int data) throws IOException {
        return SafetensorsFile.open(Files.write(folder.resolve("h.safetensors"), file(header, data)));
    }

    static byte[] file(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    @Test
    void convertsFloats() {
        SplittableRandom random = Seeds.random("SafetensorsTest");
        for (int round = 0; round < 100_000; round++) {
            float value = Float.intBitsToFloat(random.nextInt());
            short bits = BFloat16.fromFloat(value);
            float back = BFloat16.toFloat(bits);
            if (Float.isNaN(value)) {
                assertTrue(Float.isNaN(back));
            } else if (Float.isInfinite(back)) {
                assertTrue(Math.abs(value) >= Float.intBitsToFloat(0x7F7F8000));
            } else {
                float up = BFloat16.toFloat((short) (bits + 1));
                float down = BFloat16.toFloat((short) (bits - 1));
                double error = Math.abs((double) back - value);
                assertTrue(error <= Math.abs((double) up - value));
                assertTrue((bits & 0x7FFF) == 0 || error <= Math.abs((double) down - value));
            }
        }
        assertEquals((short) 0x3F80, BFloat16.fromFloat(Float.intBitsToFloat(0x3F808000)));
        assertEquals((short) 0x3F82, BFloat16.fromFloat(Float.intBitsToFloat(0x3F818000)));
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0x7E, (byte) 0xFE, 0x01, 0x08, 0x7F, 0x38, 0x7C, 0x3C});
        double[] e4m3 = {448, -448, 0x1p-9, 0x1p-6, Double.NaN, 1};
        for (int i = 0; i < e4m3.length; i++) {
            assertEquals(e4m3[i], TensorType.F8_E4M3.get(bytes, i));
        }
        assertEquals(Double.POSITIVE_INFINITY, TensorType.F8_E5M2.get(bytes, 6));
        assertEquals(1, TensorType.F8_E5M2.get(bytes, 7));
    }

    /** Tensors of all types with random elements, read in random stretches. */
    @Test
    void readsAllTypesInStretches() throws IOException {
        SplittableRandom random = Seeds.random("SafetensorsTest");
        Path path = folder.resolve("all.safetensors");
        SafetensorsWriter writer = new SafetensorsWriter();
        Map<TensorType, byte[]> written = new HashMap<>();
        int size = 60;
        for (TensorType type : TensorType.values()) {
            byte[] bytes = new byte[size * type.bytes()];
            random.nextBytes(bytes);
            written.put(type, bytes);
            writer.add(type.name(), type, new long[] {3, size / 3}, out -> out.write(bytes));
        }
        writer.write(path);
        SafetensorsFile file = SafetensorsFile.open(path);
        for (TensorType type : TensorType.values()) {
            Tensor tensor = file.tensor(type.name());
            ByteBuffer bytes =
                    ByteBuffer.wrap(Objects.requireNonNull(written.get(type))).order(ByteOrder.LITTLE_ENDIAN);
            int start = random.nextInt(size);
            int count = random.nextInt(size - start + 1);
            float[] floats = new float[count + 2];
            double[] doubles = new double[count + 2];
            long[] longs = new long[count + 2];
            tensor.copy(start, floats, 2, count);
            tensor.copy(start, doubles, 2, count);
            if (type.isFloat()) {
                assertEquals(
                        "the elements of " + type + " are " + type + ", expected integers",
                        assertThrows(IllegalArgumentException.class, () -> tensor.copy(start, longs, 2, count))
                                .getMessage());
            } else {
                tensor.copy(start, longs, 2, count);
            }
            for (int i = 0; i < count; i++) {
                double value = type.get(bytes, (start + i) * type.bytes());
                assertEquals(value, doubles[i + 2]);
                assertEquals((float) value, floats[i + 2]);
                assertTrue(type.isFloat() || type == TensorType.U64 || (double) longs[i + 2] == value);
            }
            assertThrows(IndexOutOfBoundsException.class, () -> tensor.copy(size - 1, floats, 0, 2));
            VectorTable table = tensor.table();
            assertEquals(3, table.rows());
            float[] row = new float[size / 3];
            table.copy(2, row, 0);
            assertEquals((float) type.get(bytes, (size - 1) * type.bytes()), row[row.length - 1]);
            assertThrows(IndexOutOfBoundsException.class, () -> table.copy(3, row, 0));
        }
    }

    /** Elements that lie across the end of a mapping. */
    @Test
    void readsFilesLargerThanAMapping() throws IOException {
        Path path = folder.resolve("large.safetensors");
        long elements = (1L << 27) + 1000;
        String header =
                "{\"pad\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},\"a\":{\"dtype\":\"F64\",\"shape\":["
                        + elements + "],\"data_offsets\":[3," + (3 + 8 * elements) + "]}}";
        byte[] start = file(header, 3);
        long first = (1L << 27) - 500;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(start));
            ByteBuffer values = ByteBuffer.allocate(8 * 1500).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 1500; i++) {
                values.putDouble(i + 0.5);
            }
            channel.write(values.flip(), start.length + 8 * first);
        }
        double[] read = new double[1500];
        SafetensorsFile.open(path).tensor("a").copy(first, read, 0, 1500);
        for (int i = 0; i < 1500; i++) {
            assertEquals(i + 0.5, read[i]);
        }
    }

    @Test
    void doesNotWriteWhatIsNotWhole() {
        Path path = folder.resolve("no.safetensors");
        SafetensorsWriter writer = new SafetensorsWriter().add("a", TensorType.U8, new long[] {3}, out -> out.write(1));
        assertEquals(
                "the tensor a has 1 bytes, expected 3",
                assertThrows(IllegalStateException.class, () -> writer.write(path))
                        .getMessage());
        assertFalse(Files.exists(path));
        assertEquals(
                "there are two tensors named a",
                assertThrows(IllegalArgumentException.class, () -> writer.add("a", new int[1]))
                        .getMessage());
        assertEquals(
                "the tensor b has 2 values, its shape 3 elements",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> writer.add("b", TensorType.F32, new long[] {3}, new float[2]))
                        .getMessage());
        SafetensorsWriter bytes = new SafetensorsWriter().add("c", TensorType.I8, new long[] {1}, new float[] {0.5f});
        assertEquals(
                "value 0 is 0.5, expected an integer from -128 to 127",
                assertThrows(IllegalArgumentException.class, () -> bytes.write(path))
                        .getMessage());
    }

    @Test
    void readsShards() throws IOException {
        new SafetensorsWriter().add("a", new int[] {1, 2}).write(folder.resolve("m-1.safetensors"));
        new SafetensorsWriter().add("b", new int[] {3}).write(folder.resolve("m-2.safetensors"));
        Path index = folder.resolve(TensorFiles.INDEX_NAME);
        Files.writeString(
                index,
                "{\"metadata\":{\"total_size\":24},\"weight_map\":{\"b\":\"m-2.safetensors\",\"a\":\"m-1.safetensors\"}}");
        for (Path path : List.of(index, folder)) {
            TensorFiles files = TensorFiles.open(path);
            assertEquals(List.of("b", "a"), List.copyOf(files.tensors().keySet()));
            assertEquals(2, files.files().size());
            long[] elements = new long[2];
            files.tensor("a").copy(0, elements, 0, 2);
            assertArrayEquals(new long[] {1, 2}, elements);
        }
        assertIndex(
                "{\"weight_map\":{\"a\":\"m-1.safetensors\",\"b\":\"m-1.safetensors\"}}",
                "/weight_map/b: found a tensor that m-1.safetensors does not have, expected one that it has");
        assertIndex(
                "{\"weight_map\":{\"a\":\"../m-1.safetensors\"}}",
                "/weight_map/a: found \"../m-1.safetensors\", expected the name of a safetensors file in the same folder");
        assertIndex("{}", "/weight_map: found nothing, expected an object");
        assertIndex("{\"weight_map\":[]}", "/weight_map: found an array, expected an object");
        new SafetensorsWriter().add("a", new int[1]).add("c", new int[1]).write(folder.resolve("m-1.safetensors"));
        assertIndex(
                "{\"weight_map\":{\"a\":\"m-1.safetensors\"}}",
                "/weight_map: found no tensor \"c\" in m-1.safetensors, expected all tensors of the files that are named");
    }

    private void assertIndex(String json, String message) throws IOException {
        Path index = Files.writeString(folder.resolve("i.json"), json);
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> TensorFiles.open(index));
        assertEquals(index + ", " + message, String.valueOf(e.getMessage()));
    }

    private static void assertBits(Map<String, List<Long>> expected, String name, Tensor tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.copy(0, values, 0, values.length);
        List<Long> bits = get(expected, name);
        assertEquals(bits.size(), values.length);
        for (int i = 0; i < values.length; i++) {
            assertEquals((int) (long) bits.get(i), Float.floatToRawIntBits(values[i]), name + " " + i);
        }
    }

    private static List<Long> get(Map<String, List<Long>> lists, String name) {
        return Objects.requireNonNull(lists.get(name), name);
    }

    private static Map<String, List<Long>> bits(Path path) throws IOException {
        Map<String, List<Long>> bits = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(path.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                List<Long> values = new ArrayList<>();
                json.nextToken();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    values.add(json.getLongValue());
                }
                bits.put(name, values);
            }
        }
        return bits;
    }
}
