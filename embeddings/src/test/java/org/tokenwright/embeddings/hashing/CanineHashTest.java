package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class CanineHashTest {
    private static List<FloatTable> tables(int count, int rows, int dimension, long seed) {
        List<FloatTable> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tables.add(TrainableTable.uniform(rows, dimension, 1, seed + i).freeze());
        }
        return tables;
    }

    /** Computed by hand: 98 times the primes modulo 16,384. */
    @Test
    void rowsOfACharacter() {
        CodePointHash hash = CodePointHash.of(tables(8, 16_384, 1, 0));
        assertArrayEquals(new int[] {3038, 4214, 5782, 5978, 7154, 9506, 10094, 11074}, hash.tableRows('a'));
        assertArrayEquals(
                new int[] {(int) (0x110000L * 31 % 16_384)},
                CodePointHash.of(tables(1, 16_384, 1, 0)).tableRows(0x10FFFF));
    }

    @Test
    void vectorIsTheRowsOneBehindTheOther() {
        List<FloatTable> tables = tables(3, 100, 2, 5);
        CodePointHash hash = CodePointHash.of(tables);
        assertEquals(6, hash.dimension());
        assertEquals(0x110000, hash.rows());
        float[] expected = new float[6];
        int[] rows = hash.tableRows(0x1F600);
        for (int i = 0; i < 3; i++) {
            tables.get(i).copy(rows[i], expected, 2 * i);
        }
        float[] vector = new float[6];
        hash.addTo(0x1F600, 1, vector);
        assertArrayEquals(expected, vector);
        float dot = 0;
        for (float component : expected) {
            dot += component * component;
        }
        assertEquals(dot, hash.dot(0x1F600, expected));
        assertThrows(IndexOutOfBoundsException.class, () -> hash.tableRows(0x110000));
    }

    @Test
    void rowsOfNgramsWrapAround() {
        SplittableRandom random = Seeds.random("CanineHashTest.rowsOfNgramsWrapAround");
        int[] primes = {2, 3, 5, 7, 11};
        NgramHash hash = NgramHash.of(Map.of(1, tables(5, 97, 1, 0), 7, tables(5, 97, 1, 9)), 13);
        for (int run = 0; run < 200; run++) {
            int[] numbers = random.ints(1 + random.nextInt(10)).toArray();
            int position = random.nextInt(numbers.length);
            int[] rows = hash.tableRows(7, numbers, position, numbers.length);
            for (int i = 0; i < 5; i++) {
                BigInteger exact = BigInteger.ZERO;
                for (int j = position; j < position + 7; j++) {
                    exact = exact.add(BigInteger.valueOf(j < numbers.length ? numbers[j] : 13))
                            .multiply(BigInteger.valueOf(primes[i]));
                }
                assertEquals(Math.floorMod(exact.intValue(), 97), rows[i]);
            }
        }
    }

    @Test
    void vectorOfNgramsIsTheSumOverLengths() {
        List<FloatTable> ones = tables(2, 50, 3, 1);
        List<FloatTable> pairs = tables(2, 50, 3, 7);
        NgramHash hash = NgramHash.of(Map.of(1, ones, 2, pairs), 0);
        int[] numbers = {3, 44, 5};
        float[] vector = new float[6];
        hash.embed(numbers, 2, 3, vector);
        for (int i = 0; i < 2; i++) {
            float[] one = new float[3];
            float[] pair = new float[3];
            ones.get(i).copy(hash.tableRows(1, numbers, 2, 3)[i], one, 0);
            pairs.get(i).copy(hash.tableRows(2, numbers, 2, 3)[i], pair, 0);
            for (int c = 0; c < 3; c++) {
                assertEquals(one[c] + pair[c], vector[3 * i + c]);
            }
        }
    }

    @Test
    void tablesAreChecked() {
        assertEquals(
                "17 tables, expected 1 to 16",
                assertThrows(IllegalArgumentException.class, () -> CodePointHash.of(tables(17, 1, 1, 0)))
                        .getMessage());
        assertEquals(
                "a table of 2 rows of 1 beside one of 1 rows of 1, expected tables of one shape and of 1 to 2147483647 rows",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> CodePointHash.of(List.of(FloatTable.of(1, 1), FloatTable.of(1, 1, 2))))
                        .getMessage());
        assertEquals(
                "n-grams of the lengths [0], expected one or more from 1 to 100",
                assertThrows(IllegalArgumentException.class, () -> NgramHash.of(Map.of(0, tables(1, 1, 1, 0)), 0))
                        .getMessage());
        assertEquals(
                "2 tables for n-grams of length 3, expected 1 as for the shortest",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> NgramHash.of(Map.of(1, tables(1, 1, 1, 0), 3, tables(2, 1, 1, 0)), 0))
                        .getMessage());
    }
}
