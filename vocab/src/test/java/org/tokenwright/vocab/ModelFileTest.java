package org.tokenwright.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class ModelFileTest {
    private static final int HEADER = 88;
    private static final int ENTRY = 56;

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWritten() throws IOException {
        ModelFile file = ModelFile.open(write(sample()));
        assertEquals("test", file.kind());
        assertEquals(path().toString(), file.source());
        assertEquals(List.of("bytes", "empty", "ints", "note"), List.copyOf(file.sections()));
        assertArrayEquals(ascii("abc"), file.bytes("bytes"));
        assertArrayEquals(new int[] {1, -2, Integer.MAX_VALUE}, file.ints("ints"));
        assertEquals(0, file.section("empty").remaining());
        assertArrayEquals(ascii("made by a test"), file.bytes("note"));
        assertDoesNotThrow(file::verify);
    }

    @Test
    void givesSectionsThatCannotBeChangedOrDisturbed() throws IOException {
        ModelFile file = ModelFile.open(write(sample()));
        ByteBuffer section = file.section("ints");
        assertEquals(ByteOrder.LITTLE_ENDIAN, section.order());
        assertEquals(1, section.getInt());
        assertEquals(0, file.section("ints").position());
        assertThrows(ReadOnlyBufferException.class, () -> section.putInt(0, 5));
    }

    @Test
    void takesABufferFromPositionToLimit() throws IOException {
        ByteBuffer content = ByteBuffer.wrap(ascii("0123456789")).position(2).limit(5);
        ModelFile file = ModelFile.open(write(ModelFile.writer("test").content("c", content)));
        assertArrayEquals(ascii("234"), file.bytes("c"));
        assertEquals(2, content.position());
    }

    @Test
    void holdsNoSectionAtAll() throws IOException {
        ModelFile file = ModelFile.open(write(ModelFile.writer("test")));
        assertTrue(file.sections().isEmpty());
        assertEquals(HEADER + 4, Files.size(path()));
    }

    /** The bytes as the javadoc of the format demands them, put together by hand. */
    @Test
    void writesTheFormatAsDescribed() throws Exception {
        write(ModelFile.writer("kind")
                .content("b", ByteBuffer.wrap(ascii("xyz")))
                .note("a", ByteBuffer.wrap(new byte[65])));
        int tableEnd = HEADER + 2 * ENTRY;
        ByteBuffer expected = ByteBuffer.allocate(387).order(ByteOrder.LITTLE_ENDIAN);
        expected.put(HexFormat.of().parseHex("89544b570d0a1a0a"))
                .putInt(1)
                .putInt(2)
                .putLong(387);
        expected.put(sha256(name("kind"), name("b"), new byte[] {3, 0, 0, 0, 0, 0, 0, 0}, ascii("xyz")));
        expected.put(name("kind"));
        expected.put(name("a")).putLong(256).putLong(65).putInt(1).putInt(crc(new byte[65]));
        expected.put(name("b")).putLong(384).putLong(3).putInt(0).putInt(crc(ascii("xyz")));
        expected.putInt(crc(Arrays.copyOf(expected.array(), tableEnd)));
        expected.position(384).put(ascii("xyz"));
        assertEquals(HexFormat.of().formatHex(expected.array()), HexFormat.of().formatHex(Files.readAllBytes(path())));
    }

    @Test
    void writesTheSameBytesInAnyOrderOfCalls() throws IOException {
        byte[] one = Files.readAllBytes(write(sample()));
        ModelFile.Writer other = ModelFile.writer("test").note("note", ByteBuffer.wrap(ascii("made by a test")));
        other.content("ints", new int[] {1, -2, Integer.MAX_VALUE});
        other.content("empty", ByteBuffer.allocate(0)).content("bytes", ByteBuffer.wrap(ascii("abc")));
        assertArrayEquals(one, Files.readAllBytes(write(other)));
    }

    @Test
    void fingerprintsContentAndKindButNotNotes() throws IOException {
        ModelFile.Writer writer = sample();
        String fingerprint = writer.fingerprint();
        assertEquals(fingerprint, ModelFile.open(write(writer)).fingerprint());
        assertTrue(fingerprint.matches("[0-9a-f]{64}"), fingerprint);
        assertEquals(fingerprint, sample().note("more", ByteBuffer.allocate(9)).fingerprint());
        assertNotEquals(
                fingerprint, sample().content("more", ByteBuffer.allocate(0)).fingerprint());
        assertNotEquals(
                ModelFile.writer("a").fingerprint(), ModelFile.writer("b").fingerprint());
        ByteBuffer byteA = ByteBuffer.wrap(ascii("a"));
        assertNotEquals(
                ModelFile.writer("a").content("x", byteA).fingerprint(),
                ModelFile.writer("a").content("y", byteA).fingerprint());
    }

    @Test
    void recognizesModelFiles() throws IOException {
        assertTrue(ModelFile.isModelFile(write(sample())));
        assertFalse(ModelFile.isModelFile(overwrite(ascii("{\"version\": \"1.0\"}"))));
        assertFalse(ModelFile.isModelFile(overwrite(new byte[0])));
    }

    @Test
    void findsEveryDamagedByte() throws IOException {
        byte[] bytes = Files.readAllBytes(write(sample()));
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) (1 << bit);
                overwrite(damaged);
                assertThrows(CorruptInputException.class, () -> ModelFile.open(path()), "byte " + i + ", bit " + bit);
            }
        }
    }

    @Test
    void findsEveryTruncation() throws IOException {
        byte[] bytes = Files.readAllBytes(write(sample()));
        for (int length = 0; length < bytes.length; length++) {
            overwrite(Arrays.copyOf(bytes, length));
            CorruptInputException e = assertThrows(CorruptInputException.class, () -> ModelFile.open(path()));
            if (length >= 8) {
                String message = "byte " + length + ": found the end of the file: it is truncated, expected ";
                assertTrue(e.toString().contains(message), e::toString);
            }
        }
        overwrite(Arrays.copyOf(bytes, 400));
        assertCorrupt(
                "byte 400: found the end of the file: it is truncated, expected 462 bytes",
                () -> ModelFile.open(path()));
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        byte[] bytes = Files.readAllBytes(write(sample()));
        assertDamage(
                "byte 0: found an empty file, not a Tokenwright model file, expected 89 54 4b 57 0d 0a 1a 0a",
                new byte[0]);
        assertDamage(
                "byte 0: found 7b 22 61 22 3a 31 7d, not a Tokenwright model file, expected 89 54 4b 57 0d 0a 1a 0a",
                ascii("{\"a\":1}"));
        assertDamage(
                "byte 8: found version 2, expected version 1; a newer Tokenwright may have written the file",
                with(bytes, 8, 2));
        assertDamage("byte 12: found 4294967295 sections, expected 1024 sections at most", with(bytes, 12, -1));
        assertDamage("byte 12: found 1025 sections, expected 1024 sections at most", with(bytes, 12, 1025));
        assertDamage(
                "byte 462: found more bytes, expected the end of the file", Arrays.copyOf(bytes, bytes.length + 3));
        byte[] section = bytes.clone();
        section[320] = 'X';
        assertDamage("byte 320: found damage in bytes with checksum 3abd1592, expected 364b3fb7", section);
        byte[] padding = bytes.clone();
        padding[319] = 1;
        assertDamage("byte 319: found padding 01, expected 00", padding);
        byte[] header = bytes.clone();
        header[30] ^= 1;
        overwrite(header);
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> ModelFile.open(path()));
        assertTrue(
                e.toString().contains(path() + ", byte 312: found damage in the header with checksum "), e::toString);
    }

    /** A header whose checksum is right, as a hostile author would write it. */
    @Test
    void saysWhatIsWrongWithAForgedHeader() throws IOException {
        byte[] bytes = Files.readAllBytes(write(sample()));
        int entry = HEADER + ENTRY;
        assertDamage("byte 462: found the end of the file: it is truncated, expected 463 bytes", bytes, 16, 463);
        assertDamage("byte 461: found more bytes, expected the end of the file", bytes, 16, 461);
        assertDamage("byte 56: found name 00000000", bytes, 56, 0);
        assertDamage("byte 144: found section aaaay behind bytes, expected ascending names", bytes, entry, 0x61616161);
        assertDamage("byte 176: found section offset 8, expected 384", bytes, entry + 32, 8);
        assertDamage("byte 184: found section length 1000, expected 0 to 78", bytes, entry + 40, 1000);
        assertDamage("byte 384: found damage in empty with checksum", bytes, entry + 40, 1);
        assertDamage("byte 184: found section length 18446744069414584320, expected 0 to 78", bytes, entry + 44, -1);
        assertDamage("byte 192: found section flags 2, expected 0 or 1", bytes, entry + 48, 2);
        forge(bytes, 24, 0);
        ModelFile file = ModelFile.open(path());
        assertThrows(CorruptInputException.class, file::verify);
    }

    @Test
    void saysWhichSectionIsMissingOrUneven() throws IOException {
        ModelFile file = ModelFile.open(write(sample()));
        assertCorrupt(
                "section table: found no section \"x\", expected one in a file of kind \"test\"",
                () -> file.section("x"));
        assertCorrupt(
                "section bytes, byte 3: found the end of the section, expected a whole number of 32-bit integers",
                () -> file.ints("bytes"));
        assertThrows(NoSuchFileException.class, () -> ModelFile.open(folder.resolve("none")));
    }

    @Test
    void saysWhatIsWrongWithASection() {
        String rule = ", expected 1 to 32 characters from ! to ~";
        assertRefused("kind is \"\"" + rule, () -> ModelFile.writer(""));
        assertRefused("kind is \"a b\"" + rule, () -> ModelFile.writer("a b"));
        String longName = "n".repeat(33);
        ModelFile.Writer writer = sample();
        assertRefused(
                "name of a section is \"" + longName + "\"" + rule,
                () -> writer.note(longName, ByteBuffer.allocate(0)));
        assertRefused("name of a section is \"\u00e9\"" + rule, () -> writer.content("\u00e9", new int[0]));
        assertRefused("section \"note\" is there already", () -> writer.content("note", new int[0]));
        for (int i = 4; i < 1024; i++) {
            writer.note("n" + i, ByteBuffer.allocate(0));
        }
        assertRefused("section \"n1024\" is one more than 1024", () -> writer.note("n1024", ByteBuffer.allocate(0)));
    }

    @Test
    void holdsAsManySectionsAsAreAllowed() throws IOException {
        ModelFile.Writer writer = ModelFile.writer("test");
        for (int i = 0; i < 1024; i++) {
            writer.content("n" + i, new int[] {i});
        }
        ModelFile file = ModelFile.open(write(writer));
        assertEquals(1024, file.sections().size());
        assertArrayEquals(new int[] {77}, file.ints("n77"));
    }

    private static ModelFile.Writer sample() {
        return ModelFile.writer("test")
                .content("bytes", ByteBuffer.wrap(ascii("abc")))
                .content("empty", ByteBuffer.allocate(0))
                .content("ints", new int[] {1, -2, Integer.MAX_VALUE})
                .note("note", ByteBuffer.wrap(ascii("made by a test")));
    }

    private void assertDamage(String message, byte[] bytes) throws IOException {
        overwrite(bytes);
        assertCorrupt(message, () -> ModelFile.open(path()));
    }

    private void assertDamage(String message, byte[] bytes, int position, int value) throws IOException {
        forge(bytes, position, value);
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> ModelFile.open(path()));
        assertTrue(e.toString().contains(path() + ", " + message), e::toString);
    }

    private void assertCorrupt(String message, Executable call) {
        assertEquals(
                path() + ", " + message,
                assertThrows(CorruptInputException.class, call).getMessage());
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** Changes four bytes of the header and makes its checksum right. */
    private void forge(byte[] bytes, int position, int value) throws IOException {
        byte[] forged = with(bytes, position, value);
        int tableEnd = HEADER + 4 * ENTRY;
        overwrite(with(forged, tableEnd, crc(Arrays.copyOf(forged, tableEnd))));
    }

    private static byte[] with(byte[] bytes, int position, int value) {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(position, value);
        return changed;
    }

    private Path write(ModelFile.Writer writer) throws IOException {
        writer.write(path());
        return path();
    }

    private Path overwrite(byte[] bytes) throws IOException {
        Path beside = folder.resolve("new");
        Files.write(beside, bytes);
        return Files.move(beside, path(), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path path() {
        return folder.resolve("model.tkw");
    }

    private static byte[] name(String name) {
        return Arrays.copyOf(ascii(name), 32);
    }

    private static byte[] sha256(byte[]... parts) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
