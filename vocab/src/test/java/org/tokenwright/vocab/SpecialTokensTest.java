package org.tokenwright.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;

class SpecialTokensTest {
    @TempDir
    private Path folder;

    @Test
    void findsTheFirstAndOfThoseTheLongest() {
        SpecialTokens tokens = SpecialTokens.of(Map.of("<s>", 200_018, "<s><s>", 7, "</s>", 1, "é", 9));
        byte[] text = utf8("a < <s><s> é</s>");
        assertEquals(4, tokens.find(text, 0, text.length));
        assertEquals(7, tokens.at(text, 4, text.length));
        assertEquals(200_018, tokens.at(text, 4, 9));
        assertEquals(7, tokens.find(text, 5, text.length));
        assertEquals(11, tokens.find(text, 8, text.length));
        assertEquals(9, tokens.at(text, 11, 13));
        assertEquals(-1, tokens.find(text, 11, 12));
        assertEquals(Vocabulary.NO_ID, tokens.at(text, 0, text.length));
        assertArrayEquals(utf8("<s>"), tokens.bytes(200_018));
        assertNull(tokens.bytes(2));
        assertNull(tokens.bytes(-1));
    }

    @Test
    void listsTokensByAscendingId() {
        SpecialTokens tokens = SpecialTokens.of(Map.of("c", 1, "a", 2, "b", 0));
        assertEquals(List.of("b", "c", "a"), List.copyOf(tokens.ids().keySet()));
        assertEquals(Map.of("c", 1, "a", 2, "b", 0), tokens.ids());
        assertThrows(UnsupportedOperationException.class, () -> tokens.ids().clear());
    }

    @Test
    void narrowsDownToSome() {
        SpecialTokens tokens = SpecialTokens.of(Map.of("<a>", 1, "<b>", 2));
        assertEquals(Map.of("<b>", 2), tokens.only(Set.of("<b>")).ids());
        assertSame(SpecialTokens.NONE, tokens.only(Set.of()));
        assertRefused("\"<c>\" is not a special token, expected one of [<a>, <b>]", () -> tokens.only(Set.of("<c>")));
    }

    @Test
    void noneFindsNothing() {
        assertTrue(SpecialTokens.NONE.isEmpty());
        assertEquals(-1, SpecialTokens.NONE.find(utf8("<s>"), 0, 3));
        assertEquals(Vocabulary.NO_ID, SpecialTokens.NONE.at(utf8("<s>"), 0, 3));
        assertSame(SpecialTokens.NONE, SpecialTokens.of(Map.of()));
    }

    @RepeatedTest(20)
    void agreesWithASearchForEachToken() throws IOException {
        SplittableRandom random = Seeds.random("agreesWithASearchForEachToken");
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < random.nextInt(1, 30); id++) {
            ids.putIfAbsent(string(random, random.nextInt(1, 6)), id * 1000);
        }
        SpecialTokens tokens = SpecialTokens.of(ids);
        assertEquals(ids, tokens.ids());
        ModelFile.Writer writer = ModelFile.writer("test");
        tokens.write(writer, "s");
        SpecialTokens again = read(writer);
        assertEquals(ids, again.ids());
        byte[] text = utf8(string(random, 300));
        for (int start = 0; start <= text.length; start++) {
            String rest = new String(text, start, text.length - start, StandardCharsets.ISO_8859_1);
            int first = ids.keySet().stream()
                    .mapToInt(token -> rest.indexOf(latin(token)))
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(-1);
            int found = tokens.find(text, start, text.length);
            assertEquals(first < 0 ? -1 : first + start, found);
            assertEquals(found, again.find(text, start, text.length));
            int id = ids.keySet().stream()
                    .filter(token -> rest.startsWith(latin(token)))
                    .max(java.util.Comparator.comparingInt(token -> utf8(token).length))
                    .map(ids::get)
                    .orElse(Vocabulary.NO_ID);
            assertEquals(id, tokens.at(text, start, text.length));
        }
    }

    /** Tokens that nearly occur everywhere: without a bound on their length a search would be quadratic. */
    @Test
    void staysLinearOnNearMisses() {
        Map<String, Integer> ids = new HashMap<>();
        for (int length = 1; length < SpecialTokens.MAX_TOKEN_BYTES; length++) {
            ids.put("a".repeat(length) + "b", length);
        }
        SpecialTokens tokens = SpecialTokens.of(ids);
        byte[] text = new byte[1 << 20];
        Arrays.fill(text, (byte) 'a');
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertEquals(-1, tokens.find(text, 0, text.length)));
    }

    @Test
    void saysWhatIsWrongWithAToken() {
        assertRefused("special token \"\" has 0 bytes, expected 1 to 1024", () -> SpecialTokens.of(Map.of("", 1)));
        String longToken = "é".repeat(513);
        assertRefused(
                "special token \"" + longToken + "\" has 1026 bytes, expected 1 to 1024",
                () -> SpecialTokens.of(Map.of(longToken, 1)));
        assertRefused(
                "special token \"\ud800\" holds an unpaired surrogate", () -> SpecialTokens.of(Map.of("\ud800", 1)));
        assertRefused("special token \"a\" has the id -2, expected 0 or more", () -> SpecialTokens.of(Map.of("a", -2)));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SpecialTokens.of(Map.of("a", 3, "b", 3)));
        assertTrue(
                e.toString().matches(".*: " + "special tokens \"[ab]\" and \"[ab]\" have the same id 3"), e::toString);
    }

    @Test
    void saysWhatIsWrongWithASection() {
        assertCorrupt("section s.ids, byte 0: found 1 ids and 2 tokens, expected 2 ids and tokens", file("ab", 5));
        assertCorrupt("section s.ids, byte 4: found id 5, expected an id above 5", file("ab", 5, 5));
        assertCorrupt("section s.ids, byte 0: found id -5, expected an id above -1", file("ab", -5, 5));
        assertCorrupt(
                "section s.bytes, byte 1: found token 1 with 1 bytes, expected UTF-8 of at most 1024 bytes",
                file("aé", 4, 5));
    }

    /** A file whose tokens are the single bytes of a text in Latin-1. */
    private static ModelFile.Writer file(String bytes, int... ids) {
        int[] offsets = new int[bytes.length() + 1];
        Arrays.setAll(offsets, i -> i);
        return ModelFile.writer("test")
                .content("s.bytes", ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .content("s.offsets", offsets)
                .content("s.sorted", Arrays.copyOf(offsets, bytes.length()))
                .content("s.ids", ids);
    }

    private void assertCorrupt(String message, ModelFile.Writer writer) {
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> read(writer));
        assertEquals(folder.resolve("s.tkw") + ", " + message, e.getMessage());
    }

    private static void assertRefused(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private SpecialTokens read(ModelFile.Writer writer) throws IOException {
        Path path = folder.resolve("s.tkw");
        writer.write(path);
        return SpecialTokens.read(ModelFile.open(path), "s");
    }

    private static String string(SplittableRandom random, int length) {
        String alphabet = "<a>é€\u0000";
        StringBuilder string = new StringBuilder();
        for (int i = 0; i < length; i++) {
            string.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return string.toString();
    }

    private static String latin(String text) {
        return new String(utf8(text), StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
