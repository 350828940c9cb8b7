package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;

class FloretFileTest {
    private static final String HEADER = "2 3 2 4 1 2166136261 < >\n";

    private static FloretVectors read(String file) throws IOException {
        return FloretFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), "f");
    }

    private static String write(FloretVectors vectors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FloretFile.write(vectors.rows(), vectors.table(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void fileIsReadAndWritten() throws IOException {
        FloretVectors vectors = read(HEADER + "0 1 -2.5 1e-05 \r\n1 0 .5 3.\n");
        assertEquals(FloretNgrams.of(2, 2, 4, 1), vectors.rows());
        assertEquals(FloatTable.of(3, 1, -2.5f, 1e-5f, 0, 0.5f, 3), vectors.table());
        assertEquals(HEADER + "0 1 -2.5 1e-05 \n1 0 0.5 3 \n", write(vectors));
        assertEquals(vectors.table(), read(HEADER + "0 1 -2.5 1e-05\n1 0 0.5 3").table());
    }

    @Test
    void otherBracketsAndSeeds() throws IOException {
        String file = "1 1 0 0 4 7 «« ¶\n0 1 \n";
        FloretVectors vectors = read(file);
        assertEquals(new FloretNgrams(1, 0, 0, 4, 7, "««", "¶"), vectors.rows());
        assertEquals(file, write(vectors));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|line 1|the end|a number of rows of 1 to 2147483639",
                "0 3|line 1|\"0\"|a number of rows of 1 to 2147483639",
                "99999999999 3|line 1|\"99999999999\"|a number of rows of 1 to 2147483639",
                "2147483639 2 |line 1|\"2\"|a dimension of 1",
                "1 1 1 101 |line 1|\"101\"|a longest n-gram of 0 to 100",
                "1 1 1 1 5 |line 1|\"5\"|a number of hashes of 1 to 4",
                "1 1 1 1 1 -1 |line 1|\"-1\"|a seed of 0 to 4294967295",
                "1 1 1 1 1 4294967296 |line 1|\"4294967296\"|a seed of 0 to 4294967295",
                "1 1 1 1 1 1 <~|line 1|the end of the line|a bracket",
                "1 1 1 1 1 1 < > x~|line 1|byte 0x78|the end of the line",
                "1 1 1 1 1 1 < >|line 1|the end|the index of the row of 0",
                "1 1 1 1 1 1 < >~1 5|line 2|\"1\"|the index of the row of 0",
                "1 1 1 1 1 1 < >~0 ~|line 2|the end of the line|a component",
                "1 1 1 1 1 1 < >~0 5 6~|line 2|byte 0x36|the end of the line",
                "1 1 1 1 1 1 < >~0 1f~|line 2|\"1f\"|a finite number",
                "1 1 1 1 1 1 < >~0 nan~|line 2|\"nan\"|a finite number",
                "1 1 1 1 1 1 < >~0 1e39~|line 2|\"1e39\"|a finite number",
                "1 1 1 1 1 1 < >~0 5~1 6~|line 3|another line|the end after 1 rows",
                "1 1 1 1 1 1  < >|line 1|byte 0x20|a bracket",
            })
    void malformedFileIsRefused(String file, String position, String found, String expected) {
        CorruptInputException corrupt = assertThrows(CorruptInputException.class, () -> read(file.replace('~', '\n')));
        assertEquals("f, " + position + ": found " + found + ", expected " + expected, corrupt.getMessage());
    }

    @Test
    void longFieldIsRefused() {
        CorruptInputException corrupt =
                assertThrows(CorruptInputException.class, () -> read("1 1 1 1 1 1 " + "<".repeat(65) + " >\n0 1\n"));
        assertEquals("f, line 1: found a field of more than 64 bytes, expected a bracket", corrupt.getMessage());
    }

    @Test
    void bracketThatIsNotUtf8IsRefused() {
        byte[] file = "1 1 1 1 1 1 \u00ff >\n0 1\n".getBytes(StandardCharsets.ISO_8859_1);
        CorruptInputException corrupt =
                assertThrows(CorruptInputException.class, () -> FloretFile.read(new ByteArrayInputStream(file), "f"));
        assertEquals("f, line 1: found bytes [-1], expected a bracket in UTF-8", corrupt.getMessage());
    }

    @Test
    void everyCutIsRefused() throws IOException {
        String file = HEADER + "0 1 -2.5 1e-05 \n1 0 0.5 35";
        read(file);
        for (int length = 0; length < file.length() - 2; length++) {
            String cut = file.substring(0, length);
            assertThrows(CorruptInputException.class, () -> read(cut), cut);
        }
    }

    @Test
    void promisedRowsTakeNoMemory() {
        assertThrows(CorruptInputException.class, () -> read("2147483639 1 1 1 1 1 < >\n0 1\n"));
    }

    @Test
    void componentsMustBeFinite() {
        FloatTable table = FloatTable.of(2, 1, 2, 3, Float.NaN);
        assertEquals(
                "component 1 of row 1 is NaN, expected a finite number",
                assertThrows(IllegalArgumentException.class, () -> FloretVectors.of(FloretNgrams.of(2, 1, 1, 1), table))
                        .getMessage());
        assertEquals(
                "the table has 2 rows, expected 3 as the rule has",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FloretVectors.of(FloretNgrams.of(3, 1, 1, 1), FloatTable.of(2, 1, 2, 3, 4)))
                        .getMessage());
    }

    @Test
    void ruleIsChecked() {
        assertEquals(
                "0 rows, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> FloretNgrams.of(0, 1, 1, 1))
                        .getMessage());
        assertEquals(
                "n-grams of 1 to 101 characters, expected numbers of 0 or more and the longest of at most 100",
                assertThrows(IllegalArgumentException.class, () -> new FastTextNgrams(1, 1, 101))
                        .getMessage());
        assertEquals(
                "0 hashes, expected 1 to 4",
                assertThrows(IllegalArgumentException.class, () -> FloretNgrams.of(1, 1, 1, 0))
                        .getMessage());
        assertEquals(
                "the bracket \"< \" of 2 bytes, expected one of 1 to 64 bytes without white space",
                assertThrows(IllegalArgumentException.class, () -> new FloretNgrams(1, 1, 1, 1, 1, "< ", ">"))
                        .getMessage());
    }

    @Test
    void wordOfNoBytesHasNoRow() {
        assertEquals(0, FloretNgrams.of(5, 1, 2, 4).rows("").length);
        assertEquals(0, new FastTextNgrams(5, 1, 2).rows("").length);
        assertEquals(0, TrigramRows.ofPaper().rows("").length);
        assertArrayEquals(
                new float[1],
                HashedWords.mean(FloretNgrams.of(1, 1, 1, 1), FloatTable.of(1, 7))
                        .vector(""));
    }

    @Test
    void numbersAreReadAsJavaReadsThem() throws IOException {
        SplittableRandom random = Seeds.random("FloretFileTest.numbersAreReadAsJavaReadsThem");
        for (int i = 0; i < 5_000; i++) {
            String digits = Integer.toString(random.nextInt(1 << (1 + random.nextInt(30))));
            int point = random.nextInt(digits.length() + 1);
            String number = (random.nextBoolean() ? "-" : "")
                    + (random.nextBoolean() ? digits : digits.substring(0, point) + "." + digits.substring(point))
                    + (random.nextInt(4) == 0 ? "e-" + random.nextInt(30) : "");
            if (random.nextBoolean()) {
                number = number.replaceFirst("[0-9]", "0." + "0".repeat(random.nextInt(9)) + "1")
                        .replaceFirst("(\\..*)\\.", "$1");
            }
            FloatTable table = read("1 1 1 1 1 1 < >\n0 " + number + "\n").table();
            assertEquals(FloatTable.of(1, Float.parseFloat(number)), table, number);
        }
    }
}
