package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenwright.testing.Seeds;

class ParallelEncoderTest {
    private static List<String> names() {
        return TestTokenizers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void idsAreTheSameForAnyNumberOfThreads(String name) {
        SplittableRandom random = Seeds.random("idsAreTheSameForAnyNumberOfThreads." + name);
        Tokenizer tokenizer = TestTokenizers.of(name);
        List<String> texts = new ArrayList<>();
        StringBuilder book = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            texts.add(TestTokenizers.text(random, 200));
            book.append(texts.getLast());
        }
        int[][] expected = texts.stream()
                .map(text -> tokenizer.encode(text, SpecialTokenPolicy.ALLOW))
                .toArray(int[][]::new);
        int[] whole = tokenizer.encode(book, SpecialTokenPolicy.ALLOW);
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            for (int threads : new int[] {1, 2, 5}) {
                ParallelEncoder encoder = ParallelEncoder.of(tokenizer, SpecialTokenPolicy.ALLOW, executor, threads);
                for (int time = 0; time < 2; time++) {
                    assertArrayEquals(expected, encoder.encodeAll(texts));
                    assertArrayEquals(whole, encoder.encode(book));
                    assertArrayEquals(whole, encoder.encode(book.toString().getBytes(UTF_8)));
                }
            }
        }
    }

    @Test
    void theFirstFailureIsThrown() {
        Tokenizer tokenizer = TestTokenizers.of("words");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            texts.add(i == 700 || (i > 700 && i % 3 == 0) ? "x".repeat(i % 11) + "<|end|>" : "word ".repeat(i % 50));
        }
        String book = "word word ".repeat(100_000) + "<|end|>" + " word <|end|>".repeat(10_000);
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            ParallelEncoder encoder = ParallelEncoder.of(tokenizer, SpecialTokenPolicy.RAISE, executor, 5);
            for (int time = 0; time < 20; time++) {
                assertEquals(
                        "the text holds the special token <|end|> at byte 7;"
                                + " allow or ignore special tokens to encode it",
                        refusal(() -> encoder.encodeAll(texts)));
            }
            assertEquals(
                    "the text holds the special token <|end|> at byte 1000000;"
                            + " allow or ignore special tokens to encode it",
                    refusal(() -> encoder.encode(book)));
            assertArrayEquals(new int[0], encoder.encode(""));
            assertEquals(0, encoder.encodeAll(List.of()).length);
        }
    }

    private static String refusal(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** The only thread of the executor calls the encoder that asks this executor for help. */
    @Test
    void aBusyExecutorDoesNotLockUp() throws InterruptedException, ExecutionException {
        Tokenizer tokenizer = TestTokenizers.of("words");
        List<String> texts = List.of("one", "two", "three");
        int[][] expected = texts.stream().map(tokenizer::encode).toArray(int[][]::new);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            ParallelEncoder encoder = ParallelEncoder.of(tokenizer, SpecialTokenPolicy.RAISE, executor, 3);
            assertArrayEquals(
                    expected, executor.submit(() -> encoder.encodeAll(texts)).get());
        }
        Executor refusing = task -> {
            throw new RejectedExecutionException();
        };
        assertArrayEquals(
                expected,
                ParallelEncoder.of(tokenizer, SpecialTokenPolicy.RAISE, refusing, 3)
                        .encodeAll(texts));
    }

    /** Helpers that begin when all is done have nothing to do, and helpers that have begun are waited for. */
    @Test
    void lateHelpersDoNothing() {
        Tokenizer tokenizer = TestTokenizers.of("words");
        List<Runnable> late = new ArrayList<>();
        ParallelEncoder encoder = ParallelEncoder.of(tokenizer, SpecialTokenPolicy.RAISE, late::add, 3);
        assertEquals(3, encoder.encodeAll(List.of("a", "b", "c")).length);
        assertEquals(2, late.size());
        late.forEach(Runnable::run);
    }

    @Test
    void helpersWork() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Parallel.run(
                    executor,
                    2,
                    2,
                    pieces -> pieces.next(piece -> {
                        both.countDown();
                        try {
                            both.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }));
        }
        assertEquals(0, both.getCount());
    }

    @Test
    void aNumberOfThreadsBelowOneIsRefused() {
        assertEquals(
                "the number of threads is 0, expected 1 or more",
                refusal(() ->
                        ParallelEncoder.of(TestTokenizers.of("words"), SpecialTokenPolicy.RAISE, Runnable::run, 0)));
    }
}
