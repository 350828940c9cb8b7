package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.pretokenize.RandomText;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.SpecialTokens;

/** The ids of a text cut by {@link Encoder#lastCut} are those of its parts. */
class CutFinderTest {
    private static final List<String> CHARACTERS = List.of(
            " the",
            " of",
            " and",
            " European",
            ", the",
            ". The",
            "; a",
            "the",
            "a",
            "e\u0301",
            "\u0301",
            " ",
            "\n",
            "\nThe",
            "漢",
            "。",
            "漢。漢",
            "が",
            "か\u3099",
            "1",
            "'s",
            " don't",
            "<s>",
            "<a b>",
            "<x\n",
            "y>",
            "x",
            "😀");

    private static BpeModel model(String name) throws IOException {
        return ModelFormats.load(GoldenSet.file(name));
    }

    private static BpeModel with(
            BpeModel model, Normalization normalization, String pattern, Map<String, Integer> special) {
        BpeModel.Builder builder = BpeModel.builder(model.vocabulary(), model.merges(), Pretokenizers.of(pattern))
                .mergeRule(model.mergeRule())
                .normalization(normalization)
                .specialTokens(SpecialTokens.of(special));
        if (model.supermerges() != null) {
            builder.supermerges(model.supermerges());
        }
        return builder.build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt2_simple.model",
                "gpt4o_improved.model",
                "gpt4o_simple.model",
                "gpt4o_simple.word.model",
                "gpt4o_superbpe.model",
                "ultimate2_improved.model"
            })
    void partsHaveTheIdsOfTheWhole(String name) throws IOException {
        SplittableRandom random = Seeds.random("partsHaveTheIdsOfTheWhole." + name);
        BpeModel model = model(name);
        int cuts = compare(model, random, SpecialTokenPolicy.IGNORE);
        assertTrue(cuts > 0, name);
        for (Normalization normalization : Normalization.values()) {
            for (String pattern : List.of("gpt4o", "whitespace", "gpt4o-script", "none")) {
                BpeModel other =
                        with(model, normalization, pattern, Map.of("<s>", 9_000, "<a b>", 9_001, "<x\ny>", 9_002));
                compare(other, random, SpecialTokenPolicy.ALLOW);
                compare(other, random, SpecialTokenPolicy.IGNORE);
            }
        }
    }

    /** With deletions and in a single pass, where tokens stand in a stretch that fall apart later. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orig/books_gpt4o_t0.9_b1",
                "orig/mixed_gpt2_t1.1_b1",
                "orig/mixed_gpt4o_t0.9_b0",
                "orig/tiny_gpt4o_t0.6_b0",
                "fast/mixed_wordlevel_script_simple_t1.1_b1_boundless",
                "fast/books_gpt4o_simple_t1.1_b1_superbpe",
                "fast/tiny_gpt4o_improved_t0.9_b1_boundless",
                "published/0.9_1000_ultimate2_1_40960",
                "published/0.9_1000_gpt4o_1_40960"
            })
    void partsHaveTheIdsOfTheWholeBySharedModels(String name) throws IOException {
        SplittableRandom random = Seeds.random("partsHaveTheIdsOfTheWholeBySharedModels." + name);
        BpeModel model = ModelFormats.load(SharedData.path("golden/boundless/" + name + ".model"));
        assertTrue(compare(model, random, SpecialTokenPolicy.IGNORE) > 0, name);
    }

    private static int compare(BpeModel model, SplittableRandom random, SpecialTokenPolicy policy) {
        Encoder encoder = model.tokenizer().newEncoder(policy);
        int cuts = 0;
        for (int round = 0; round < 300; round++) {
            String text = RandomText.of(random, 60, CHARACTERS) + RandomText.next(random, 20);
            byte[] utf8 = text.getBytes(UTF_8);
            if (random.nextInt(3) == 0 && utf8.length > 0) {
                utf8[random.nextInt(utf8.length)] = (byte) random.nextInt(256);
            }
            if (!isEncodable(encoder, utf8)) {
                continue;
            }
            int[] whole = ids(encoder, utf8, 0, utf8.length);
            int seen = random.nextInt(utf8.length + 1);
            for (int at = encoder.lastCut(utf8, 0, seen); at > 0; at = encoder.lastCut(utf8, 0, at)) {
                cuts++;
                int[] parts = IntStream.concat(
                                Arrays.stream(ids(encoder, utf8, 0, at)),
                                Arrays.stream(ids(encoder, utf8, at, utf8.length)))
                        .toArray();
                assertArrayEquals(whole, parts, model.pretokenizer() + " at " + at + " of " + RandomText.escaped(text));
            }
        }
        return cuts;
    }

    private static boolean isEncodable(Encoder encoder, byte[] utf8) {
        try {
            encoder.encode(utf8, 0, utf8.length);
            return true;
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).endsWith("is in no token"), e.getMessage());
            return false;
        }
    }

    private static int[] ids(Encoder encoder, byte[] utf8, int start, int end) {
        int count = encoder.encode(utf8, start, end);
        return Arrays.copyOf(encoder.ids(), count);
    }

    @Test
    void superwordsAndSpecialTokensAreNotCut() throws IOException {
        byte[] text = "of the people, of the <a b> x\nyes".getBytes(UTF_8);
        BpeModel boundless = model("gpt4o_simple.model");
        Encoder encoder = boundless.tokenizer().newEncoder(SpecialTokenPolicy.ALLOW);
        assertEquals(30, encoder.lastCut(text, 0, text.length));
        assertEquals(14, encoder.lastCut(text, 0, 30));
        assertEquals(0, encoder.lastCut(text, 0, 14));
        Encoder special = with(boundless, Normalization.NONE, "gpt4o", Map.of("<x\ny>", 9_000, "z, z", 9_001))
                .tokenizer()
                .newEncoder(SpecialTokenPolicy.ALLOW);
        assertEquals(0, special.lastCut(text, 0, text.length));
    }

    @Test
    void rangesOutsideAreRefused() throws IOException {
        Encoder encoder = model("gpt4o_simple.model").tokenizer().newEncoder(SpecialTokenPolicy.RAISE);
        assertThrows(IndexOutOfBoundsException.class, () -> encoder.lastCut(new byte[2], 1, 3));
    }
}
