package org.tokenwright.tokenizers.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.BatchEncoder;
import org.tokenwright.tokenizers.BatchEncoding;
import org.tokenwright.tokenizers.Decoder;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.Encoding;
import org.tokenwright.tokenizers.OffsetUnit;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

class ByteTokenizerTest {
    private static final CodingErrorAction[] ACTIONS = {
        CodingErrorAction.REPLACE, CodingErrorAction.IGNORE, CodingErrorAction.REPORT
    };

    static List<Tokenizer> tokenizers() {
        return List.of(
                ByteTokenizers.byt5(),
                ByteTokenizers.blt(),
                ByteTokenizers.raw(),
                ByteTokenizers.rawWithBos(),
                ByteTokenizers.fairseq(FairseqDictionary.ofCounts(counts())),
                ByteTokenizers.canine());
    }

    /** All bytes but Q are in the corpus. */
    private static long[] counts() {
        long[] counts =
                IntStream.range(0, 256).mapToLong(value -> 1 + value * 37 % 100).toArray();
        counts['Q'] = 0;
        return counts;
    }

    /** Characters of all lengths, pieces of special tokens and whole ones. */
    static String text(SplittableRandom random, int pieces) {
        List<String> from = List.of(
                "a",
                " ",
                "\n",
                "Z",
                "é",
                "你",
                "\uE010",
                "\uFFFD",
                "😀",
                "<",
                "[",
                "<s>",
                "</s",
                "</s>",
                ">",
                "<extra_id_1",
                "2>",
                "<bo",
                "s>",
                "<bos>",
                "<eos>",
                "<unk>",
                "[CLS]",
                "[S",
                "EP]",
                "[MASK]",
                "<pad",
                "abcdefgh");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(from.get(random.nextInt(from.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void idsAreThoseOfAPlainLoop(Tokenizer tokenizer) {
        SplittableRandom random = Seeds.random("idsAreThoseOfAPlainLoop");
        boolean bytes = tokenizer instanceof ByteTokenizer;
        Encoder encoder = tokenizer.newEncoder(SpecialTokenPolicy.IGNORE);
        for (int round = 0; round < 300; round++) {
            String text = text(random, random.nextInt(40));
            byte[] utf8 = text.getBytes(UTF_8);
            int[] expected = bytes
                    ? IntStream.range(0, utf8.length)
                            .map(i -> tokenizer.vocabulary().idOf(utf8, i, i + 1))
                            .toArray()
                    : text.codePoints().toArray();
            int shift = random.nextInt(5);
            byte[] shifted = new byte[utf8.length + 8];
            System.arraycopy(utf8, 0, shifted, shift, utf8.length);
            int count = encoder.encode(shifted, shift, shift + utf8.length);
            assertArrayEquals(expected, Arrays.copyOf(encoder.ids(), count), text);
            assertArrayEquals(expected, tokenizer.encode(text, SpecialTokenPolicy.IGNORE), text);
            assertEquals(text, tokenizer.decode(expected));
            assertArrayEquals(utf8, tokenizer.decodeBytes(expected));
            Encoding encoding = encoder.encoding(OffsetUnit.BYTES);
            int at = 0;
            for (int i = 0; i < count; i++) {
                assertEquals(at, encoding.start(i));
                at = encoding.end(i);
                assertArrayEquals(
                        tokenizer.decodeBytes(encoding.id(i)), Arrays.copyOfRange(utf8, encoding.start(i), at), text);
            }
            assertEquals(utf8.length, at);
        }
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void allVocabulariesAndSpecialTokensAreApart(Tokenizer tokenizer) {
        assertEquals(tokenizer instanceof ByteTokenizer ? 256 : 1_112_058, sizeWithUnknown(tokenizer));
        tokenizer
                .specialTokens()
                .ids()
                .values()
                .forEach(id -> assertTrue(!tokenizer.vocabulary().contains(id), () -> "special token " + id));
        assertEquals(
                "no token has the id -1",
                assertThrows(IllegalArgumentException.class, () -> tokenizer.decodeBytes(-1))
                        .getMessage());
        assertEquals(
                "no token has the id 55296",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tokenizer.newDecoder().append(0xD800))
                        .getMessage());
    }

    private static int sizeWithUnknown(Tokenizer tokenizer) {
        boolean fairseq = tokenizer.specialTokens().ids().containsKey("<s>");
        return tokenizer.vocabulary().size() + (fairseq ? 1 : 0);
    }

    @Test
    void specialTokensAreRefusedUnlessAskedFor() {
        Tokenizer byt5 = ByteTokenizers.byt5();
        String text = "é</s><pad>";
        assertEquals(
                "the text holds the special token </s> at byte 2; allow or ignore special tokens to encode it",
                assertThrows(IllegalArgumentException.class, () -> byt5.encode(text))
                        .getMessage());
        assertArrayEquals(new int[] {198, 172, 1, 0}, byt5.encode(text, SpecialTokenPolicy.ALLOW));
        assertArrayEquals(
                new int[] {198, 172, 63, 50, 118, 65, 0},
                byt5.encode(text, SpecialTokenPolicy.allowOnly(Set.of("<pad>"))));
        assertEquals(11, byt5.encode(text, SpecialTokenPolicy.IGNORE).length);
        Encoding offsets = byt5.encode(text + "a", SpecialTokenPolicy.ALLOW, OffsetUnit.UTF16);
        assertArrayEquals(
                new int[] {0, 0, 1, 5, 10},
                IntStream.range(0, 5).map(offsets::start).toArray());
        assertArrayEquals(
                new int[] {1, 1, 5, 10, 11},
                IntStream.range(0, 5).map(offsets::end).toArray());
        assertEquals(
                "no text has been encoded: call encode first, with success",
                assertThrows(
                                IllegalStateException.class,
                                () -> byt5.newEncoder(SpecialTokenPolicy.ALLOW).encoding(OffsetUnit.BYTES))
                        .getMessage());
        assertArrayEquals(
                new int[] {126, 259, 383}, byt5.encode("{<extra_id_0><extra_id_124>", SpecialTokenPolicy.ALLOW));
    }

    @Test
    void specialTokensAreDecodedAsTheModelsDo() {
        assertEquals("a</s><unk><extra_id_7>", ByteTokenizers.byt5().decode(100, 1, 2, 266));
        assertEquals("ab", ByteTokenizers.blt().decode(1, 101, 3, 102, 2));
        assertEquals("a", ByteTokenizers.rawWithBos().decode(256, 97));
        assertEquals("[CLS]a[SEP][PAD]", ByteTokenizers.canine().decode(0xE000, 97, 0xE001, 0));
        ByteTokenizer fairseq = ByteTokenizers.fairseq(FairseqDictionary.ofCounts(counts()));
        int[] ids = fairseq.encode("aQ");
        assertEquals(FairseqDictionary.UNKNOWN, ids[1]);
        assertEquals("a ", fairseq.decode(ids));
        assertEquals("", fairseq.decode(0, 1, 2));
    }

    @Test
    void rowsHaveTheSpecialTokensOfTheModels() {
        assertArrayEquals(
                new int[] {100, 1, 101, 1}, pair(ByteTokenizers.byt5()).ids(0));
        assertArrayEquals(
                new int[] {1, 101, 2, 1, 102, 2}, pair(ByteTokenizers.blt()).ids(0));
        assertArrayEquals(new int[] {97, 98}, pair(ByteTokenizers.raw()).ids(0));
        assertArrayEquals(
                new int[] {256, 97, 256, 98}, pair(ByteTokenizers.rawWithBos()).ids(0));
        BatchEncoding canine = pair(ByteTokenizers.canine());
        assertArrayEquals(new int[] {0xE000, 97, 0xE001, 98, 0xE001}, canine.ids(0));
        assertArrayEquals(new int[] {0, 0, 0, 1, 1}, canine.typeIds(0));
        BatchEncoding padded = BatchEncoder.of(ByteTokenizers.byt5()).encode(List.of("", "a"));
        assertArrayEquals(new int[] {1, 0}, padded.ids(0));
    }

    private static BatchEncoding pair(Tokenizer tokenizer) {
        return BatchEncoder.of(tokenizer).encodePairs(List.of("a"), List.of("b"));
    }

    @Test
    void canineRefusesWhatWouldForgeSpecialTokens() {
        Tokenizer canine = ByteTokenizers.canine();
        for (SpecialTokenPolicy policy : List.of(
                SpecialTokenPolicy.RAISE, SpecialTokenPolicy.IGNORE, SpecialTokenPolicy.allowOnly(Set.of("[CLS]")))) {
            assertEquals(
                    "the text holds U+E003 at byte 3, whose id is that of the special token [MASK]",
                    assertThrows(IllegalArgumentException.class, () -> canine.encode("你\uE003", policy))
                            .getMessage());
            assertEquals(
                    "the text holds U+0000 at byte 9, whose id is that of the special token [PAD]",
                    assertThrows(IllegalArgumentException.class, () -> canine.encode("123456789\0", policy))
                            .getMessage());
        }
        assertArrayEquals(
                new int[] {0xE003, 0, 0xE003, 0xE005, 0xE004},
                canine.encode("\uE003\0[MASK]\uE005\uE004", SpecialTokenPolicy.ALLOW));
        assertArrayEquals(
                new int[] {0xE000, 0xE000, '[', 'S', 'E', 'P', ']'},
                canine.encode("\uE000[CLS][SEP]", SpecialTokenPolicy.allowOnly(Set.of("[CLS]"))));
        Encoder encoder = canine.newEncoder(SpecialTokenPolicy.RAISE);
        byte[] broken = {'a', (byte) 0xE4, (byte) 0xBD, 'b'};
        assertEquals(
                "no token covers byte 1 of the text: found 0xE4, which begins no UTF-8",
                assertThrows(IllegalArgumentException.class, () -> encoder.encode(broken, 0, 4))
                        .getMessage());
        assertEquals(
                "unpaired surrogate U+D83D at index 1",
                assertThrows(IllegalArgumentException.class, () -> canine.encode("a\uD83D"))
                        .getMessage());
    }

    /** Bytes that are often the beginnings and ends of characters. */
    private static byte[] broken(SplittableRandom random) {
        byte[] bytes = text(random, random.nextInt(6)).getBytes(UTF_8);
        int[] frequent = {0xE0, 0x80, 0xBF, 0xED, 0xA0, 0xF0, 0x90, 0xF4, 0x8F, 0xC0, 0xC3, 0xFF, 'a'};
        for (int i = random.nextInt(8); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) frequent[random.nextInt(frequent.length)];
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void idsThatComeOneByOneGiveTheSameText(boolean withSpecial) {
        SplittableRandom random = Seeds.random("idsThatComeOneByOneGiveTheSameText");
        ByteTokenizer byt5 = ByteTokenizers.byt5();
        for (CodingErrorAction action : ACTIONS) {
            Decoder decoder = byt5.newDecoder(action);
            for (int round = 0; round < 2_000; round++) {
                byte[] bytes = broken(random);
                int[] ids = IntStream.range(0, bytes.length)
                        .map(i -> withSpecial && random.nextInt(20) == 0 ? 1 : (bytes[i] & 0xFF) + 3)
                        .toArray();
                assertEquals(whole(byt5, action, ids), streamed(decoder, ids));
            }
        }
    }

    private static String whole(ByteTokenizer tokenizer, CodingErrorAction action, int[] ids) {
        try {
            return tokenizer.decode(action, ids);
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("the tokens' bytes are not UTF-8: "));
            return "malformed";
        }
    }

    private static String streamed(Decoder decoder, int[] ids) {
        StringBuilder text = new StringBuilder();
        try {
            for (int id : ids) {
                String more = decoder.append(id);
                assertTrue(more.isEmpty() || !Character.isHighSurrogate(more.charAt(more.length() - 1)));
                text.append(more);
            }
            return text.append(decoder.finish()).toString();
        } catch (IllegalArgumentException e) {
            assertTrue(
                    String.valueOf(e.getMessage()).matches("the tokens' bytes are not UTF-8: byte 0x[0-9A-F]{2}"),
                    e.getMessage());
            return "malformed";
        }
    }

    /** What fairseq calls repair: the largest number of characters, by dynamic programming. */
    @Test
    void ignoringLeavesTheLargestNumberOfCharacters() {
        SplittableRandom random = Seeds.random("ignoringLeavesTheLargestNumberOfCharacters");
        ByteTokenizer raw = ByteTokenizers.raw();
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = broken(random);
            int[] ids =
                    IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray();
            assertEquals(repaired(bytes), raw.decode(CodingErrorAction.IGNORE, ids), Arrays.toString(bytes));
        }
    }

    private static String repaired(byte[] bytes) {
        int[] most = new int[bytes.length + 1];
        int[] from = new int[bytes.length + 1];
        for (int i = 1; i <= bytes.length; i++) {
            most[i] = most[i - 1];
            from[i] = -1;
            for (int j = 1; j <= Math.min(4, i); j++) {
                String decoded = new String(bytes, i - j, j, UTF_8);
                boolean valid = Arrays.equals(decoded.getBytes(UTF_8), Arrays.copyOfRange(bytes, i - j, i));
                if (valid && most[i - j] + 1 > most[i]) {
                    most[i] = most[i - j] + 1;
                    from[i] = i - j;
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = bytes.length; i > 0; i = from[i] < 0 ? i - 1 : from[i]) {
            if (from[i] >= 0) {
                text.insert(0, new String(bytes, from[i], i - from[i], UTF_8));
            }
        }
        return text.toString();
    }

    static List<SpecialTokenPolicy> policies() {
        return List.of(SpecialTokenPolicy.IGNORE, SpecialTokenPolicy.ALLOW, SpecialTokenPolicy.RAISE);
    }

    /** A cut is the last place between characters that no special token can lie across, and is harmless. */
    @ParameterizedTest
    @MethodSource("tokenizers")
    void cutsAreTheLastThatThereAre(Tokenizer tokenizer) {
        SplittableRandom random = Seeds.random("cutsAreTheLastThatThereAre");
        for (SpecialTokenPolicy policy : policies()) {
            Encoder encoder = tokenizer.newEncoder(policy);
            Encoder allowing = tokenizer.newEncoder(
                    policy.kind() == SpecialTokenPolicy.Kind.RAISE ? SpecialTokenPolicy.ALLOW : policy);
            for (int round = 0; round < 400; round++) {
                byte[] utf8 = text(random, random.nextInt(12)).getBytes(UTF_8);
                int start = random.nextInt(3);
                byte[] all = new byte[start + utf8.length];
                System.arraycopy(utf8, 0, all, start, utf8.length);
                int end = start + random.nextInt(utf8.length + 1);
                int cut = encoder.lastCut(all, start, end);
                int expected = start;
                for (int place = start + 1; place < end; place++) {
                    expected = isCut(tokenizer, policy, all, start, end, place) ? place : expected;
                }
                assertEquals(expected, cut, () -> new String(utf8, UTF_8) + " to " + (end - start));
                int[] whole = ids(allowing, all, start, all.length);
                int[] parts = IntStream.concat(
                                Arrays.stream(ids(allowing, all, start, cut)),
                                Arrays.stream(ids(allowing, all, cut, all.length)))
                        .toArray();
                assertArrayEquals(whole, parts);
            }
        }
    }

    private static int[] ids(Encoder encoder, byte[] utf8, int start, int end) {
        int count = encoder.encode(utf8, start, end);
        return Arrays.copyOf(encoder.ids(), count);
    }

    private static boolean isCut(
            Tokenizer tokenizer, SpecialTokenPolicy policy, byte[] utf8, int start, int end, int place) {
        if (utf8[place] < (byte) 0xC0) {
            return false;
        }
        Map<String, Integer> names = policy.kind() == SpecialTokenPolicy.Kind.IGNORE
                ? Map.of()
                : tokenizer.specialTokens().ids();
        String known = new String(utf8, start, end - start, ISO_8859_1);
        for (String name : names.keySet()) {
            for (int at = Math.max(0, place - start - name.length() + 1); at < place - start; at++) {
                int length = Math.min(name.length(), known.length() - at);
                if (name.startsWith(known.substring(at, at + length))) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void cutsOfBytesThatAreNoTextAreFound() {
        Encoder encoder = ByteTokenizers.raw().newEncoder(SpecialTokenPolicy.IGNORE);
        byte[] continuations = new byte[100];
        Arrays.fill(continuations, (byte) 0x80);
        assertEquals(96, encoder.lastCut(continuations, 0, 100));
        assertEquals(0, encoder.lastCut(continuations, 0, 1));
        assertEquals(100, encoder.encode(continuations, 0, 100));
        assertThrows(IndexOutOfBoundsException.class, () -> encoder.lastCut(continuations, 5, 101));
        assertThrows(IndexOutOfBoundsException.class, () -> encoder.encode(continuations, 5, 101));
    }

    @Test
    void namesAreKnown() {
        for (String name : ByteTokenizers.names()) {
            assertEquals(
                    "é", ByteTokenizers.of(name).decode(ByteTokenizers.of(name).encode("é")));
        }
        assertEquals(
                "there is no tokenizer t5, expected one of [byt5, blt, bytes, canine]",
                assertThrows(IllegalArgumentException.class, () -> ByteTokenizers.of("t5"))
                        .getMessage());
    }
}
