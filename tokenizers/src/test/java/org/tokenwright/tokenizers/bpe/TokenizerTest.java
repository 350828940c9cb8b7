package org.tokenwright.tokenizers.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.formats.ModelFormats;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.slow.GoldenSet;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.SpecialTokens;
import org.tokenwright.vocab.Vocabulary;

class TokenizerTest {
    /** Bytes, "he" 256, "ll" 257, "hell" 258, "hello" 259; "<s>" 300 and "<s>>" 301. */
    private static final Tokenizer HELLO = hello(Alphabet.BYTES).tokenizer();

    private static BpeModel hello(Alphabet alphabet) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (int value = 0; value < 256; value++) {
            if (alphabet.contains(value)) {
                vocabulary.add(new byte[] {(byte) value});
            }
        }
        int he = vocabulary.add("he".getBytes(UTF_8));
        int ll = vocabulary.add("ll".getBytes(UTF_8));
        int hell = vocabulary.add("hell".getBytes(UTF_8));
        int hello = vocabulary.add("hello".getBytes(UTF_8));
        Vocabulary built = vocabulary.build();
        int[] lefts = {id(built, "h"), id(built, "l"), he, hell};
        int[] rights = {id(built, "e"), id(built, "l"), ll, id(built, "o")};
        return BpeModel.builder(
                        built, MergeTable.of(lefts, rights, new int[] {he, ll, hell, hello}), Pretokenizers.of("gpt4o"))
                .specialTokens(SpecialTokens.of(Map.of("<s>", 300, "<s>>", 301)))
                .build();
    }

    private static int id(Vocabulary vocabulary, String token) {
        return vocabulary.idOf(token.getBytes(UTF_8));
    }

    @Test
    void specialTokensRaiseByDefault() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> HELLO.encode("é<s>hello"));
        assertEquals(
                "the text holds the special token <s> at byte 2; allow or ignore special tokens to encode it",
                e.getMessage());
    }

    /** The superword was made before its words were deleted for good: it is a token, and no text becomes it. */
    @Test
    void supermergesOfDeletedTokensApplyNowhere() {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        int a = vocabulary.add("a".getBytes(UTF_8));
        int b = vocabulary.add("b".getBytes(UTF_8));
        int abab = vocabulary.add("abab".getBytes(UTF_8));
        Vocabulary.Builder deleted = Vocabulary.builder();
        int ab = abab + 1 + deleted.add("ab".getBytes(UTF_8));
        BpeModel model = BpeModel.builder(
                        vocabulary.build(),
                        MergeTable.of(new int[] {a}, new int[] {b}, new int[] {ab}),
                        Pretokenizers.of("(?s).{2}"))
                .deletions(Deletions.of(DeletionParts.BYTES, new int[] {ab}, new int[] {1}), deleted.build())
                .supermerges(MergeTable.of(new int[] {ab}, new int[] {ab}, new int[] {abab}))
                .build();
        assertArrayEquals(new int[] {a, b, a, b}, model.tokenizer().encode("abab"));
    }

    @Test
    void specialTokensAsIdsOrAsText() {
        assertArrayEquals(new int[] {259, 300, 259, 301}, HELLO.encode("hello<s>hello<s>>", SpecialTokenPolicy.ALLOW));
        assertArrayEquals(new int[] {'<', 's', '>', 259}, HELLO.encode("<s>hello", SpecialTokenPolicy.IGNORE));
        assertArrayEquals(
                new int[] {300, '>', 259}, HELLO.encode("<s>>hello", SpecialTokenPolicy.allowOnly(Set.of("<s>"))));
        assertEquals("hello<s>>", HELLO.decode(259, 301));
    }

    @Test
    void unknownSpecialTokenInPolicyIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> HELLO.newEncoder(SpecialTokenPolicy.allowOnly(Set.of("<x>"))));
        assertTrue(String.valueOf(e.getMessage()).contains("<x>"), e.getMessage());
    }

    @Test
    void unpairedSurrogatesAreRefused() {
        assertEquals(
                "unpaired surrogate U+D800 at index 3",
                assertThrows(IllegalArgumentException.class, () -> HELLO.encode("😀a\uD800b"))
                        .getMessage());
        assertEquals(
                "unpaired surrogate U+DC00 at index 0",
                assertThrows(IllegalArgumentException.class, () -> HELLO.encode("\uDC00"))
                        .getMessage());
    }

    @Test
    void bytesOutsideTheAlphabetAreRefused() {
        Encoder encoder = hello(Alphabet.UTF8).tokenizer().newEncoder(SpecialTokenPolicy.RAISE);
        byte[] text = {'a', (byte) 0xC0, 'b'};
        assertEquals(
                "byte 0xc0 at index 1 is in no token",
                assertThrows(IllegalArgumentException.class, () -> encoder.encode(text, 0, 3))
                        .getMessage());
        assertEquals(1, encoder.encode(text, 2, 3));
        assertEquals('b', encoder.ids()[0]);
    }

    @Test
    void offsets() {
        Encoding bytes = HELLO.encode("é<s>hello😀", SpecialTokenPolicy.ALLOW, OffsetUnit.BYTES);
        assertEquals("[0-1, 1-2, 2-5, 5-10, 10-11, 11-12, 12-13, 13-14]", places(bytes));
        Encoding chars = HELLO.encode("é<s>hello😀", SpecialTokenPolicy.ALLOW, OffsetUnit.UTF16);
        assertEquals("[0-1, 0-1, 1-4, 4-9, 9-11, 9-11, 9-11, 9-11]", places(chars));
        assertEquals(OffsetUnit.UTF16, chars.unit());
    }

    private static String places(Encoding encoding) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < encoding.size(); i++) {
            places.add(encoding.start(i) + "-" + encoding.end(i));
        }
        return places.toString();
    }

    @Test
    void encodingBeforeAnyTextIsRefused() {
        Encoder encoder = HELLO.newEncoder(SpecialTokenPolicy.RAISE);
        assertEquals(
                "no text has been encoded: call encode first, with success",
                assertThrows(IllegalStateException.class, () -> encoder.encoding(OffsetUnit.BYTES))
                        .getMessage());
    }

    @Test
    void decodingOfBrokenCharacters() {
        assertEquals("\uFFFDhello", HELLO.decode(0xC3, 259));
        assertEquals("hello", HELLO.decode(CodingErrorAction.IGNORE, 0xC3, 259));
        assertEquals(
                "the tokens' bytes are not UTF-8: Input length = 1",
                assertThrows(IllegalArgumentException.class, () -> HELLO.decode(CodingErrorAction.REPORT, 0xC3, 259))
                        .getMessage());
        assertEquals(
                "no token has the id 999",
                assertThrows(IllegalArgumentException.class, () -> HELLO.decode(999))
                        .getMessage());
    }

    @Test
    void anyBytesComeBack() throws IOException {
        SplittableRandom random = Seeds.random("anyBytesComeBack");
        Tokenizer tokenizer = hello(Alphabet.BYTES).tokenizer();
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        for (int round = 0; round < 2_000; round++) {
            byte[] text = new byte[random.nextInt(0, 300)];
            random.nextBytes(text);
            for (int i = 0; i < text.length; i++) {
                text[i] = random.nextInt(3) == 0 ? text[i] : (byte) "helo <s>".charAt(random.nextInt(8));
            }
            int count = encoder.encode(text, 0, text.length);
            assertArrayEquals(text, tokenizer.decodeBytes(java.util.Arrays.copyOf(encoder.ids(), count)));
        }
    }

    /** Every text twice in different encoders, with so many different pretokens that the memory of them starts anew. */
    @Test
    void rememberedPretokensGiveTheSameIds() throws IOException {
        SplittableRandom random = Seeds.random("rememberedPretokensGiveTheSameIds");
        Tokenizer tokenizer =
                ModelFormats.load(GoldenSet.file("gpt4o_simple.model")).tokenizer();
        Encoder old = tokenizer.newEncoder(SpecialTokenPolicy.RAISE);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 2_000; word++) {
                text.append(' ').append(Long.toString(random.nextLong(1L << random.nextInt(1, 50)), 36));
            }
            byte[] utf8 = text.toString().getBytes(UTF_8);
            int count = old.encode(utf8, 0, utf8.length);
            if (round % 20 == 0) {
                Encoder fresh = tokenizer.newEncoder(SpecialTokenPolicy.RAISE);
                assertEquals(fresh.encode(utf8, 0, utf8.length), count);
                assertArrayEquals(
                        java.util.Arrays.copyOf(fresh.ids(), count), java.util.Arrays.copyOf(old.ids(), count));
            }
        }
    }

    @Test
    void oneTokenizerServesManyThreads() throws Exception {
        Tokenizer tokenizer =
                ModelFormats.load(GoldenSet.file("gpt4o_simple.model")).tokenizer();
        List<String> texts = GoldenSet.texts("meadow");
        List<int[]> expected = texts.stream().map(tokenizer::encode).toList();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int task = 0; task < 64; task++) {
                tasks.add(executor.submit(() -> {
                    for (int i = 0; i < texts.size(); i++) {
                        assertArrayEquals(expected.get(i), tokenizer.encode(texts.get(i)));
                    }
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
    }
}
