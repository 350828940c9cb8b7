package org.tokenwright.embeddings.tensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.CorruptInputException;

class NpyFileTest {
    private static final String GOLDEN = "golden/embeddings/formats/";

    @TempDir
    private Path folder;

    @Test
    void readsTheGoldenFiles() throws IOException {
        for (String name : new String[] {"f2", "f4", "f4_bigendian", "f4_fortran", "f4_v2"}) {
            Tensor array = NpyFile.open(SharedData.path(GOLDEN + name + ".npy"));
            assertArrayEquals(new long[] {3, 4}, array.shape());
            float[] values = new float[12];
            array.copy(0, values, 0, 12);
            for (int i = 0; i < 12; i++) {
                assertEquals(i / 8f, values[i], name + " " + i);
            }
        }
        long[] elements = new long[3];
        NpyFile.open(SharedData.path(GOLDEN + "i1.npy")).copy(0, elements, 0, 3);
        assertArrayEquals(new long[] {-128, 5, 127}, elements);
        Tensor scalar = NpyFile.open(SharedData.path(GOLDEN + "i8_scalar.npy"));
        assertEquals(0, scalar.dimensions());
        scalar.copy(0, elements, 0, 1);
        assertEquals(-5, elements[0]);
        assertEquals(0, NpyFile.open(SharedData.path(GOLDEN + "empty.npy")).size());
    }

    /** What numpy wrote is written alike, but for version 2 and other orders. */
    @Test
    void writesTheGoldenFiles() throws IOException {
        for (String name : new String[] {"f2", "f4", "i1", "empty", "i8_scalar"}) {
            Path golden = SharedData.path(GOLDEN + name + ".npy");
            Tensor array = NpyFile.open(golden);
            Path copy = folder.resolve("copy.npy");
            byte[] bytes = new byte[(int) array.byteSize()];
            array.copyBytes(0, bytes, 0, bytes.length);
            NpyFile.write(copy, array.type(), array.shape(), out -> out.write(bytes));
            assertArrayEquals(Files.readAllBytes(golden), Files.readAllBytes(copy), name);
            if (!name.equals("i8_scalar")) {
                float[] values = new float[(int) array.size()];
                array.copy(0, values, 0, values.length);
                NpyFile.write(copy, array.type(), array.shape(), values);
                assertArrayEquals(Files.readAllBytes(golden), Files.readAllBytes(copy), name);
            }
        }
    }

    @Test
    void readsColumnMajorArrays() throws IOException {
        SplittableRandom random = Seeds.random("NpyFileTest");
        int[] extents = {random.nextInt(1, 5), random.nextInt(1, 5), random.nextInt(1, 5)};
        int size = extents[0] * extents[1] * extents[2];
        byte[] elements = new byte[size];
        for (int i = 0; i < extents[0]; i++) {
            for (int j = 0; j < extents[1]; j++) {
                for (int k = 0; k < extents[2]; k++) {
                    elements[i + extents[0] * (j + extents[1] * k)] = (byte) ((i * extents[1] + j) * extents[2] + k);
                }
            }
        }
        String shape = extents[0] + ", " + extents[1] + "L," + extents[2];
        Tensor array = open("{\"shape\":(" + shape + "),'fortran_order':True, 'descr' :'|u1',}\n", 1, elements);
        long[] values = new long[size];
        array.copy(0, values, 0, size);
        for (int i = 0; i < size; i++) {
            assertEquals(i, values[i]);
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        String good = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}";
        assertEquals(1, open(good, 3, new byte[1]).size());
        assertCorrupt(good, 4, 1, "byte 6: found version 4.0, expected 1.0, 2.0 or 3.0");
        assertCorrupt(good, 1, 2, "byte 65: found 2 bytes of elements, expected 1");
        assertCorrupt(good + "x", 1, 1, "byte 65: found more after the dictionary, expected spaces");
        assertCorrupt("{}", 1, 1, "byte 12: found the keys [], expected descr, fortran_order and shape");
        assertCorrupt("{'a':1}", 1, 1, "byte 11: found the key 'a', expected descr, fortran_order or shape");
        assertCorrupt(
                "{'descr': '|O'}",
                1,
                1,
                "byte 20: found the type '|O', expected < or > and one of b1, u1 i1, u2 i2 f2, u4");
        assertCorrupt("{'descr': [('a', '<f4')]}", 1, 1, "byte 20: found '[', expected a string");
        assertCorrupt(
                "{'shape': (1,", 1, 1, "byte 23: found the end of the header, expected a number of at most 18 digits");
        assertCorrupt(
                "{'shape': (9999999999999999999,",
                1,
                1,
                "byte 21: found more digits, expected a number of at most 18 digits");
        assertCorrupt("{'fortran_order': 1}", 1, 1, "byte 28: found '1', expected True or False");
        assertCorrupt(" ", 1, 1, "byte 11: found the end of the header, expected '{'");
        assertCorrupt(
                "{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999999999, 99)}",
                1,
                1,
                "byte 10: found the shape [999999999999999999, 99], expected fewer than 2^63 bytes, expected a shape");
        Path path = Files.writeString(folder.resolve("short.npy"), "NUMPY");
        assertEquals(
                path + ", byte 0: found no mark of an npy file, expected 0x93 NUMPY and a header",
                assertThrows(CorruptInputException.class, () -> NpyFile.open(path))
                        .getMessage());
        Path no = folder.resolve("no.npy");
        assertEquals(
                "numpy has no type BF16",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> NpyFile.write(no, TensorType.BF16, new long[] {0}, new float[0]))
                        .getMessage());
        assertEquals(
                "the array has 0 bytes, expected 4",
                assertThrows(
                                IllegalStateException.class,
                                () -> NpyFile.write(no, TensorType.F32, new long[] {1}, out -> {}))
                        .getMessage());
        assertFalse(Files.exists(no));
    }

    private void assertCorrupt(String header, int version, int elements, String message) {
        CorruptInputException e =
                assertThrows(CorruptInputException.class, () -> open(header, version, new byte[elements]));
        assertTrue(String.valueOf(e.getMessage()).contains(", " + message), String.valueOf(e.getMessage()));
    }

    private Tensor open(String header, int version, byte[] elements) throws IOException {
        return NpyFile.open(Files.write(folder.resolve("a.npy"), file(header, version, elements)));
    }

    static byte[] file(String header, int version, byte[] elements) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0x93);
        bytes.write("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.write(version);
        bytes.write(0);
        bytes.write(header.length());
        bytes.write(header.length() >> 8);
        if (version > 1) {
            bytes.write(0);
            bytes.write(0);
        }
        bytes.write(header.getBytes(StandardCharsets.US_ASCII));
        bytes.write(elements);
        return bytes.toByteArray();
    }
}
