package org.tokenwright.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

/** Sections whose checksums are right, but that no vocabulary would write. */
class VocabularyFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsWhatAVocabularyWouldWrite() throws IOException {
        Vocabulary vocabulary = read("baab", offsets(0, 1, 1, 2, 4), sorted(2, 3, 0));
        assertEquals(3, vocabulary.size());
        assertEquals(2, vocabulary.longestProperPrefix(3));
        assertEquals(0, read("", offsets(0), sorted()).idBound());
    }

    @Test
    void saysWhatIsWrongWithTheOffsets() {
        assertCorrupt("v.offsets, byte 0: found 0 offsets, expected 1 to 16777217 offsets", "", offsets(), sorted());
        assertCorrupt("v.offsets, byte 0: found offset 1, expected offset 0", "ab", offsets(1, 2), sorted(0));
        assertCorrupt("v.offsets, byte 8: found offset 1, expected 2 or more", "ab", offsets(0, 2, 1), sorted(0));
        assertCorrupt("v.offsets, byte 4: found offset -1, expected 0 or more", "ab", offsets(0, -1), sorted(0));
        assertCorrupt(
                "v.offsets, byte 4: found offset 1, expected 2, the number of bytes of all tokens",
                "ab",
                offsets(0, 1),
                sorted(0));
        assertCorrupt(
                "v.offsets, byte 4: found offset 3, expected 2, the number of bytes of all tokens",
                "ab",
                offsets(0, 3),
                sorted(0));
        assertCorrupt(
                "v.offsets, byte 8: found a last id without token, expected one with a token",
                "ab",
                offsets(0, 2, 2),
                sorted(0));
    }

    @Test
    void saysWhatIsWrongWithTheOrder() {
        int[] offsets = offsets(0, 1, 1, 2);
        assertCorrupt("v.sorted, byte 0: found 1 ids, expected 2 ids, one for each token", "ab", offsets, sorted(0));
        assertCorrupt("v.sorted, byte 4: found id 1, expected the id of a token", "ab", offsets, sorted(0, 1));
        assertCorrupt("v.sorted, byte 0: found id 3, expected the id of a token", "ab", offsets, sorted(3, 0));
        assertCorrupt("v.sorted, byte 0: found id -1, expected the id of a token", "ab", offsets, sorted(-1, 0));
        String above = "v.sorted, byte 4: found id 2, expected a token above that of id 0";
        assertCorrupt(above, "ba", offsets, sorted(0, 2));
        assertCorrupt(above, "aa", offsets, sorted(0, 2));
        assertCorrupt(above, "\u00ffa", offsets, sorted(0, 2));
        assertCorrupt(above, "aba", offsets(0, 2, 2, 3), sorted(0, 2));
        assertCorrupt("v.sorted, byte 4: found id 0, expected a token above that of id 0", "ab", offsets, sorted(0, 0));
    }

    @Test
    void saysWhichSectionIsMissing() throws IOException {
        Path path = folder.resolve("v.tkw");
        ModelFile.writer("test").write(path);
        ModelFile file = ModelFile.open(path);
        IOException e = assertThrows(CorruptInputException.class, () -> Vocabulary.read(file, "v"));
        assertEquals(
                path + ", section table: found no section \"v.bytes\", expected one in a file of kind \"test\"",
                e.getMessage());
    }

    private void assertCorrupt(String message, String bytes, int[] offsets, int[] sorted) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(bytes, offsets, sorted));
        assertEquals(folder.resolve("v.tkw") + ", section " + message, e.getMessage());
    }

    private Vocabulary read(String bytes, int[] offsets, int[] sorted) throws IOException {
        Path path = folder.resolve("v.tkw");
        ModelFile.writer("test")
                .content("v.bytes", ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .content("v.offsets", offsets)
                .content("v.sorted", sorted)
                .write(path);
        return Vocabulary.read(ModelFile.open(path), "v");
    }

    private static int[] offsets(int... offsets) {
        return offsets;
    }

    private static int[] sorted(int... ids) {
        return ids;
    }
}
