package org.tokenwright.tokenizers.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.Normalization;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeOrder;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.tokenizers.slow.SlowRankEncoder;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

class TiktokenFormatTest {
    @TempDir
    private Path folder;

    @Test
    void namesOfAllEncodings() {
        assertEquals(
                List.of("r50k_base", "gpt2", "p50k_base", "p50k_edit", "cl100k_base", "o200k_base", "o200k_harmony"),
                TiktokenFormat.names());
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> TiktokenFormat.load("cl100k"));
        assertEquals(
                "there is no encoding cl100k; there are r50k_base, gpt2, p50k_base, p50k_edit, cl100k_base, o200k_base,"
                        + " o200k_harmony",
                unknown.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "r50k_base, 50256, 1, <|endoftext|>, 50256",
        "gpt2, 50256, 1, <|endoftext|>, 50256",
        "p50k_base, 50280, 1, <|endoftext|>, 50256",
        "p50k_edit, 50280, 4, <|fim_suffix|>, 50283",
        "cl100k_base, 100256, 5, <|endofprompt|>, 100276",
        "o200k_base, 199998, 2, <|endofprompt|>, 200018",
        "o200k_harmony, 199998, 1090, <|reserved_201087|>, 201087"
    })
    void sizesAndSpecialTokens(String name, int tokens, int special, String token, int id) throws IOException {
        BpeModel model = TiktokenFormat.load(name);
        assertEquals(tokens, model.vocabulary().size());
        assertEquals(special, model.specialTokens().ids().size());
        assertEquals(id, model.specialTokens().ids().get(token));
        assertTrue(model.isWholePretokens());
        assertEquals(MergeOrder.TRAINED, model.mergeOrder());
    }

    @Test
    void specialTokensOfHarmony() throws IOException {
        Tokenizer tokenizer = TiktokenFormat.load("o200k_harmony").tokenizer();
        assertArrayEquals(
                new int[] {200006, 1428, 200008, 12194, 200007, 200000, 200012},
                tokenizer.encode(
                        "<|start|>user<|message|>Hi<|end|><|reserved_200000|><|call|>", SpecialTokenPolicy.ALLOW));
        assertEquals("<|endofprompt|>", tokenizer.decode(200_018));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r50k_base", "p50k_base", "cl100k_base", "o200k_base"})
    void aFileIsRecognisedByItsChecksumAndWrittenByteForByte(String name) throws IOException {
        Path file = folder.resolve("some ranks");
        byte[] bytes;
        try (InputStream in =
                TiktokenFormatTest.class.getResourceAsStream("/com/knuddels/jtokkit/" + name + ".tiktoken")) {
            bytes = in.readAllBytes();
        }
        Files.write(file, bytes);
        assertTrue(TiktokenFormat.matches(file));
        BpeModel model = TiktokenFormat.read(file);
        assertEquals(TiktokenFormat.load(name).fingerprint(), model.fingerprint());
        Path written = folder.resolve("written");
        TiktokenFormat.write(model, written);
        assertArrayEquals(bytes, Files.readAllBytes(written));
    }

    @Test
    void aSharedFileIsReadAsTheEncodingThatIsNamed() throws IOException {
        Path file = folder.resolve("p50k");
        TiktokenFormat.write(TiktokenFormat.load("p50k_base"), file);
        assertEquals(
                4, TiktokenFormat.read(file, "p50k_edit").specialTokens().ids().size());
        CorruptInputException other =
                assertThrows(CorruptInputException.class, () -> TiktokenFormat.read(file, "cl100k_base"));
        assertEquals(
                file + ", byte 0: found a file with SHA-256"
                        + " 94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069, expected the ranks of"
                        + " cl100k_base, 223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
                other.getMessage());
    }

    @Test
    void anUnknownFileNeedsAPattern() throws IOException {
        Path file = file("YQ== 0\nYg== 1\nYWI= 2\n");
        IOException unknown = assertThrows(IOException.class, () -> TiktokenFormat.read(file));
        assertTrue(
                String.valueOf(unknown.getMessage())
                        .startsWith(file + ": the ranks are of no encoding that is known (SHA-256 "),
                unknown.getMessage());
        assertTrue(
                String.valueOf(unknown.getMessage()).endsWith("), and do not say how texts are split: name a pattern"),
                unknown.getMessage());
        BpeModel model =
                TiktokenFormat.read(file, Pretokenizers.of("whitespace"), SpecialTokens.of(Map.of("<end>", 7)));
        assertArrayEquals(new int[] {2, 0, 7, 1}, model.tokenizer().encode("aba<end>b", SpecialTokenPolicy.ALLOW));
    }

    @Test
    void lineEndsOfAllKindsAndHoles() throws IOException {
        assertEquals(List.of("a", "b", "ab"), tokens("YQ== 0\nYg== 1\nYWI= 2"));
        assertEquals(List.of("a", "b", "ab"), tokens("YQ== 0\r\nYg== 1\r\nYWI= 2\r\n"));
        BpeModel model = read("YQ== 3\nYg== 5\nYWI= 1000\n");
        assertEquals(1001, model.vocabulary().idBound());
        assertArrayEquals(new int[] {1000, 3}, model.tokenizer().encode("aba"));
    }

    @Test
    void aTokenThatNoMergeReachesIsFoundAsAWholePretoken() throws IOException {
        BpeModel model = read("YQ== 0\nYg== 1\nIA== 2\nYmI= 3\nYWJi 4\nYWJhYmI= 5\n"); // a, b, space, bb, abb, ababb
        assertEquals(2, model.merges().size());
        assertEquals(
                List.of(0, 3, 4),
                List.of(
                        model.merges().left(1),
                        model.merges().right(1),
                        model.merges().product(1)));
        assertArrayEquals(new int[] {5, 2, 0, 1, 4}, ids("ababb ababb", model));
    }

    @Test
    void aTokenBelowItsPartsIsMergedWhenTheyAreThere() throws IOException {
        BpeModel model = read("YQ== 0\nYg== 1\nYw== 2\nYWJj 3\nYWI= 4\n"); // a, b, c, abc, ab
        assertEquals(MergeOrder.LOWEST_RANK, model.mergeOrder());
        assertEquals(2, model.merges().size());
    }

    @Test
    void encodesAsThePlainModelForRandomRanks() throws IOException {
        SplittableRandom random = Seeds.random("encodesAsThePlainModelForRandomRanks");
        for (int round = 0; round < 300; round++) {
            Map<String, Integer> ranks = new LinkedHashMap<>();
            StringBuilder file = new StringBuilder();
            int rank = 0;
            for (int i = 0; i < 40; i++) {
                String token = i < 4 ? List.of("a", "b", "c", " ").get(i) : text(random, random.nextInt(2, 7));
                rank += random.nextInt(1, 3);
                if (ranks.putIfAbsent(token, rank) == null) {
                    file.append(Base64.getEncoder().encodeToString(Bytes.toArray(token)))
                            .append(' ')
                            .append(rank)
                            .append('\n');
                }
            }
            BpeModel model = read(file.toString());
            SlowRankEncoder slow = new SlowRankEncoder(ranks);
            for (int i = 0; i < 20; i++) {
                String text = text(random, random.nextInt(30));
                List<Integer> expected = new ArrayList<>();
                for (String pretoken : Bytes.pretokens(Pattern.compile(" ?[abc]+| "), text)) {
                    expected.addAll(slow.encode(pretoken));
                }
                int[] ids = model.tokenizer().encode(text);
                assertEquals(expected, Arrays.stream(ids).boxed().toList(), () -> text + " by " + ranks);
            }
            Path written = folder.resolve("written");
            TiktokenFormat.write(model, written);
            assertEquals(file.toString(), Files.readString(written));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ line 1: found the end of the file, expected TOKEN RANK, the token in base64",
                "'\\n' ~ line 1: found \"\", expected TOKEN RANK, the token in base64",
                "'YQ== 0\\n\\n' ~ line 2: found \"\", expected TOKEN RANK, the token in base64",
                "'YQ==' ~ line 1: found \"YQ==\", expected TOKEN RANK, the token in base64",
                "' 0' ~ line 1: found \" 0\", expected TOKEN RANK, the token in base64",
                "'YQ== 0\\nY! 1' ~ line 2: found \"Y!\", expected a token in base64",
                "'YQ== 0\\nY!== 1' ~ line 2: found \"Y!==\", expected a token in base64",
                "'YQ 0' ~ line 1: found \"YQ\", expected a token in base64",
                "'==== 0' ~ line 1: found \"====\", expected a token in base64",
                "'YQ== ' ~ line 1: found rank \"\", expected a number from 0 to 16777215",
                "'YQ== -1' ~ line 1: found rank \"-1\", expected decimal digits",
                "'YQ== 1.0' ~ line 1: found rank \"1.0\", expected decimal digits",
                "'YQ== 1 2' ~ line 1: found rank \"1 2\", expected decimal digits",
                "'YQ== 16777216' ~ line 1: found rank \"16777216\", expected a number from 0 to 16777215",
                "'YQ== 99999999999999999999' ~ line 1: found rank \"99999999999999999999\", expected a number from 0 to"
                        + " 16777215",
                "'YQ== 1\\nYg== 0' ~ line 2: found rank 0, expected a rank above 1",
                "'YQ== 1\\nYg== 1' ~ line 2: found rank 1, expected a rank above 1",
                "'YQ== 0\\nYWI= 1' ~ the tokens: found token 1 holds the byte 0x62, which is no token by itself,"
                        + " expected a token for each byte in them",
            })
    void malformedFiles(String content, String message) throws IOException {
        Path file = file(content.replace("\\n", "\n"));
        CorruptInputException corrupt = assertThrows(
                CorruptInputException.class,
                () -> TiktokenFormat.read(file, Pretokenizers.of("gpt2"), SpecialTokens.NONE));
        assertEquals(file + ", " + message, corrupt.getMessage());
    }

    @Test
    void aTokenThatIsThereTwice() throws IOException {
        Path file = file("YQ== 0\nYQ== 1\n");
        CorruptInputException corrupt = assertThrows(CorruptInputException.class, () -> TiktokenFormat.read(file));
        assertTrue(String.valueOf(corrupt.getMessage()).startsWith(file + ", line 2: found "), corrupt.getMessage());
        assertTrue(String.valueOf(corrupt.getMessage()).endsWith(", expected a new token"), corrupt.getMessage());
    }

    @Test
    void whatIsNoRankFileIsNotTakenForOne() throws IOException {
        assertFalse(TiktokenFormat.matches(file("")));
        assertFalse(TiktokenFormat.matches(file("word v1\n")));
        assertFalse(TiktokenFormat.matches(file("{\"version\": \"1.0\"}\n")));
        assertTrue(TiktokenFormat.matches(file("YQ== 0\nwhat comes then is an error of the reader")));
    }

    @Test
    void aModelThatWasTrainedIsWrittenIfRanksExpressIt() throws IOException {
        BpeModel model = ModelFormats.load(GoldenSet.file("gpt4o_simple.word.model"));
        Path file = folder.resolve("ranks");
        TiktokenFormat.write(model, file);
        BpeModel read = TiktokenFormat.read(file, model.pretokenizer(), model.specialTokens());
        for (String text : GoldenSet.texts("meadow")) {
            assertArrayEquals(ids(text, model), ids(text, read));
        }
    }

    @Test
    void whatRanksCannotExpressIsRefused() throws IOException {
        refused("ranks know neither superwords nor deletions", ModelFormats.load(GoldenSet.file("gpt4o_simple.model")));
        Vocabulary tokens = vocabulary("a", "b", "c", "ab", "bc", "abc");
        MergeTable inOrder = MergeTable.of(new int[] {0, 1, 3}, new int[] {1, 2, 2}, new int[] {3, 4, 5});
        refused(
                "ranks cannot say that texts are normalized",
                builder(tokens, inOrder).normalization(Normalization.NFC).build());
        refused(
                "token 5 is made of the tokens 3 and 2 by ranks, which no merge does",
                builder(tokens, MergeTable.of(new int[] {0, 1, 0}, new int[] {1, 2, 4}, new int[] {3, 4, 5}))
                        .build());
        refused(
                "ids are not in the order of the merges, as ranks would be: token 4 is made by merge 0, and a token"
                        + " before it by merge 1",
                builder(tokens, MergeTable.of(new int[] {1, 0, 3}, new int[] {2, 1, 2}, new int[] {4, 3, 5}))
                        .build());
        refused(
                "token 4 is reached by no merge; by ranks, a pretoken of its bytes becomes it",
                builder(
                                vocabulary("a", "b", "c", "ab", "abca"),
                                MergeTable.of(new int[] {0}, new int[] {1}, new int[] {3}))
                        .build());
        refused(
                "token 1 holds the byte 0x62, which is no token by itself",
                builder(vocabulary("a", "ab"), MergeTable.of(new int[0], new int[0], new int[0]))
                        .wholePretokens(true)
                        .build());
        refused(
                "a token has an id below that of its parts",
                builder(
                                vocabulary("a", "b", "c", "abc", "ab"),
                                MergeTable.of(new int[] {4, 0}, new int[] {2, 1}, new int[] {3, 4}))
                        .build());
    }

    private void refused(String message, BpeModel model) {
        Path file = folder.resolve("refused");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> TiktokenFormat.write(model, file));
        assertEquals(message, refused.getMessage());
        assertFalse(Files.exists(file));
    }

    private static BpeModel.Builder builder(Vocabulary tokens, MergeTable merges) {
        return BpeModel.builder(tokens, merges, Pretokenizers.of("gpt2"));
    }

    private static Vocabulary vocabulary(String... tokens) {
        Vocabulary.Builder builder = Vocabulary.builder();
        for (String token : tokens) {
            builder.add(token.getBytes(UTF_8));
        }
        return builder.build();
    }

    private List<String> tokens(String content) throws IOException {
        Vocabulary tokens = read(content).vocabulary();
        return IntStream.range(0, tokens.idBound())
                .mapToObj(id -> new String(tokens.bytes(id), UTF_8))
                .toList();
    }

    private BpeModel read(String content) throws IOException {
        return TiktokenFormat.read(file(content), Pretokenizers.of(" ?[abc]+| "), SpecialTokens.NONE);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("ranks"), content);
    }

    private static int[] ids(String text, BpeModel model) {
        return model.tokenizer().encode(text, SpecialTokenPolicy.IGNORE);
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abc ab".charAt(random.nextInt(6)));
        }
        return text.toString();
    }
}
