package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class TrigramRowsTest {
    private static final List<String> WORDS = List.of("Hello", "hello", "help", "world", "<|endoftext|>", "a");

    @Test
    void trigramsOfAWordCountOnce() {
        TrigramRows rule = new TrigramRows(1000, 4, 0);
        assertEquals(3 * 4, rule.rows("aaaaaa").length);
        assertEquals(1 * 4, rule.rows("a").length);
        assertEquals(4, rule.rows("<|x|>").length);
    }

    @Test
    void rowsOfATrigramDiffer() {
        TrigramRows rule = new TrigramRows(20, 10, 0);
        for (int trigram = 0; trigram < 1000; trigram++) {
            int[] rows = rule.trigramRows(trigram, TrigramRows.md5());
            assertArrayEquals(Arrays.stream(rows).sorted().distinct().toArray(), rows);
            assertEquals(10, rows.length);
        }
    }

    @Test
    void upperAndLowerCaseShareRows() {
        TrigramRows rule = new TrigramRows(32_000, 10, 4);
        int upper = 'A' | 'b' << 8 | 'C' << 16;
        int lower = 'a' | 'b' << 8 | 'c' << 16;
        assertArrayEquals(
                Arrays.copyOfRange(rule.trigramRows(lower, TrigramRows.md5()), 6, 10),
                Arrays.copyOfRange(rule.trigramRows(upper, TrigramRows.md5()), 6, 10));
        int withDigit = 'A' | '1' << 8 | 'C' << 16;
        assertArrayEquals(
                new TrigramRows(32_000, 10, 0).trigramRows(withDigit, TrigramRows.md5()),
                rule.trigramRows(withDigit, TrigramRows.md5()));
    }

    @Test
    void numbersAreChecked() {
        assertEquals(
                "6 rows for a trigram, expected 1 to 1000 and at most half of the 11 rows of the table",
                assertThrows(IllegalArgumentException.class, () -> new TrigramRows(11, 6, 0))
                        .getMessage());
        assertEquals(
                "3 rows in lower case, expected 0 to 2",
                assertThrows(IllegalArgumentException.class, () -> new TrigramRows(11, 2, 3))
                        .getMessage());
    }

    @Test
    void targetGivesBackTheWord() {
        TrigramRows rule = new TrigramRows(32_000, 10, 2);
        TrigramDictionary dictionary = TrigramDictionary.of(rule, WORDS);
        for (String word : WORDS) {
            float[] logits = new float[rule.tableRows()];
            Arrays.fill(logits, -5);
            for (int row : rule.target(word)) {
                logits[row] = 5;
            }
            assertEquals(word, dictionary.best(logits));
        }
    }

    @Test
    void scoresAreThoseOfTheFormula() {
        SplittableRandom random = Seeds.random("TrigramRowsTest.scoresAreThoseOfTheFormula");
        TrigramRows rule = new TrigramRows(300, 5, 0);
        TrigramDictionary dictionary = TrigramDictionary.of(rule, WORDS);
        float[] logits = TrainableTable.uniform(300, 4, random);
        double all = 0;
        for (float logit : logits) {
            all += 1 / (1 + Math.exp(-logit));
        }
        double[] scores = dictionary.scores(logits);
        double[] probabilities = dictionary.probabilities(logits);
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score);
        }
        int[] trigrams = {5, 5, 4, 5, 1, 1};
        for (int i = 0; i < WORDS.size(); i++) {
            double inside = 0;
            for (int row : rule.target(WORDS.get(i))) {
                inside += 1 / (1 + Math.exp(-logits[row]));
            }
            int size = 5 * trigrams[i];
            assertEquals(inside / size - (all - inside) / (300 - size), scores[i], 1e-9);
            assertEquals(Math.exp(scores[i]) / sum, probabilities[i], 1e-9);
        }
    }

    @Test
    void wordsAndLogitsAreChecked() {
        TrigramRows rule = new TrigramRows(20, 10, 0);
        assertEquals(
                "word 1 is \"a\", expected one that is not empty nor comes twice",
                assertThrows(IllegalArgumentException.class, () -> TrigramDictionary.of(rule, List.of("a", "a")))
                        .getMessage());
        assertEquals(
                "word 0 of 2 characters has 20 rows, expected fewer than the 20 of the table",
                assertThrows(IllegalArgumentException.class, () -> TrigramDictionary.of(rule, List.of("ab")))
                        .getMessage());
        assertEquals(
                "no words, expected at least one",
                assertThrows(IllegalArgumentException.class, () -> TrigramDictionary.of(rule, List.of()))
                        .getMessage());
        assertEquals(
                "3 logits, expected 20",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TrigramDictionary.of(rule, List.of("a")).best(1, 2, 3))
                        .getMessage());
    }
}
