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
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.formats.WordV1Format;
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
        for (Tokenizer tokenizer : bothWays(ModelFormats.load(GoldenSet.file(name + ".model")))) {
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
                "mixed_wordlevel_script_simple_t1.1_b1_boundless",
                "tiny_gpt4o_improved_t0.9_b1_boundless",
                "tiny_gpt4o_simple_t1.1_b1_boundless",
                "tiny_gpt4o_simple_t1.1_b1_superbpe"
            })
    void sharedModels(String name) throws IOException {
        Path model = SharedData.path("golden/boundless/fast/" + name + ".model");
        List<String> encodings = Files.readAllLines(SharedData.path("golden/boundless/fast/" + name + ".enc.jsonl"));
        List<String> texts = texts(SharedData.path("golden/boundless/strings.json"));
        int compared = 0;
        for (Tokenizer tokenizer : bothWays(ModelFormats.load(model))) {
            compared += compare(tokenizer, texts, encodings);
        }
        assertEquals(2 * 301, compared);
    }

    /** Models of a single pass; the names end in what deleted tokens fall into, as those of the published ones do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orig/books_gpt4o_t0.9_b1",
                "orig/books_gpt4o_t1.1_b1",
                "orig/books_ultimate2_t0.9_b1",
                "orig/books_ultimate2_t1.1_b1",
                "orig/mixed_gpt2_t1.1_b1",
                "orig/mixed_gpt4_t1.1_b1",
                "orig/mixed_gpt4o_t0.9_b0",
                "orig/mixed_gpt4o_t0.9_b1",
                "orig/mixed_gpt4o_t1.1_b1",
                "orig/tiny_gpt4o_t0.6_b0",
                "orig/tiny_gpt4o_t0.9_b1",
                "orig/tiny_gpt4o_t1.1_b1",
                "published/0.9_1000_gpt4o_1_40960",
                "published/0.9_1000_ultimate2_1_40960",
                "published/1.1_1000_gpt4o_1_40960"
            })
    void sharedModelsOfASinglePass(String name) throws IOException {
        Path path = SharedData.path("golden/boundless/" + name + ".model");
        DeletionParts parts = name.endsWith("_b0") ? DeletionParts.OPERANDS : DeletionParts.BYTES;
        List<String> encodings = Files.readAllLines(SharedData.path("golden/boundless/" + name + ".enc.jsonl"));
        List<String> texts = texts(SharedData.path("golden/boundless/strings.json"));
        int compared = 0;
        BpeModel model = WordV1Format.read(path, parts);
        for (Tokenizer tokenizer : bothWays(model)) {
            compared += compare(tokenizer, texts, encodings);
        }
        assertEquals(2 * 301, compared);
        Path written = folder.resolve("written.model");
        WordV1Format.write(model, written);
        List<String> lines = Files.readAllLines(written);
        List<String> expected = Files.readAllLines(path);
        assertEquals(expected.subList(2, expected.size()), lines.subList(2, lines.size()), "all but the pattern");
        assertEquals(model.fingerprint(), WordV1Format.read(written, parts).fingerprint());
    }

    /** The reference puts operands in the place of deleted tokens even where they are deleted too, and then has no ids. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny_gpt4o_simple_t0.6_b0_boundless", "mixed_gpt4o_script_simple_t0.9_b0_boundless"})
    void sharedModelsThatLackIds(String name) throws IOException {
        BpeModel model = ModelFormats.load(SharedData.path("golden/boundless/fast/" + name + ".model"));
        Tokenizer direct = new BpeTokenizer(model, new WordEvents(model, true));
        Tokenizer right = model.tokenizer();
        List<String> encodings = Files.readAllLines(SharedData.path("golden/boundless/fast/" + name + ".enc.jsonl"));
        List<String> texts = texts(SharedData.path("golden/boundless/strings.json"));
        int lacking = 0;
        for (int i = 0; i < texts.size(); i++) {
            if (encodings.get(i).contains("\"error\"")) {
                continue;
            }
            byte[] utf8 = texts.get(i).getBytes(StandardCharsets.UTF_8);
            Encoder encoder = direct.newEncoder(SpecialTokenPolicy.IGNORE);
            int count = encoder.encode(utf8, 0, utf8.length);
            List<String> shown = Arrays.stream(encoder.ids(), 0, count)
                    .mapToObj(symbol -> ByteAlphabet.show(model.symbolBytes(symbol)))
                    .toList();
            assertEquals(expected(encodings.get(i)).tokens(), shown, texts.get(i));
            lacking += encodings.get(i).contains("not_in_vocab") ? 1 : 0;
            int[] ids = right.encode(texts.get(i), SpecialTokenPolicy.IGNORE);
            assertArrayEquals(utf8, right.decodeBytes(ids), texts.get(i));
        }
        assertTrue(lacking > 0, "no golden encoding lacks ids");
    }

    private static int compare(Tokenizer tokenizer, List<String> texts, List<String> encodings) throws IOException {
        int compared = 0;
        for (int i = 0; i < texts.size(); i++) {
            if (!encodings.get(i).contains("\"error\"")) {
                Expected expected = expected(encodings.get(i));
                assertEncoding(tokenizer, texts.get(i), expected.tokens(), expected.ids());
                compared++;
            }
        }
        return compared;
    }

    private record Expected(List<String> tokens, List<Integer> ids) {}

    private static Expected expected(String line) throws IOException {
        Expected expected = new Expected(new ArrayList<>(), new ArrayList<>());
        try (JsonParser json = new JsonFactory().createParser(line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "tokens".equals(arrayName(json))) {
                    expected.tokens().add(json.getText());
                } else if (token == JsonToken.VALUE_NUMBER_INT && "ids".equals(arrayName(json))) {
                    expected.ids().add(json.getIntValue());
                }
            }
        }
        return expected;
    }

    private List<Tokenizer> bothWays(BpeModel model) throws IOException {
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
