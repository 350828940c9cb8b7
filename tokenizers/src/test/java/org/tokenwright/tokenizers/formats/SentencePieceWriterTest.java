package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.Normalization;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

/** Models of ours as SentencePiece models. */
class SentencePieceWriterTest {
    private static final List<String> PARTS = List.of(
            "the", " the", " ", "  ", "\n", "é", "Mühle", " über", "ñ", "漢", "😀", "a", "aaaa", "heron", "'s", "\u2581",
            "\u0000", "\u3000", "river\t", ". And", "<|end|>", "ing", " t", "he r");

    private static BpeModel trained(String pattern, List<String> texts) throws IOException {
        byte[] lines = String.join("\n", texts).getBytes(UTF_8);
        TextSource source = TextSource.builder().stream("corpus", new ByteArrayInputStream(lines))
                .format(TextFormat.LINES)
                .build();
        return BpeTrainer.train(source, TrainerOptions.of(600, Pretokenizers.of(pattern)), ProgressListener.NONE)
                .withSpecialTokens(List.of("<|end|>"), 1);
    }

    /** Texts of ASCII, é and single spaces, in which é is more frequent than é with any one character before or behind it. */
    private static List<String> plainTexts() {
        List<String> texts = new ArrayList<>();
        for (String text : GoldenSet.texts("meadow")) {
            texts.add(text.replaceAll("[^\\u0000-\\u007f]+", "")
                    .replaceAll("\\s+", " ")
                    .replaceAll("(?<=[a-z])e(?=[ln])", "é"));
        }
        return texts;
    }

    private static byte[] written(BpeModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SentencePieceWriter(model).writeTo(out);
        return out.toByteArray();
    }

    private static Tokenizer read(byte[] file) throws IOException {
        return SentencePieceFormat.read(new ByteArrayInputStream(file), "m", SentencePieceLimits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "whitespace"})
    void writtenModelsGiveTheSameIdsForEveryText(String pattern) throws IOException {
        BpeModel model = trained(pattern, plainTexts());
        Encoder ours = model.tokenizer().newEncoder(SpecialTokenPolicy.IGNORE);
        Tokenizer tokenizer = read(written(model));
        Encoder theirs = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        SplittableRandom random = Seeds.random("writtenModelsGiveTheSameIdsForEveryText");
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(1, 30); length > 0; length--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            int[] ids = Arrays.copyOf(ours.ids(), ours.encode(text));
            assertArrayEquals(ids, Arrays.copyOf(theirs.ids(), theirs.encode(text)), text.toString());
            assertEquals(text.toString(), tokenizer.decode(ids));
        }
        assertEquals(model.specialTokens().ids(), tokenizer.specialTokens().ids());
    }

    /** The reference was asked about this file; see generate.py. */
    @Test
    void writesTheModelOfTheGoldenSet() throws IOException {
        assertArrayEquals(SentencePieceGolden.model("written"), written(trained("whitespace", plainTexts())));
    }

    @Test
    void refusesModelsThatTheFormatCannotHold() throws IOException {
        List<String> texts = List.of("abc abc abd", "the the then");
        assertRefused(
                "the model splits texts by the pattern \"gpt2\"; SentencePiece does not split them, which is the same for the"
                        + " patterns \"none\" and \"whitespace\" only",
                trained("gpt2", texts));
        assertRefused(
                "token 256 (ĠĠ) holds white space, other than one space in front, where the pattern may split a text",
                trained("whitespace", List.of("a          b")));
        assertRefused(
                "token 256 (¼¢) begins or ends inside a character, and pieces are whole characters",
                trained("none", List.of("漢漢漢")));
        assertRefused(
                "token 2 (abc) is made by several merges, 1 and 2",
                model(List.of("a", "b", "abc", "c", "ab", "bc"), List.of("a b", "ab c", "a bc")));
        assertRefused("token 2 (ab) is made by no merge", model(List.of("a", "b", "ab"), List.of()));
        assertRefused(
                "token 5 (abc) is not what its own bytes are encoded to",
                model(List.of("a", "b", "c", "ab", "bc", "abc"), List.of("a b", "b c", "a bc")));
    }

    private static void assertRefused(String message, BpeModel model) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new SentencePieceWriter(model));
        assertEquals(message, e.getMessage());
    }

    private static BpeModel model(List<String> tokens, List<String> merges) {
        return builder(tokens, merges).build();
    }

    private static BpeModel.Builder builder(List<String> tokens, List<String> merges) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        tokens.forEach(token -> vocabulary.add(token.getBytes(UTF_8)));
        int[] lefts = merges.stream()
                .mapToInt(merge -> tokens.indexOf(merge.substring(0, merge.indexOf(' '))))
                .toArray();
        int[] rights = merges.stream()
                .mapToInt(merge -> tokens.indexOf(merge.substring(merge.indexOf(' ') + 1)))
                .toArray();
        int[] products = merges.stream()
                .mapToInt(merge -> tokens.indexOf(merge.replace(" ", "")))
                .toArray();
        return BpeModel.builder(vocabulary.build(), MergeTable.of(lefts, rights, products), Pretokenizers.of("none"));
    }

    @Test
    void refusesSettingsAndSpecialTokensThatTheFormatCannotHold() {
        BpeModel.Builder builder = builder(List.of("a", "b", "ab"), List.of("a b"));
        assertRefused(
                "the model normalizes texts, which SentencePiece does by rules of its own",
                builder.normalization(Normalization.NFC).build());
        builder.normalization(Normalization.NONE);
        assertRefused(
                "special token 3 (ab) is another token, too",
                builder.specialTokens(SpecialTokens.of(Map.of("ab", 3))).build());
        assertRefused(
                "special token 3 (é) is one character, which SentencePiece would find in texts",
                builder.specialTokens(SpecialTokens.of(Map.of("é", 3))).build());
        assertRefused(
                "special token 3 (<0x41>) has the name of a piece for a byte",
                builder.specialTokens(SpecialTokens.of(Map.of("<0x41>", 3))).build());
        assertRefused(
                "the id 3 has no token, and all ids below 5 need one",
                builder.specialTokens(SpecialTokens.of(Map.of("<s>", 4))).build());
    }

    @Test
    void namesTheUnknownPieceAsNothingElseIsNamed() throws IOException {
        BpeModel model = builder(List.of("a", "b", "ab"), List.of("a b"))
                .specialTokens(SpecialTokens.of(Map.of("<unk>", 3)))
                .build();
        Tokenizer tokenizer = read(written(model));
        assertEquals(257, tokenizer.vocabulary().idOf("<unk_0>".getBytes(UTF_8)) - 1);
        assertTrue(tokenizer.specialTokens().ids().containsKey("<unk>"));
    }
}
