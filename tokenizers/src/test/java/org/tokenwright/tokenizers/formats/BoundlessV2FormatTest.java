package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.SharedData;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

class BoundlessV2FormatTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt4o_simple",
                "gpt4o_improved",
                "gpt2_simple",
                "ultimate2_improved",
                "gpt4o_superbpe",
                "gpt4o_simple.word"
            })
    void writesGoldenModelsAsTheyWere(String model) throws IOException {
        assertWrittenAsRead(GoldenSet.file(model + ".model"));
    }

    @Test
    void writesLargeGoldenModelsAsTheyWere() throws IOException {
        Path models = SharedData.path("golden/boundless/fast");
        int written = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(models, "*.model")) {
            for (Path file : files) {
                assertWrittenAsRead(file);
                written++;
            }
        }
        assertEquals(26, written);
    }

    private void assertWrittenAsRead(Path file) throws IOException {
        Path written = folder.resolve("written.model");
        BoundlessV2Format.write(BoundlessV2Format.read(file), written);
        assertTrue(Files.readString(file).equals(Files.readString(written)), () -> file + " is not as it was");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt4o_simple",
                "gpt4o_improved",
                "gpt2_simple",
                "ultimate2_improved",
                "gpt4o_superbpe",
                "gpt4o_simple.word"
            })
    void readsGoldenModelsThatEncodeAsTheReferenceDoes(String model) throws IOException {
        Tokenizer tokenizer =
                ModelFormats.load(GoldenSet.file(model + ".model")).tokenizer();
        List<String> texts = GoldenSet.texts("strings");
        for (GoldenSet.Encoded encoded : GoldenSet.encoded(model)) {
            int[] ids = tokenizer.encode(texts.get(encoded.id()), SpecialTokenPolicy.IGNORE);
            assertEquals(encoded.ids(), Arrays.stream(ids).boxed().toList());
            assertEquals(texts.get(encoded.id()), tokenizer.decode(ids));
        }
    }

    @Test
    void readsWhatTheFileSays() throws IOException {
        BpeModel model = BoundlessV2Format.read(GoldenSet.file("gpt4o_improved.model"));

        assertEquals(700, model.vocabulary().size());
        assertEquals(Alphabet.UTF8, model.alphabet());
        assertEquals(432, model.merges().size());
        assertEquals(25, Objects.requireNonNull(model.supermerges()).size());
        assertEquals(MergeRule.IMPROVED, model.mergeRule());
        assertEquals(Pretokenizers.of("gpt4o").regex(), model.pretokenizer().regex());
        assertEquals(Map.of("<|endoftext|>", 700), model.specialTokens().ids());
        assertNull(model.summary());
        MergeCounts counts = Objects.requireNonNull(model.counts());
        assertEquals(353, counts.merge(0));
        assertFalse(counts.completing(0));
        assertEquals(30, counts.supermerge(0));
        assertTrue(counts.completingRun(0));
    }

    @Test
    void writesModelsWithoutCounts() throws IOException {
        BpeModel model = plain(Alphabet.BYTES, SpecialTokens.NONE, "ab", "abb");
        Path file = folder.resolve("plain.model");
        BoundlessV2Format.write(model, file);

        List<String> lines = Files.readAllLines(file);
        assertEquals("BoundlessBPE v2 word", lines.get(0));
        assertEquals("258", lines.get(2));
        assertEquals(List.of("256 ab 0 0", "257 abb 0 0"), lines.subList(259, 261));
        assertEquals(List.of("0 a b 0 0", "1 ab b 0 0"), lines.subList(267, 269));
        BpeModel again = BoundlessV2Format.read(file);
        assertNull(again.counts());
        assertEquals(model.fingerprint(), again.fingerprint());
    }

    @Test
    void tellsItsFilesFromOthers() throws IOException {
        assertTrue(BoundlessV2Format.matches(GoldenSet.file("gpt4o_superbpe.model")));
        assertFalse(BoundlessV2Format.matches(GoldenSet.file("README.md")));
        assertFalse(BoundlessV2Format.matches(Files.createFile(folder.resolve("empty"))));
    }

    @Test
    void keepsSpacesOfSpecialTokens() throws IOException {
        SpecialTokens special = SpecialTokens.of(Map.of(" a  b ", 300, "\u00e9\r", 257));
        Path file = folder.resolve("special.model");
        BoundlessV2Format.write(plain(Alphabet.BYTES, special, "ab"), file);
        assertEquals(special.ids(), BoundlessV2Format.read(file).specialTokens().ids());
    }

    @Test
    void refusesToWriteASpecialTokenWithALineFeed() {
        BpeModel model = plain(Alphabet.UTF8, SpecialTokens.of(Map.of("a\nb", 300)), "ab");
        assertRefused(model, "special token \"a\\u000Ab\" holds a line feed, for which this format has no room");
    }

    @Test
    void refusesToWriteTokensOutOfOrder() {
        assertRefused(
                plain(Alphabet.UTF8, SpecialTokens.NONE, "abb", "ab"),
                "token 243 is not made by the next merge, as this format demands");
    }

    private void assertRefused(BpeModel model, String message) {
        Path file = folder.resolve("refused.model");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> BoundlessV2Format.write(model, file));
        assertEquals(message, e.getMessage());
        assertFalse(Files.exists(file));
    }

    /** A model in which each token is one that is there and a further byte, "b"; a shorter one is merged earlier. */
    private static BpeModel plain(Alphabet alphabet, SpecialTokens special, String... tokens) {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (int value = 0; value < 256; value++) {
            if (alphabet.contains(value)) {
                builder.add(new byte[] {(byte) value});
            }
        }
        for (String token : tokens) {
            builder.add(token.getBytes(UTF_8));
        }
        Vocabulary vocabulary = builder.build();
        String[] merged = tokens.clone();
        Arrays.sort(merged);
        int[] lefts = new int[merged.length];
        int[] rights = new int[merged.length];
        int[] products = new int[merged.length];
        for (int rank = 0; rank < merged.length; rank++) {
            byte[] product = merged[rank].getBytes(UTF_8);
            lefts[rank] = vocabulary.idOf(product, 0, product.length - 1);
            rights[rank] = vocabulary.idOf(product, product.length - 1, product.length);
            products[rank] = vocabulary.idOf(product);
        }
        return BpeModel.builder(vocabulary, MergeTable.of(lefts, rights, products), Pretokenizers.of("gpt2"))
                .specialTokens(special)
                .build();
    }
}
