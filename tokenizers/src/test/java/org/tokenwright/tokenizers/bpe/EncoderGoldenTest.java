package org.tokenwright.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.SharedData;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** Encodings against those of the reference programs, by models read from their files and by the same models saved as ours. */
class EncoderGoldenTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt4o_simple",
                "gpt4o_improved",
                "gpt2_simple",
                "ultimate2_improved",
                "gpt4o_simple.word",
                "gpt4o_superbpe"
            })
    void smallSet(String name) throws IOException {
        List<GoldenSet.Encoded> encoded = GoldenSet.encoded(name);
        List<String> texts = GoldenSet.texts("strings");
        assertEquals(texts.size(), encoded.size());
        for (Tokenizer tokenizer : bothWays(GoldenSet.file(name + ".model"))) {
            for (int i = 0; i < texts.size(); i++) {
                assertEncoding(
                        tokenizer,
                        texts.get(i),
                        encoded.get(i).tokens(),
                        encoded.get(i).ids());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "books_gpt4o_improved_t1.1_b1_boundless",
                "books_gpt4o_simple_t1.1_b1_boundless",
                "books_gpt4o_simple_t1.1_b1_boundless_split",
                "books_gpt4o_simple_t1.1_b1_superbpe",
                "books_ultimate2_improved_t1.1_b1_boundless",
                "mixed_gpt4o_improved_t1.1_b1_boundless",
                "mixed_gpt4o_simple_t1.1_b1_boundless",
                "tiny_gpt4o_simple_t1.1_b1_boundless",
                "tiny_gpt4o_simple_t1.1_b1_superbpe"
            })
    void sharedModels(String name) throws IOException {
        Path model = SharedData.path("golden/boundless/fast/" + name + ".model");
        List<String> encodings = Files.readAllLines(SharedData.path("golden/boundless/fast/" + name + ".enc.jsonl"));
        List<String> texts = texts(SharedData.path("golden/boundless/strings.json"));
        int compared = 0;
        for (Tokenizer tokenizer : bothWays(model)) {
            for (int i = 0; i < texts.size(); i++) {
                try (JsonParser json = new JsonFactory().createParser(encodings.get(i))) {
                    List<String> tokens = new ArrayList<>();
                    List<Integer> ids = new ArrayList<>();
                    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                        if (token == JsonToken.VALUE_STRING && "tokens".equals(arrayName(json))) {
                            tokens.add(json.getText());
                        } else if (token == JsonToken.VALUE_NUMBER_INT && "ids".equals(arrayName(json))) {
                            ids.add(json.getIntValue());
                        }
                    }
                    if (!encodings.get(i).contains("\"error\"")) {
                        assertEncoding(tokenizer, texts.get(i), tokens, ids);
                        compared++;
                    }
                }
            }
        }
        assertEquals(2 * 301, compared);
    }

    private List<Tokenizer> bothWays(Path file) throws IOException {
        BpeModel model = ModelFormats.load(file);
        Path saved = folder.resolve("saved.model");
        model.save(saved);
        BpeModel loaded = BpeModel.load(saved);
        assertEquals(model.fingerprint(), loaded.fingerprint());
        return List.of(model.tokenizer(), loaded.tokenizer());
    }

    private static void assertEncoding(Tokenizer tokenizer, String text, List<String> tokens, List<Integer> ids) {
        int[] encoded = tokenizer.encode(text, SpecialTokenPolicy.IGNORE);
        List<String> shown = Arrays.stream(encoded)
                .mapToObj(id -> ByteAlphabet.show(tokenizer.vocabulary().bytes(id)))
                .toList();
        assertEquals(tokens, shown, text);
        assertEquals(ids, Arrays.stream(encoded).boxed().toList(), text);
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), tokenizer.decodeBytes(encoded), text);
    }

    private static String arrayName(JsonParser json) {
        return String.valueOf(json.getParsingContext().getParent().getCurrentName());
    }

    private static List<String> texts(Path path) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(path.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "text".equals(json.currentName())) {
                    texts.add(json.getText());
                }
            }
        }
        assertTrue(texts.size() > 300);
        return texts;
    }
}
