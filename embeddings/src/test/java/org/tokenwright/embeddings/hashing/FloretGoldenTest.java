package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** What floret computes. */
class FloretGoldenTest {
    private static final String FOLDER = "golden/embeddings/floret/";

    @ParameterizedTest
    @ValueSource(strings = {"f_sg_h4", "f_sup_h1"})
    void wordsHaveTheRowsAndVectors(String name) throws IOException {
        FloretVectors vectors = FloretVectors.read(SharedData.path(FOLDER + name + ".floret"));
        List<Json> cases = Json.readAll(SharedData.path(FOLDER + name + ".golden.jsonl"));
        assertEquals(15, cases.size());
        for (Json golden : cases) {
            String word = golden.get("word").string();
            if (word.equals("</s>")) {
                continue;
            }
            assertArrayEquals(golden.get("rows").integers(), vectors.rows().rows(word), word);
            float[] expected = golden.get("vector").floats();
            float[] vector = vectors.vector(word);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], vector[i], 5e-5f * Math.abs(expected[i]) + 1e-6f, word);
            }
            assertEquals(ngrams(golden), ngrams(vectors.rows(), word));
        }
    }

    private static List<String> ngrams(Json golden) {
        return golden.get("ngrams").list().stream().map(Json::string).skip(1).toList();
    }

    private static List<String> ngrams(FloretNgrams rule, String word) {
        byte[] bracketed = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
        List<String> ngrams = new ArrayList<>();
        new CharacterNgrams(rule.shortest(), rule.longest()).forEach(bracketed, (start, end) -> {
            ngrams.add(new String(bracketed, start, end - start, StandardCharsets.UTF_8));
        });
        return ngrams;
    }

    @ParameterizedTest
    @ValueSource(strings = {"f_sg_h4", "f_sup_h1"})
    void fileIsWrittenByteByByte(String name, @TempDir Path folder) throws IOException {
        Path original = SharedData.path(FOLDER + name + ".floret");
        Path copy = folder.resolve("copy.floret");
        FloretVectors.read(original).write(copy);
        assertEquals(-1, Files.mismatch(original, copy));
    }
}
