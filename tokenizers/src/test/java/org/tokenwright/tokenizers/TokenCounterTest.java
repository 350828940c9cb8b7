package org.tokenwright.tokenizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokenwright.testing.Seeds;

class TokenCounterTest {
    private static List<String> names() {
        return TestTokenizers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void countsAreThoseOfEncoding(String name) {
        SplittableRandom random = Seeds.random("countsAreThoseOfEncoding." + name);
        Tokenizer tokenizer = TestTokenizers.of(name);
        TokenCounter counter = TokenCounter.of(tokenizer);
        for (int round = 0; round < 200; round++) {
            String text = TestTokenizers.text(random, random.nextInt(3_000));
            int count = tokenizer.encode(text, SpecialTokenPolicy.IGNORE).length;
            assertEquals(count, counter.count(text));
            byte[] utf8 = text.getBytes(UTF_8);
            assertEquals(count, counter.count(utf8, 0, utf8.length));
            for (int limit : new int[] {0, 1, count - 1, count, count + 1, random.nextInt(count + 5)}) {
                if (limit >= 0) {
                    assertEquals(Math.min(count, limit + 1), counter.countUpTo(text, limit));
                }
            }
        }
    }

    @Test
    void countingStopsBehindTheLimit() {
        TokenCounter counter = TokenCounter.of(TestTokenizers.of("words"));
        String text = " word and word".repeat(1_000);
        int[] looked = {0};
        CharSequence watched = new CharSequence() {
            @Override
            public int length() {
                return 1_000_000_000;
            }

            @Override
            public char charAt(int index) {
                looked[0] = Math.max(looked[0], index);
                return text.charAt(index % text.length());
            }

            @Override
            public CharSequence subSequence(int start, int end) {
                throw new UnsupportedOperationException();
            }
        };
        assertEquals(101, counter.countUpTo(watched, 100));
        TextChunk chunk = counter.truncate(watched, 100);
        assertEquals(100, chunk.tokens());
        assertTrue(looked[0] < 20_000, "looked at " + looked[0]);
    }

    @Test
    void specialTokensAreTextUnlessThePolicySaysOtherwise() {
        Tokenizer tokenizer = TestTokenizers.of("words");
        String text = "a" + TestTokenizers.SPECIAL;
        assertTrue(TokenCounter.of(tokenizer).count(text) > 2);
        assertEquals(2, TokenCounter.of(tokenizer, SpecialTokenPolicy.ALLOW).count(text));
        assertThrows(
                IllegalArgumentException.class,
                () -> TokenCounter.of(tokenizer, SpecialTokenPolicy.RAISE).count(text));
    }

    @ParameterizedTest
    @MethodSource("names")
    void truncatedTextFits(String name) {
        SplittableRandom random = Seeds.random("truncatedTextFits." + name);
        Tokenizer tokenizer = TestTokenizers.of(name);
        for (SpecialTokenPolicy policy : List.of(SpecialTokenPolicy.IGNORE, SpecialTokenPolicy.ALLOW)) {
            TokenCounter counter = TokenCounter.of(tokenizer, policy);
            for (int round = 0; round < 300; round++) {
                String text = TestTokenizers.text(random, random.nextInt(1, round % 50 == 0 ? 3_000 : 100));
                int count = tokenizer.encode(text, policy).length;
                int max = random.nextInt(count + 2);
                TextChunk chunk = counter.truncate(text, max);
                assertIsChunk(text, chunk, tokenizer, policy);
                assertEquals(0, chunk.start());
                assertTrue(chunk.tokens() <= max, chunk + " of " + max);
                assertTrue(count > max || chunk.end() == text.length(), "all fits in " + max);
                assertTrue(chunk.end() >= plainEnd(tokenizer, policy, text, max), () -> chunk + " of " + text);
            }
        }
    }

    /** The end that is right at once: behind so many tokens, if that is between characters and the piece has no more tokens. */
    private static int plainEnd(Tokenizer tokenizer, SpecialTokenPolicy policy, String text, int max) {
        Encoding bytes = tokenizer.encode(text, policy, OffsetUnit.BYTES);
        Encoding chars = tokenizer.encode(text, policy, OffsetUnit.UTF16);
        if (max == 0 || max >= bytes.size()) {
            return 0;
        }
        int end = chars.end(max - 1);
        boolean between = bytes.end(max - 1) == text.substring(0, end).getBytes(UTF_8).length
                && bytes.end(max - 1) <= bytes.start(max);
        return between && tokenizer.encode(text.substring(0, end), policy).length <= max ? end : 0;
    }

    private static void assertIsChunk(String text, TextChunk chunk, Tokenizer tokenizer, SpecialTokenPolicy policy) {
        String piece = chunk.of(text);
        assertEquals(piece, new String(piece.getBytes(UTF_8), UTF_8), "whole characters");
        assertEquals(chunk.tokens(), tokenizer.encode(piece, policy).length);
        assertEquals(text.substring(0, chunk.start()).getBytes(UTF_8).length, chunk.byteStart());
        assertEquals(text.substring(0, chunk.end()).getBytes(UTF_8).length, chunk.byteEnd());
    }

    @ParameterizedTest
    @MethodSource("names")
    void chunksFitAndCoverTheText(String name) {
        SplittableRandom random = Seeds.random("chunksFitAndCoverTheText." + name);
        Tokenizer tokenizer = TestTokenizers.of(name);
        SpecialTokenPolicy policy = SpecialTokenPolicy.IGNORE;
        TokenCounter counter = TokenCounter.of(tokenizer);
        int more = 0;
        int all = 0;
        for (int round = 0; round < 200; round++) {
            String text = TestTokenizers.text(random, random.nextInt(1, 200));
            int max = random.nextInt(4, 40);
            int overlap = random.nextInt(max);
            List<TextChunk> chunks = counter.chunks(text, max, overlap);
            assertEquals(text.isEmpty(), chunks.isEmpty());
            TextChunk before = new TextChunk(-1, 0, 0, 0, 0);
            for (TextChunk chunk : chunks) {
                assertIsChunk(text, chunk, tokenizer, policy);
                assertTrue(chunk.tokens() <= max, chunk + " of " + max);
                assertTrue(
                        chunk.start() <= before.end() && chunk.start() > before.start(), before + " before " + chunk);
                assertTrue(chunk.end() > before.end(), before + " before " + chunk);
                if (before.tokens() > 0) {
                    all++;
                    more += plainOverlap(text, chunk, before, tokenizer) <= overlap + 4 ? 1 : 0;
                }
                before = chunk;
            }
            assertEquals(text.length(), before.end());
        }
        assertTrue(more > all * 0.9, more + " of " + all + " overlap as they should");
    }

    private static int plainOverlap(String text, TextChunk chunk, TextChunk before, Tokenizer tokenizer) {
        Encoding encoding = tokenizer.encode(text, SpecialTokenPolicy.IGNORE, OffsetUnit.UTF16);
        int tokens = 0;
        for (int i = 0; i < encoding.size(); i++) {
            tokens += encoding.start(i) >= chunk.start() && encoding.end(i) <= before.end() ? 1 : 0;
        }
        return tokens;
    }

    @Test
    void chunksOfPlainWords() {
        TokenCounter counter = TokenCounter.of(new LetterTokenizer());
        String text = "ab cd  ef";
        assertEquals(List.of("ab c", "b cd", " cd  e", "d  ef"), pieces(counter.chunks(text, 3, 2), text));
        assertEquals(List.of("ab", " cd", "  ef"), pieces(counter.chunks(text, 2, 0), text));
        assertEquals(List.of(" "), pieces(counter.chunks(" ", 2, 0), " "));
    }

    private static List<String> pieces(List<TextChunk> chunks, String text) {
        return chunks.stream().map(chunk -> chunk.of(text)).toList();
    }

    @Test
    void impossibleBudgetsAreRefused() {
        TokenCounter counter = TokenCounter.of(TestTokenizers.of("words"));
        assertEquals("a chunk has at most 0 tokens, expected 1 or more", refusal(() -> counter.chunks("a", 0, 0)));
        assertEquals(
                "the overlap is 3 tokens, expected 0 to 2, less than a chunk has",
                refusal(() -> counter.chunks("a", 3, 3)));
        assertEquals(
                "the character at byte 1 of the text has 3 tokens, expected at most 2, as many as a chunk may have",
                refusal(() -> counter.chunks("a\uD83E\uDEE8b", 2, 0)));
        assertEquals("the limit is -1 tokens, expected 0 to 2147483646", refusal(() -> counter.countUpTo("a", -1)));
        assertEquals("the limit is -1 tokens, expected 0 to 2147483646", refusal(() -> counter.truncate("a", -1)));
        assertEquals("unpaired surrogate U+D800 at index 1", refusal(() -> counter.count("a\uD800")));
        assertFalse(counter.chunks("a\uD83E\uDEE8b", 3, 0).isEmpty());
    }

    private static String refusal(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
