package org.tokenwright.embeddings.hashing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the rule of T-FREE gives. */
class TrigramGoldenTest {
    private static final String FILE = "golden/other/tfree.json";

    @Test
    void trigrams() throws IOException {
        TrigramRows plain = TrigramRows.ofPaper();
        TrigramRows withLower = new TrigramRows(32_000, 10, 2);
        List<GoldenJson> words = GoldenJson.read(FILE).get("trigrams").list();
        assertEquals(6, words.size());
        for (GoldenJson word : words) {
            byte[] utf8 = word.get("word").text().getBytes(UTF_8);
            TreeMap<Integer, GoldenJson> expected = new TreeMap<>();
            for (GoldenJson trigram : word.get("trigrams").list()) {
                expected.put((int) trigram.get("id").number(), trigram);
            }
            int[] trigrams = TrigramRows.trigrams(utf8, 0, utf8.length);
            assertEquals(expected.size(), trigrams.length);
            int[] rows = plain.rows(word.get("word").text());
            for (int i = 0; i < trigrams.length; i++) {
                GoldenJson trigram = Objects.requireNonNull(expected.get(trigrams[i]));
                int[] plainRows = plain.trigramRows(trigrams[i], TrigramRows.md5());
                assertArrayEquals(trigram.get("rows_m10_v32000").ints(), plainRows);
                assertArrayEquals(plainRows, Arrays.copyOfRange(rows, i * 10, (i + 1) * 10));
                assertArrayEquals(
                        trigram.get("rows_m10_p2_v32000").ints(),
                        withLower.trigramRows(trigrams[i], TrigramRows.md5()));
            }
        }
    }

    @Test
    void specialWords() throws IOException {
        TrigramRows rule = new TrigramRows(32_000, 10, 2);
        List<GoldenJson> words = GoldenJson.read(FILE).get("special_words").list();
        assertEquals(5, words.size());
        for (GoldenJson word : words) {
            assertArrayEquals(
                    word.get("ids_m10_p2_v32000").ints(),
                    rule.rows(word.get("word").text()),
                    word.get("word").text());
        }
    }
}
