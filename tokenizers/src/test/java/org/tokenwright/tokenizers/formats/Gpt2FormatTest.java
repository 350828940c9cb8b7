package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.EngineGolden;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

class Gpt2FormatTest {
    private static final String TOKENS =
            "{\"a\": 0, \"b\": 1, \"\u0120\": 2, \"ab\": 3, \"\u0120ab\": 9, \"<|end|>\": 7, \"[PAD]\": 8}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"r50k_base", "p50k_base"})
    void ranksAsTwoFilesGiveTheReferencesIds(String name) throws IOException {
        BpeModel ranks = TiktokenFormat.load(name);
        Gpt2Format.write(ranks, folder);
        BpeModel model = Gpt2Format.read(folder);
        assertEquals(ranks.specialTokens().ids(), model.specialTokens().ids());
        assertEquals(MergeOrder.TRAINED, model.mergeOrder());
        assertFalse(model.isWholePretokens());
        Tokenizer tokenizer = model.tokenizer();
        for (EngineGolden line : EngineGolden.lines(name)) {
            int[] ids = tokenizer.encode(line.text(), SpecialTokenPolicy.IGNORE);
            assertEquals(line.ids(), Arrays.stream(ids).boxed().toList(), line::place);
            assertArrayEquals(line.text().getBytes(UTF_8), tokenizer.decodeBytes(ids), line::place);
        }
    }

    @Test
    void readsTokensMergesAndSpecialTokens() throws IOException {
        BpeModel model = read(TOKENS, "#version: 0.2\na b\r\n#version again\n\u0120 ab");
        assertEquals(List.of(7, 8), List.copyOf(model.specialTokens().ids().values()));
        assertEquals("gpt2", model.pretokenizer().name());
        assertArrayEquals(
                new int[] {3, 9, 7, 0, 8}, model.tokenizer().encode("ab ab<|end|>a[PAD]", SpecialTokenPolicy.ALLOW));
    }

    @Test
    void specialTokensOfTheCallerAreAdded() throws IOException {
        write(TOKENS, "a b\n\u0120 ab\n");
        BpeModel model = Gpt2Format.read(
                folder, Pretokenizers.of("whitespace"), SpecialTokens.of(Map.of("<|end|>", 7, "user:", 12)));
        assertEquals(
                Map.of("<|end|>", 7, "[PAD]", 8, "user:", 12),
                model.specialTokens().ids());
        IllegalArgumentException other = assertThrows(
                IllegalArgumentException.class,
                () -> Gpt2Format.read(folder, Pretokenizers.of("gpt2"), SpecialTokens.of(Map.of("<|end|>", 12))));
        assertEquals(
                "the special token <|end|> has the id 7 in " + folder.resolve("vocab.json") + ", not 12",
                other.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> Gpt2Format.read(folder, Pretokenizers.of("gpt2"), SpecialTokens.of(Map.of("<|x|>", 3))));
    }

    @Test
    void whatAMergeNamesIsNoSpecialToken() throws IOException {
        BpeModel model =
                read("{\"<\": 0, \">\": 1, \"<>\": 2, \"[\": 3, \"<b\": 4, \"\": 5}".replace(", \"\": 5", ""), "< >");
        assertEquals(Map.of(), model.specialTokens().ids());
        assertArrayEquals(new int[] {2, 3}, model.tokenizer().encode("<>["));
    }

    @Test
    void mergesThatTakeWhatLaterMergesMakeAreAppliedByTheLowestRank() throws IOException {
        BpeModel model = read("{\"a\": 0, \"b\": 1, \"c\": 2, \"ab\": 3, \"abc\": 4}", "ab c\na b\n");
        assertEquals(MergeOrder.LOWEST_RANK, model.mergeOrder());
        BpeModel again =
                read("{\"a\": 0, \"b\": 1, \"c\": 2, \"ab\": 3, \"bc\": 4, \"abc\": 5}", "b c\na bc\na b\nab c\n");
        assertEquals(MergeOrder.TRAINED, again.mergeOrder());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[] ~ line 1, column 1: found \"[\", expected a JSON object",
                "`` ~ line 1, column 1: found the end of the file, expected a JSON object",
                "{\"a\": -1} ~ line 1, column 7: found id \"-1\", expected a number from 0 to 16777215",
                "{\"a\": 1.0} ~ line 1, column 7: found id \"1.0\", expected a number from 0 to 16777215",
                "{\"a\": 16777216} ~ line 1, column 7: found id \"16777216\", expected a number from 0 to 16777215",
                "{\"a\": 9999999999} ~ line 1, column 7: found id \"9999999999\", expected a number from 0 to 16777215",
                "{\"a\": \"0\"} ~ line 1, column 7: found id \"0\", expected a number from 0 to 16777215",
                "{\"a\": 0, \"b\": 0} ~ line 1, column 15: found id 0 again, expected an id that is not yet taken",
                "{\"a\": 0, \"a\": 1} ~ line 1, column 15: found token \"a\", expected a new token of one byte or more",
                "{\"\": 0} ~ line 1, column 6: found token \"\", expected a new token of one byte or more",
                "{\"a\": 0} 1 ~ line 1, column 10: found more behind the object, expected the end of the file",
                "{\"a\": 0, \"b\u2581\": 1} ~ id 1: found token \"b\\u2581\", expected characters that stand for bytes",
            })
    void malformedTokens(String tokens, String message) throws IOException {
        write(tokens, "");
        CorruptInputException corrupt = assertThrows(CorruptInputException.class, () -> Gpt2Format.read(folder));
        assertEquals(folder.resolve("vocab.json") + ", " + message, corrupt.getMessage());
    }

    @Test
    void whatLooksLikeUtf32IsNoJson() throws IOException {
        write("", "");
        Files.write(folder.resolve("vocab.json"), new byte[] {0, 0, 0, '{', '"', 's', 'o', 'k'});
        CorruptInputException corrupt = assertThrows(CorruptInputException.class, () -> Gpt2Format.read(folder));
        assertEquals("its beginning", corrupt.position());
    }

    @Test
    void brokenJson() throws IOException {
        write("{\"a\": 0,", "");
        CorruptInputException corrupt = assertThrows(CorruptInputException.class, () -> Gpt2Format.read(folder));
        assertEquals("line 1, column 9", corrupt.position());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'a b\\na' ~ line 2: found \"a\", expected LEFT RIGHT",
                "'a b\\n\\n' ~ line 2: found \"\", expected LEFT RIGHT",
                "'a b c' ~ line 1: found \"a b c\", expected LEFT RIGHT",
                "'a  b' ~ line 1: found \"a  b\", expected LEFT RIGHT",
                "'a b\\na b' ~ line 2: found a pair that is there already, expected a new pair",
                "'a c' ~ line 1: found token \"c\", expected a token of vocab.json",
                "'#version\\nb a' ~ line 2: found token \"ba\", expected a token of vocab.json",
            })
    void malformedMerges(String merges, String message) throws IOException {
        write(TOKENS, merges.replace("\\n", "\n"));
        CorruptInputException corrupt = assertThrows(CorruptInputException.class, () -> Gpt2Format.read(folder));
        assertEquals(
                folder.resolve("merges.txt") + ", " + message,
                String.valueOf(corrupt.getMessage())
                        .replace(folder.resolve("vocab.json").toString(), "vocab.json"));
    }

    @Test
    void bytesThatAreNotUtf8() throws IOException {
        write(TOKENS, "");
        Files.write(folder.resolve("merges.txt"), new byte[] {'a', ' ', (byte) 0xFF});
        CorruptInputException corrupt = assertThrows(CorruptInputException.class, () -> Gpt2Format.read(folder));
        assertEquals(
                folder.resolve("merges.txt") + ", line 1: found bytes that are not UTF-8, expected LEFT RIGHT",
                corrupt.getMessage());
    }

    @Test
    void aModelThatWasTrainedIsWrittenAndRead() throws IOException {
        BpeModel model = ModelFormats.load(GoldenSet.file("gpt4o_simple.word.model"));
        Gpt2Format.write(model, folder.resolve("new folder"));
        BpeModel read = Gpt2Format.read(folder.resolve("new folder"), model.pretokenizer(), SpecialTokens.NONE);
        assertEquals(model.fingerprint(), read.fingerprint());
    }

    @Test
    void whatTheFormatCannotHoldIsRefused() throws IOException {
        refused(
                "this format has no room for merges of whole pretokens",
                ModelFormats.load(GoldenSet.file("gpt4o_simple.model")));
        refused(
                "this format cannot say that texts are normalized",
                builder("a b ab").normalization(Normalization.NFC).build());
        refused(
                "token 3 is made by no merges, but a pretoken of its bytes becomes it, which this format cannot say",
                builder("a b ab abb").wholePretokens(true).build());
        refused(
                "a merge takes what later merges make, which readers of this format apply in another order",
                BpeModel.builder(
                                vocabulary("a b c abc ab"),
                                MergeTable.of(new int[] {4, 0}, new int[] {2, 1}, new int[] {3, 4}),
                                Pretokenizers.of("gpt2"))
                        .build());
        refused(
                "merge 1 is of a pair that is merged before, for which this format has no room",
                BpeModel.builder(
                                vocabulary("a b ab"),
                                MergeTable.of(new int[] {0, 0}, new int[] {1, 1}, new int[] {2, 2}),
                                Pretokenizers.of("gpt2"))
                        .build());
        refused(
                "merge 0 would be a line that begins with #version, which readers of this format pass over",
                BpeModel.builder(
                                vocabulary("#version : #version:"),
                                MergeTable.of(new int[] {0}, new int[] {1}, new int[] {2}),
                                Pretokenizers.of("gpt2"))
                        .build());
        refused(
                "the special token \"END\" would not be known for one: it is not in <> or []",
                builder("a b ab")
                        .specialTokens(SpecialTokens.of(Map.of("END", 5)))
                        .build());
        refused(
                "token 3 \"<a>\" would be taken for a special one",
                builder("a b ab <a>").build());
    }

    private void refused(String message, BpeModel model) {
        Path file = folder.resolve("refused");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Gpt2Format.write(model, file));
        assertEquals(message, refused.getMessage());
        assertFalse(Files.exists(file));
    }

    private static BpeModel.Builder builder(String tokens) {
        MergeTable merges = MergeTable.of(new int[] {0}, new int[] {1}, new int[] {2});
        return BpeModel.builder(vocabulary(tokens), merges, Pretokenizers.of("gpt2"));
    }

    private static Vocabulary vocabulary(String tokens) {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (String token : tokens.split(" ", -1)) {
            builder.add(token.getBytes(UTF_8));
        }
        return builder.build();
    }

    private BpeModel read(String tokens, String merges) throws IOException {
        write(tokens, merges);
        return Gpt2Format.read(folder);
    }

    private void write(String tokens, String merges) throws IOException {
        Files.writeString(folder.resolve("vocab.json"), tokens);
        Files.writeString(folder.resolve("merges.txt"), merges);
    }
}
