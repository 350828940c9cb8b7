package org.tokenwright.tokenizers.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.text.CorruptInputException;

class MegatronReaderTest {
    /** The header, two lengths, two places, three document indices. */
    private static final int BYTES = 34 + 2 * 12 + 3 * 8;

    @TempDir
    Path folder;

    /** Two documents of 2 and 1 ids of 16 bits. */
    private static ByteBuffer index() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'M', 'M', 'I', 'D', 'I', 'D', 'X', 0, 0})
                .putLong(1)
                .put((byte) 8)
                .putLong(2)
                .putLong(3)
                .putInt(2)
                .putInt(1)
                .putLong(0)
                .putLong(4)
                .putLong(0)
                .putLong(1)
                .putLong(2);
    }

    private static byte[] bytes(ByteBuffer index) {
        byte[] bytes = new byte[index.capacity()];
        index.get(0, bytes);
        return bytes;
    }

    private Path write(byte[] index, byte[] bin) throws IOException {
        Files.write(folder.resolve("set.bin"), bin);
        return Files.write(folder.resolve("set.idx"), index);
    }

    private void assertRefused(String message, Consumer<ByteBuffer> damage) throws IOException {
        ByteBuffer index = index();
        damage.accept(index);
        assertRefused(message, bytes(index), new byte[6]);
    }

    private void assertRefused(String message, byte[] index, byte[] bin) throws IOException {
        Path path = write(index, bin);
        String found = String.valueOf(assertThrows(CorruptInputException.class, () -> {
                    try (TokenReader reader = MegatronDataset.open(path)) {
                        while (reader.next()) {
                            assertTrue(reader.end() <= 3);
                        }
                    }
                })
                .getMessage());
        assertEquals(message, found.replace(folder + "/", ""));
    }

    @Test
    void damageIsReported() throws IOException {
        assertRefused("set.idx, byte 0: found other bytes, expected MMIDIDX and two zeros", i -> i.put(3, (byte) 'x'));
        assertRefused("set.idx, byte 9: found version 2, expected version 1", i -> i.putLong(9, 2));
        assertRefused(
                "set.idx, byte 17: found ids of the type float32, expected a type of whole numbers",
                i -> i.put(17, (byte) 7));
        assertRefused("set.idx, byte 17: found the type 9, expected a type from 1 to 8", i -> i.put(17, (byte) 9));
        assertRefused(
                "set.idx, byte 18: found 18446744073709551615 sequences, expected as many as the file has room for",
                i -> i.putLong(18, -1));
        assertRefused(
                "set.idx, byte 26: found 0 document indices, expected 1 or more, as many as the file has room for",
                i -> i.putLong(26, 0));
        assertRefused(
                "set.idx, byte 34: found 48 bytes behind the header, expected 40, or 2 more for modes",
                i -> i.putLong(26, 2));
        assertRefused(
                "set.idx, byte 34: found a sequence of 4 ids, expected 0 to 3, as many as are left in the .bin file",
                i -> i.putInt(34, 4));
        assertRefused(
                "set.idx, byte 38: found a sequence of -1 ids, expected 0 to 1, as many as are left in the .bin file",
                i -> i.putInt(38, -1));
        assertRefused(
                "set.idx, byte 50: found a sequence at byte 2 of the .bin file, expected byte 4, where the one before it"
                        + " ends",
                i -> i.putLong(50, 2));
        assertRefused("set.idx, byte 58: found a first document index of 1, expected 0", i -> i.putLong(58, 1));
        assertRefused(
                "set.idx, byte 66: found a document that ends behind sequence 3, expected 0 to 2",
                i -> i.putLong(66, 3));
        assertRefused(
                "set.idx, byte 74: found a document that ends behind sequence 0, expected 1 to 2",
                i -> i.putLong(74, 0));
        assertRefused(
                "set.idx, byte 74: found a last document that ends behind sequence 1, expected 2",
                i -> i.putLong(74, 1));
        assertRefused("set.bin, byte 6: found 2 more bytes, expected the end of the file", bytes(index()), new byte[8]);
        assertRefused(
                "set.idx, byte 0: found 33 bytes, expected a header of 34 bytes",
                Arrays.copyOf(bytes(index()), 33),
                new byte[0]);
        ByteBuffer wide = index().put(17, (byte) 4).putLong(50, 8);
        byte[] bin = new byte[12];
        bin[7] = (byte) 0x80;
        assertRefused("set.bin, byte 4: found the id -2147483648, expected 0 to 2147483647", bytes(wide), bin);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "8, 2", "4, 4", "5, 8"})
    void allTypesAreRead(int code, int width) throws IOException {
        ByteBuffer index = index().put(17, (byte) code).putLong(50, 2L * width);
        byte[] bin = new byte[3 * width];
        bin[0] = 7;
        bin[2 * width] = 9;
        try (TokenReader reader = MegatronDataset.open(write(bytes(index), bin))) {
            assertTrue(reader.next());
            assertArrayEquals(new int[] {7, 0}, Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
            assertTrue(reader.next());
            assertArrayEquals(new int[] {9}, Arrays.copyOfRange(reader.ids(), reader.start(), reader.end()));
            assertFalse(reader.next());
            assertEquals(3L * width, reader.bytesRead());
            assertEquals(3L * width, reader.bytes());
        }
    }

    @Test
    void anIndexAloneIsNotEnough() throws IOException {
        Path path = write(bytes(index()), new byte[6]);
        Files.delete(folder.resolve("set.bin"));
        assertThrows(NoSuchFileException.class, () -> MegatronDataset.open(path));
        assertEquals(
                "the index is set.bin, expected a name that ends in .idx",
                assertThrows(IllegalArgumentException.class, () -> MegatronDataset.open(Path.of("set.bin")))
                        .getMessage());
    }
}
