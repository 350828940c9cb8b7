package org.tokenwright.tokenizers.formats;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.TokenKind;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.tokenizers.slow.SlowPickyBpe;
import org.tokenwright.vocab.SpecialTokens;

class ModelFormatsTest {
    @TempDir
    private Path folder;

    @Test
    void everyFormatIsKnownByItsContent() throws IOException {
        BpeModel model = ModelFormats.load(GoldenSet.file("gpt4o_simple.word.model"));
        LoadOptions split = LoadOptions.NONE.withPretokenizer(model.pretokenizer());
        Path own = folder.resolve("1");
        model.save(own);
        Path v2 = folder.resolve("2");
        BoundlessV2Format.write(model, v2);
        Path ranks = folder.resolve("3");
        TiktokenFormat.write(model, ranks);
        Path files = folder.resolve("4");
        Gpt2Format.write(model, files);
        int[] ids = model.tokenizer().encode("the quick brown fox");
        assertArrayEquals(ids, ids(own, LoadOptions.NONE));
        assertArrayEquals(ids, ids(v2, LoadOptions.NONE));
        assertArrayEquals(ids, ids(ranks, split));
        assertArrayEquals(ids, ids(files, split));
        assertArrayEquals(ids, ids(files.resolve("vocab.json"), split));
        assertArrayEquals(ids, ids(files.resolve("merges.txt"), split));
    }

    @Test
    void tokenizerJsonIsAModelIfItIsByteLevelBpe() throws IOException {
        BpeModel model = ModelFormats.load(GoldenSet.file("gpt4o_simple.word.model"));
        Path file = folder.resolve("tokenizer.json");
        HuggingFaceFormat.write(model, file);
        assertArrayEquals(
                model.tokenizer().encode("the fox"), Tokenizers.load(file).encode("the fox"));
        assertArrayEquals(
                model.tokenizer().encode("the fox"), Tokenizers.load(folder).encode("the fox"));
        assertEquals(
                model.vocabulary().size(),
                ModelFormats.load(folder).vocabulary().size());
    }

    @Test
    void tokenizersThatAreNoModelsAreTokenizersAlone() throws IOException {
        Path sentencePiece = GoldenSet.file("sentencepiece/uni_suffix.model");
        assertTrue(Tokenizers.load(sentencePiece).encode("the fox").length > 0);
        IOException noModel = assertThrows(IOException.class, () -> ModelFormats.load(sentencePiece));
        assertEquals(sentencePiece + ": SentencePiece Unigram is no byte-level BPE", noModel.getMessage());
        LoadedModel loaded = ModelFormats.open(sentencePiece.toString(), LoadOptions.NONE);
        assertNull(loaded.model());
        Tokenizer tokenizer = loaded.tokenizer();
        int pieces =
                tokenizer.vocabulary().size() + tokenizer.specialTokens().ids().size();
        Map<TokenKind, Long> kinds =
                IntStream.range(0, pieces).mapToObj(tokenizer::kind).collect(groupingBy(kind -> kind, counting()));
        assertEquals(1, kinds.get(TokenKind.UNKNOWN));
        assertEquals(tokenizer.specialTokens().ids().size(), kinds.get(TokenKind.SPECIAL));
        for (int id : new int[] {-1, pieces}) {
            IllegalArgumentException none = assertThrows(IllegalArgumentException.class, () -> tokenizer.kind(id));
            assertEquals("no token has the id " + id, none.getMessage());
        }
        Path picky = folder.resolve("picky.json");
        Files.writeString(picky, new SlowPickyBpe(new SplittableRandom(1), List.of("\u2581", "a"), 9).json());
        assertEquals(1, Tokenizers.load(picky).encode("?")[1]);
        assertThrows(IOException.class, () -> ModelFormats.load(picky));
    }

    private static int[] ids(Path path, LoadOptions options) throws IOException {
        return ModelFormats.loadTokenizer(path.toString(), options).encode("the quick brown fox");
    }

    @Test
    void aFileComesBeforeANameAndANameBeforeAnError() throws IOException {
        assertEquals(100_256, Tokenizers.load("cl100k_base").vocabulary().size());
        assertEquals(1, Tokenizers.load("gpt2").specialTokens().ids().size());
        NoSuchFileException name = assertThrows(NoSuchFileException.class, () -> Tokenizers.load("cl200k"));
        assertEquals(
                "cl200k: neither a file nor the name of a model; there are r50k_base, gpt2, p50k_base, p50k_edit, cl100k_base,"
                        + " o200k_base, o200k_harmony, byt5, blt, bytes, canine",
                name.getMessage());
        NoSuchFileException path = assertThrows(NoSuchFileException.class, () -> Tokenizers.load("some/cl100k_base"));
        assertEquals("some/cl100k_base", path.getMessage());
    }

    @Test
    void tokenizersOfBytesHaveNamesAndAreNoModels() throws IOException {
        assertArrayEquals(new int[] {100}, Tokenizers.load("byt5").encode("a"));
        assertArrayEquals(new int[] {0x4F60}, Tokenizers.load("canine").encode("\u4F60"));
        assertTrue(ModelFormats.isSplitSaid("blt"));
        IOException name = assertThrows(IOException.class, () -> ModelFormats.load("bytes", LoadOptions.NONE));
        assertEquals("bytes: a tokenizer of bytes or code points is no byte-level BPE", name.getMessage());
        Path file = Files.writeString(folder.resolve("dict.txt"), "97 2\n98 1\n");
        assertArrayEquals(new int[] {5, 4, 3}, Tokenizers.load(file).encode("bac"));
        IOException dictionary = assertThrows(IOException.class, () -> ModelFormats.load(file));
        assertEquals(file + ": a dictionary of fairseq is no byte-level BPE", dictionary.getMessage());
        LoadOptions split = LoadOptions.NONE.withPretokenizer(Pretokenizers.of("gpt2"));
        IllegalArgumentException said =
                assertThrows(IllegalArgumentException.class, () -> ModelFormats.loadTokenizer("byt5", split));
        assertEquals("byt5 says itself how texts are split, found the pattern gpt2", said.getMessage());
    }

    @Test
    void whatAFormatSaysIsNotToBeSaidAgain() {
        Path model = GoldenSet.file("gpt4o_simple.model");
        IllegalArgumentException pattern = assertThrows(
                IllegalArgumentException.class,
                () -> ModelFormats.load(model, LoadOptions.NONE.withPretokenizer(Pretokenizers.of("gpt2"))));
        assertEquals(model + " says itself how texts are split, found the pattern gpt2", pattern.getMessage());
        IllegalArgumentException special = assertThrows(
                IllegalArgumentException.class,
                () -> ModelFormats.load(
                        "cl100k_base", LoadOptions.NONE.withSpecialTokens(SpecialTokens.of(Map.of("<x>", 7)))));
        assertEquals("cl100k_base says itself which special tokens there are, found [<x>]", special.getMessage());
    }

    @Test
    void whatIsOfNoKnownFormatIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "hello");
        CorruptInputException unknown = assertThrows(CorruptInputException.class, () -> Tokenizers.load(file));
        assertTrue(
                String.valueOf(unknown.getMessage())
                        .startsWith(file + ", byte 0: found no known format, expected a Tokenwright model"),
                unknown.getMessage());
        CorruptInputException empty = assertThrows(CorruptInputException.class, () -> Tokenizers.load(folder));
        assertTrue(
                String.valueOf(empty.getMessage()).startsWith(folder + ", its files: found no known format"),
                empty.getMessage());
    }
}
