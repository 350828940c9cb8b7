package org.tokenwright.tokenizers.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.Alphabet;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.formats.BoundlessV2Format;
import org.tokenwright.tokenizers.formats.ByteAlphabet;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.GoldenSet;

/** Trained models against those of the reference programs, byte for byte in the references' own formats. */
class TrainerGoldenTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "gpt4o_simple, gpt4o, SIMPLE, 1",
        "gpt4o_simple, gpt4o, SIMPLE, 2",
        "gpt4o_simple, gpt4o, SIMPLE, 7",
        "gpt4o_improved, gpt4o, IMPROVED, 2",
        "gpt2_simple, gpt2, SIMPLE, 2",
        "ultimate2_improved, ultimate2, IMPROVED, 2"
    })
    void boundlessModelsOfTheSmallSet(String name, String pattern, MergeRule rule, int threads) throws IOException {
        BpeModel model = BoundlessBpeTrainer.train(
                jsonl(GoldenSet.file("meadow.jsonl")),
                options(700, pattern, rule).withThreads(threads),
                ProgressListener.NONE);
        assertSameFile(GoldenSet.file(name + ".model"), model);
    }

    @Test
    void wordModelOfTheSmallSet() throws IOException {
        BpeModel model = BpeTrainer.train(
                jsonl(GoldenSet.file("meadow.jsonl")),
                options(700, "gpt4o", MergeRule.SIMPLE).withThreads(2),
                ProgressListener.NONE);
        assertSameFile(GoldenSet.file("gpt4o_simple.word.model"), model);
    }

    @Test
    void huggingFaceMergesOfTheSmallSet() throws IOException {
        StringBuilder text = new StringBuilder();
        GoldenSet.texts("meadow").forEach(document -> text.append(document).append('\n'));
        Path lines = Files.writeString(folder.resolve("lines.txt"), text);
        assertEquals(GoldenSet.lines("hf_gpt2.merges.txt"), huggingFaceMerges(lines));
    }

    @ParameterizedTest
    @CsvSource({
        "books_gpt4o_improved_t1.1_b1_boundless, books, gpt4o, IMPROVED, 4083, 1",
        "books_gpt4o_simple_t1.1_b1_boundless, books, gpt4o, SIMPLE, 4083, 2",
        "books_ultimate2_improved_t1.1_b1_boundless, books, ultimate2, IMPROVED, 4083, 7",
        "mixed_gpt4o_improved_t1.1_b1_boundless, mixed, gpt4o, IMPROVED, 2035, 2",
        "mixed_gpt4o_simple_t1.1_b1_boundless, mixed, gpt4o, SIMPLE, 2035, 1",
        "mixed_wordlevel_script_simple_t1.1_b1_boundless, mixed, wordlevel-script, SIMPLE, 2035, 2",
        "tiny_gpt4o_simple_t1.1_b1_boundless, tiny, gpt4o, SIMPLE, 487, 2"
    })
    void sharedModels(String name, String corpus, String pattern, MergeRule rule, int size, int threads)
            throws IOException {
        Path golden = SharedData.path("golden/boundless/fast/" + name + ".model");
        Path goldenWords = SharedData.path("golden/boundless/fast/" + name + ".word.model");
        Path texts = SharedData.path("golden/boundless/corpora/" + corpus + ".jsonl");
        TrainerOptions options = options(size, pattern, rule).withThreads(threads);
        assertSameFile(golden, BoundlessBpeTrainer.train(jsonl(texts), options, ProgressListener.NONE));
        assertSameFile(goldenWords, BpeTrainer.train(jsonl(texts), options, ProgressListener.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "tiny_gpt4o_improved_t0.9_b1, tiny, gpt4o, IMPROVED, 487, 0.9, BYTES, 1",
        "tiny_gpt4o_improved_t0.9_b1, tiny, gpt4o, IMPROVED, 487, 0.9, BYTES, 7",
        "tiny_gpt4o_simple_t0.6_b0, tiny, gpt4o, SIMPLE, 487, 0.6, OPERANDS, 2",
        "mixed_gpt4o_script_simple_t0.9_b0, mixed, gpt4o-script, SIMPLE, 2035, 0.9, OPERANDS, 2"
    })
    void sharedModelsWithDeletions(
            String name,
            String corpus,
            String pattern,
            MergeRule rule,
            int size,
            double threshold,
            DeletionParts parts,
            int threads)
            throws IOException {
        Path golden = SharedData.path("golden/boundless/fast/" + name + "_boundless.model");
        Path goldenWords = SharedData.path("golden/boundless/fast/" + name + "_boundless.word.model");
        Path texts = SharedData.path("golden/boundless/corpora/" + corpus + ".jsonl");
        TrainerOptions options = options(size, pattern, rule).toBuilder()
                .deletions(threshold, parts)
                .threads(threads)
                .build();
        assertSameFile(
                goldenWords,
                new Training(options, ProgressListener.NONE)
                        .withDirectOperands()
                        .trainWords(jsonl(texts), Counting.STANDARD));
        assertSameFile(
                golden,
                new Training(options, ProgressListener.NONE)
                        .withDirectOperands()
                        .trainSuperwords(jsonl(texts), 0));
    }

    @ParameterizedTest
    @CsvSource({"books, 4083, 583", "tiny, 440, 40"})
    void sharedSuperBpeModels(String corpus, int size, int supermerges) throws IOException {
        Path golden = SharedData.path("golden/boundless/fast/" + corpus + "_gpt4o_simple_t1.1_b1_superbpe.model");
        Path texts = SharedData.path("golden/boundless/corpora/" + corpus + ".jsonl");
        TrainerOptions options = options(size, "gpt4o", MergeRule.SIMPLE).toBuilder()
                .supermerges(supermerges)
                .threads(2)
                .build();
        assertSameFile(golden, SuperBpeTrainer.train(jsonl(texts), options, ProgressListener.NONE));
    }

    @Test
    void sharedModelOfSplitRuns() throws IOException {
        Path golden = SharedData.path("golden/boundless/fast/books_gpt4o_simple_t1.1_b1_boundless_split.model");
        Path texts = SharedData.path("golden/boundless/corpora/books.jsonl");
        TrainerOptions options = options(4083, "gpt4o", MergeRule.SIMPLE).toBuilder()
                .splitRuns(true)
                .build();
        assertSameFile(golden, BoundlessBpeTrainer.train(jsonl(texts), options, ProgressListener.NONE));
    }

    @Test
    void sharedHuggingFaceMerges() throws IOException {
        Path golden = SharedData.path("golden/engines/train/hf_bytelevel_30000.json");
        List<String> merges = huggingFaceMerges(SharedData.path("golden/engines/train/corpus.txt"));
        assertEquals(18_695, merges.size());
        assertEquals(HuggingFaceMerges.read(golden), merges);
    }

    private static TrainerOptions options(int size, String pattern, MergeRule rule) {
        return TrainerOptions.builder(size, Pretokenizers.of(pattern))
                .alphabet(Alphabet.UTF8)
                .mergeRule(rule)
                .specialTokens(List.of("<|endoftext|>"))
                .build();
    }

    private static TextSource jsonl(Path path) throws IOException {
        return TextSource.builder().path(path).format(TextFormat.JSONL).build();
    }

    private List<String> huggingFaceMerges(Path lines) throws IOException {
        TextSource source = TextSource.builder()
                .path(lines)
                .format(TextFormat.LINES_WITH_ENDS)
                .build();
        BpeModel model = new Training(TrainerOptions.of(30_000, Pretokenizers.of("gpt2")), ProgressListener.NONE)
                .trainWords(source, Counting.HUGGING_FACE);
        return Stream.iterate(0, rank -> rank < model.merges().size(), rank -> rank + 1)
                .map(rank -> show(model, model.merges().left(rank)) + " "
                        + show(model, model.merges().right(rank)))
                .toList();
    }

    private static String show(BpeModel model, int id) {
        return ByteAlphabet.show(model.vocabulary().bytes(id));
    }

    private void assertSameFile(Path golden, BpeModel model) throws IOException {
        Path written = folder.resolve("written.model");
        BoundlessV2Format.write(model, written);
        assertEquals(Files.readString(golden, UTF_8), Files.readString(written, UTF_8));
    }
}
