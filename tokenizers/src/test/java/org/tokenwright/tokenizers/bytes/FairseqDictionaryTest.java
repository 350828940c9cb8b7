package org.tokenwright.tokenizers.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;

class FairseqDictionaryTest {
    @TempDir
    Path folder;

    private static FairseqDictionary parse(String file) throws CorruptInputException {
        return FairseqDictionary.parse(file.getBytes(UTF_8), "dict.txt");
    }

    @Test
    void readsWhatItWrites() throws IOException {
        FairseqDictionary dictionary = parse("101 7\r\nmadeupword0000 0\n32 999999999999999999\n0 0");
        assertEquals(8, dictionary.size());
        assertEquals("madeupword0000", dictionary.symbol(5));
        assertEquals(999_999_999_999_999_999L, dictionary.count(6));
        assertEquals("<unk>", dictionary.symbol(FairseqDictionary.UNKNOWN));
        assertArrayEquals(
                new int[] {4, 6, 7, 3}, ByteTokenizers.fairseq(dictionary).encode("e \0f"));
        Path file = folder.resolve("dict.txt");
        dictionary.write(file);
        assertEquals("101 7\nmadeupword0000 0\n32 999999999999999999\n0 0\n", Files.readString(file));
        Tokenizer loaded = Tokenizers.load(file.toString());
        assertArrayEquals(new int[] {4, 6, 7, 3}, loaded.encode("e \0f"));
        assertEquals(
                "no token has the id 5",
                assertThrows(IllegalArgumentException.class, () -> loaded.decode(5))
                        .getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> dictionary.symbol(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "256 1|line 1: found \"256 1\", expected a byte as a decimal number, or madeupword with a number,"
                        + " then a space and a count",
                "1 1\\n01 1|line 2: found \"01 1\", expected a byte as a decimal number, or madeupword with a number,"
                        + " then a space and a count",
                "1 1\\n\\n2 2|line 2: found \"\", expected a byte as a decimal number, or madeupword with a number,"
                        + " then a space and a count",
                "1 1\\ne\u0007 1|line 2: found \"e\\x07 1\", expected a byte as a decimal number, or madeupword with a"
                        + " number, then a space and a count",
                "1 1000000000000000000|line 1: found \"1 1000000000000000000\", expected a byte as a decimal number, or"
                        + " madeupword with a number, then a space and a count",
                "1 1\\n2 1\\n1 3|line 3: found 1 again, expected every symbol once",
            })
    void saysWhatIsWrong(String file, String message) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> parse(file.replace("\\n", "\n")));
        assertEquals("dict.txt, " + message, e.getMessage());
    }

    @Test
    void limitsWhatItReads() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4_096; i++) {
            lines.append(String.format("madeupword%04d 0%n", i));
        }
        assertEquals(
                "dict.txt, line 4097: found another line, expected at most 4096 lines",
                assertThrows(CorruptInputException.class, () -> parse(lines + "1 1\n"))
                        .getMessage());
        assertEquals(
                "dict.txt, line 1: found more than 64 bytes, expected a symbol and its count",
                assertThrows(CorruptInputException.class, () -> parse("1".repeat(65)))
                        .getMessage());
    }

    @Test
    void countsAreChecked() {
        assertEquals(
                "2 counts, expected 256, one for each byte",
                assertThrows(IllegalArgumentException.class, () -> FairseqDictionary.ofCounts(1, 2))
                        .getMessage());
        long[] counts = new long[256];
        counts[9] = -1;
        assertEquals(
                "byte 9 has the count -1, expected 0 to 999999999999999999",
                assertThrows(IllegalArgumentException.class, () -> FairseqDictionary.ofCounts(counts))
                        .getMessage());
        assertEquals(8, FairseqDictionary.ofCounts(new long[256]).size());
    }

    @Test
    void isKnownByItsFirstLine() throws IOException {
        Path file = folder.resolve("file");
        for (String yes : new String[] {"108 7\n101 5\n", "0 1", "madeupword0000 0\r\nx"}) {
            assertTrue(FairseqDictionary.matches(Files.writeString(file, yes)), yes);
        }
        for (String no : new String[] {"", "\n", "MTA= 10\n", "the 10\n", "108 7 9\n", "1".repeat(70) + " 1\n"}) {
            assertFalse(FairseqDictionary.matches(Files.writeString(file, no)), no);
        }
    }
}
