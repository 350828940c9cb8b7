package org.tokenwright.tokenizers.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.tokenizers.bpe.MergeRule;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

/** Training in steps over count files gives the bytes of training in one go, however a corpus is parted. */
class CorpusCountsTest {
    private static final ProgressListener NONE = ProgressListener.NONE;

    /** So little that every document goes to a file of its own. */
    private static final long SPILL_ALWAYS = 1;

    @TempDir
    private Path folder;

    @Test
    void stepsGiveWhatOneTrainingGives() throws IOException {
        compare(30, Seeds.random("stepsGiveWhatOneTrainingGives"));
    }

    @Test
    @Tag("long")
    void stepsGiveWhatOneTrainingGivesOnManyCorpora() throws IOException {
        compare(400, Seeds.random("stepsGiveWhatOneTrainingGivesOnManyCorpora"));
    }

    private void compare(int rounds, SplittableRandom random) throws IOException {
        for (int round = 0; round < rounds; round++) {
            List<String> texts = random.nextBoolean() ? Corpora.random(random) : Corpora.fewLetters(random);
            int size = 256 + random.nextInt(1, 80);
            int supermerges = random.nextInt(0, 20);
            TrainerOptions.Builder builder = TrainerOptions.builder(
                            size + supermerges, Pretokenizers.of(random.nextBoolean() ? "gpt2" : "(?s).{1,2}"))
                    .mergeRule(random.nextBoolean() ? MergeRule.SIMPLE : MergeRule.IMPROVED)
                    .supermerges(supermerges)
                    .threads(random.nextInt(1, 4));
            if (random.nextInt(3) == 0) {
                builder.deletions(
                        random.nextDouble(0.05, 1),
                        random.nextBoolean() ? DeletionParts.BYTES : DeletionParts.OPERANDS);
            }
            compare(texts, builder.build(), random);
        }
    }

    private void compare(List<String> texts, TrainerOptions options, SplittableRandom random) throws IOException {
        String input = options + " on " + texts;
        BpeModel whole = options.supermerges() > 0
                ? SuperBpeTrainer.train(Corpora.of(texts), options, NONE)
                : BoundlessBpeTrainer.train(Corpora.of(texts), options, NONE);
        List<List<String>> parts = parts(texts, random);
        long tableBytes = random.nextBoolean() ? SPILL_ALWAYS : Long.MAX_VALUE;

        Path pretokens = count(
                parts,
                "pretokens",
                random,
                (source, target) -> CorpusCounts.countPretokens(source, options, target, NONE, tableBytes));
        Path all = folder.resolve("all.pretokens");
        CorpusCounts.countPretokens(Corpora.of(texts), options, all, NONE);
        assertArrayEquals(Files.readAllBytes(all), Files.readAllBytes(pretokens), input);

        TrainerOptions forWords = TrainerOptions.builder(
                        options.vocabularySize() - options.supermerges(), options.pretokenizer())
                .deletions(options.deletionThreshold(), options.deletionParts())
                .threads(options.threads())
                .build();
        BpeModel words = BpeTrainer.trainOnCounts(pretokens, forWords, NONE);
        assertSame(BpeTrainer.train(Corpora.of(texts), forWords, NONE), words, input);

        Path runs = count(
                parts,
                "runs",
                random,
                (source, target) -> CorpusCounts.countRuns(source, words, options, target, NONE, tableBytes));
        BpeModel model = options.supermerges() > 0
                ? SuperBpeTrainer.trainOnRuns(words, runs, options, NONE)
                : BoundlessBpeTrainer.trainOnRuns(words, runs, options, NONE);
        assertSame(whole, model, input);
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")), "temporary files are left");
        }
    }

    /** Counts a part of a corpus. */
    private interface Counter {
        void count(TextSource source, Path target) throws IOException;
    }

    private Path count(List<List<String>> parts, String kind, SplittableRandom random, Counter counter)
            throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Path file = folder.resolve(i + "." + kind);
            counter.count(Corpora.of(parts.get(i)), file);
            files.add(file);
        }
        Collections.shuffle(files, new Random(random.nextLong()));
        Path merged = folder.resolve("merged." + kind);
        CorpusCounts.merge(files, merged, NONE);
        return merged;
    }

    private static List<List<String>> parts(List<String> texts, SplittableRandom random) {
        List<List<String>> parts = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            parts.add(new ArrayList<>());
        }
        texts.forEach(text -> parts.get(random.nextInt(parts.size())).add(text));
        return parts;
    }

    private void assertSame(BpeModel expected, BpeModel model, String input) throws IOException {
        Path one = folder.resolve("one.model");
        Path other = folder.resolve("other.model");
        expected.save(one);
        model.save(other);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other), input);
    }

    @Test
    void filesOfDifferentThingsAreNotAddedUp() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        List<String> texts = List.of("the sea");
        CorpusCounts.countPretokens(Corpora.of(texts), options("gpt2"), one, NONE);
        CorpusCounts.countPretokens(Corpora.of(texts), options("gpt4o"), other, NONE);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> CorpusCounts.merge(List.of(one, other), folder.resolve("sum"), NONE));
        assertEquals(
                other + " has pretokens of gpt4o, normalization NONE, but " + one
                        + " has pretokens of gpt2, normalization NONE",
                e.getMessage());
        IllegalArgumentException words = assertThrows(
                IllegalArgumentException.class, () -> BpeTrainer.trainOnCounts(one, options("gpt4o"), NONE));
        assertEquals(
                one + " has pretokens of gpt2, normalization NONE, expected pretokens of gpt4o, normalization NONE",
                words.getMessage());
    }

    @Test
    void runsBelongToTheirModelOfWords() throws IOException {
        List<String> texts = List.of("the sea and the sea and the sea");
        BpeModel words = BpeTrainer.train(Corpora.of(texts), options("gpt2"), NONE);
        BpeModel others = BpeTrainer.train(Corpora.of(List.of("an old man")), options("gpt2"), NONE);
        Path runs = folder.resolve("runs");
        CorpusCounts.countRuns(Corpora.of(texts), words, options("gpt2"), runs, NONE);
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> BoundlessBpeTrainer.trainOnRuns(others, runs, options("gpt2"), NONE));
        String message = Objects.requireNonNull(e.getMessage());
        assertTrue(
                message.startsWith(runs + " has runs of gpt2, normalization NONE, words " + words.fingerprint()),
                message);
        TrainerOptions larger = TrainerOptions.of(400, Pretokenizers.of("gpt2"));
        e = assertThrows(
                IllegalArgumentException.class, () -> BoundlessBpeTrainer.trainOnRuns(words, runs, larger, NONE));
        assertEquals("the model of words was trained for 270 tokens, expected 400", e.getMessage());
    }

    /** Every byte changed, and every shorter file, is noticed. */
    @Test
    void damagedFilesAreRefused() throws IOException {
        Path file = folder.resolve("counts");
        CorpusCounts.countPretokens(Corpora.of(List.of("the sea, the sea")), options("gpt2"), file, NONE);
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);
            assertThrows(CorruptInputException.class, () -> readAll(file), "byte " + at);
            Files.write(file, Arrays.copyOf(bytes, at));
            assertThrows(CorruptInputException.class, () -> readAll(file), "cut at " + at);
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> readAll(file));
        assertEquals(
                file + ", byte " + bytes.length + ": found more bytes, expected the end of the file", e.getMessage());
    }

    private static void readAll(Path file) throws IOException {
        try (CountReader reader = new CountReader(file)) {
            while (reader.next()) {
                assertTrue(reader.count() > 0);
            }
        }
    }

    private static TrainerOptions options(String pattern) {
        return TrainerOptions.of(270, Pretokenizers.of(pattern));
    }
}
