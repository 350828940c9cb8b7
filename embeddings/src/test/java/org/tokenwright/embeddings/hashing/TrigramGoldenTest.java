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
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** What the rule of T-FREE gives. */
class TrigramGoldenTest {
    private static final String FILE = "golden/other/tfree.json";

    @Test
    void trigrams() throws IOException {
        TrigramRows plain = TrigramRows.ofPaper();
        TrigramRows withLower = new TrigramRows(32_000, 10, 2);
        List<Json> words = Json.read(SharedData.path(FILE)).get("trigrams").list();
        assertEquals(6, words.size());
        for (Json word : words) {
            byte[] utf8 = word.get("word").string().getBytes(UTF_8);
            TreeMap<Integer, Json> expected = new TreeMap<>();
            for (Json trigram : word.get("trigrams").list()) {
                expected.put((int) trigram.get("id").bits(), trigram);
            }
            int[] trigrams = TrigramRows.trigrams(utf8, 0, utf8.length);
            assertEquals(expected.size(), trigrams.length);
            int[] rows = plain.rows(word.get("word").string());
            for (int i = 0; i < trigrams.length; i++) {
                Json trigram = Objects.requireNonNull(expected.get(trigrams[i]));
                int[] plainRows = plain.trigramRows(trigrams[i], TrigramRows.md5());
                assertArrayEquals(trigram.get("rows_m10_v32000").integers(), plainRows);
                assertArrayEquals(plainRows, Arrays.copyOfRange(rows, i * 10, (i + 1) * 10));
                assertArrayEquals(
                        trigram.get("rows_m10_p2_v32000").integers(),
                        withLower.trigramRows(trigrams[i], TrigramRows.md5()));
            }
        }
    }

    @Test
    void specialWords() throws IOException {
        TrigramRows rule = new TrigramRows(32_000, 10, 2);
        List<Json> words = Json.read(SharedData.path(FILE)).get("special_words").list();
        assertEquals(5, words.size());
        for (Json word : words) {
            assertArrayEquals(
                    word.get("ids_m10_p2_v32000").integers(),
                    rule.rows(word.get("word").string()),
                    word.get("word").string());
        }
    }
}
