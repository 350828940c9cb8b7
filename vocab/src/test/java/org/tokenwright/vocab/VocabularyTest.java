package org.tokenwright.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;

class VocabularyTest {
    @Test
    void answersForTheEmptyVocabulary() {
        Vocabulary empty = Vocabulary.builder().build();
        assertEquals(0, empty.size());
        assertEquals(0, empty.idBound());
        assertEquals(0, empty.maxLength());
        assertFalse(empty.contains(0));
        assertEquals(Vocabulary.NO_ID, empty.idOf(ascii("a")));
        assertEquals(Vocabulary.NO_ID, empty.longestPrefix(ascii("a"), 0, 1));
    }

    @Test
    void keepsIdsAndHoles() {
        Vocabulary.Builder builder = Vocabulary.builder().put(3, ascii("ab")).put(1, ascii("b"));
        assertEquals(4, builder.add(ascii("abc")));
        Vocabulary vocabulary = builder.build();
        assertEquals(3, vocabulary.size());
        assertEquals(5, vocabulary.idBound());
        assertFalse(vocabulary.contains(-1));
        assertFalse(vocabulary.contains(0));
        assertTrue(vocabulary.contains(1));
        assertFalse(vocabulary.contains(2));
        assertFalse(vocabulary.contains(5));
        assertEquals(0, vocabulary.length(2));
        assertArrayEquals(ascii("ab"), vocabulary.bytes(3));
        assertEquals(Vocabulary.NO_ID, vocabulary.idOf(new byte[0]));
        assertEquals(3, vocabulary.longestProperPrefix(4));
        assertEquals(Vocabulary.NO_ID, vocabulary.longestProperPrefix(3));
        assertTrue(vocabulary.compare(3, 4) < 0);
        assertTrue(vocabulary.compare(1, 4) > 0);
        assertEquals(0, vocabulary.compare(1, 1));
    }

    @Test
    void copiesBytesIntoAnArray() {
        Vocabulary vocabulary = Vocabulary.builder().put(0, ascii("abc")).build();
        byte[] target = ascii("......");
        assertEquals(3, vocabulary.copy(0, target, 2));
        assertArrayEquals(ascii("..abc."), target);
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.copy(0, target, 4));
    }

    @Test
    void aBuilderCanGoOnAfterBuilding() {
        Vocabulary.Builder builder = Vocabulary.builder().put(0, ascii("a"));
        Vocabulary one = builder.build();
        builder.add(ascii("b"));
        assertEquals(1, one.size());
        assertEquals(2, builder.build().size());
    }

    @RepeatedTest(20)
    void tokensWithAPrefixAreThoseThatALoopFinds() {
        SplittableRandom random = Seeds.random("tokensWithAPrefixAreThoseThatALoopFinds");
        NavigableMap<byte[], Integer> map = RandomTokens.map(random, random.nextInt(1, 500));
        Vocabulary vocabulary = RandomTokens.vocabulary(map);
        byte[] text = RandomTokens.text(random, map, 20);
        for (int round = 0; round < 300; round++) {
            int start = random.nextInt(text.length + 1);
            int end = Math.min(text.length, start + random.nextInt(5));
            byte[] prefix = Arrays.copyOfRange(text, start, end);
            int[] expected = map.entrySet().stream()
                    .filter(entry -> startsWith(entry.getKey(), prefix))
                    .mapToInt(Map.Entry::getValue)
                    .toArray();
            assertArrayEquals(expected, vocabulary.idsWithPrefix(text, start, end));
            boolean longer =
                    map.keySet().stream().anyMatch(token -> token.length > prefix.length && startsWith(token, prefix));
            assertEquals(longer, vocabulary.isProperPrefix(text, start, end));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.idsWithPrefix(text, 1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.isProperPrefix(text, 0, text.length + 1));
    }

    private static boolean startsWith(byte[] token, byte[] prefix) {
        return token.length >= prefix.length && Arrays.equals(token, 0, prefix.length, prefix, 0, prefix.length);
    }

    @RepeatedTest(20)
    void agreesWithASortedMap() {
        SplittableRandom random = Seeds.random("agreesWithASortedMap");
        NavigableMap<byte[], Integer> map = RandomTokens.map(random, random.nextInt(1, 3000));
        check(random, map, RandomTokens.vocabulary(map));
    }

    @RepeatedTest(5)
    void comesBackFromAFile(@TempDir Path folder) throws IOException {
        SplittableRandom random = Seeds.random("comesBackFromAFile");
        NavigableMap<byte[], Integer> map = RandomTokens.map(random, random.nextInt(1, 3000));
        Path path = folder.resolve("v.tkw");
        ModelFile.Writer writer = ModelFile.writer("test");
        RandomTokens.vocabulary(map).write(writer, "v");
        writer.write(path);
        check(random, map, Vocabulary.read(ModelFile.open(path), "v"));
    }

    private static void check(SplittableRandom random, NavigableMap<byte[], Integer> map, Vocabulary vocabulary) {
        assertEquals(map.size(), vocabulary.size());
        int maxId = map.values().stream().mapToInt(id -> id).max().orElseThrow();
        assertEquals(maxId + 1, vocabulary.idBound());
        assertEquals(map.keySet().stream().mapToInt(token -> token.length).max().orElseThrow(), vocabulary.maxLength());
        map.forEach((token, id) -> {
            assertEquals(id, vocabulary.idOf(token));
            assertArrayEquals(token, vocabulary.bytes(id));
            assertEquals(token.length, vocabulary.length(id));
            int proper = longestPrefix(map, token, 0, token.length - 1);
            assertEquals(proper, vocabulary.longestProperPrefix(id));
            Map.Entry<byte[], Integer> above = map.higherEntry(token);
            assertTrue(above == null || vocabulary.compare(id, above.getValue()) < 0);
        });
        byte[] text = RandomTokens.text(random, map, 50);
        for (int start = 0; start <= text.length; start++) {
            int end = start + random.nextInt(text.length - start + 1);
            byte[] slice = Arrays.copyOfRange(text, start, end);
            assertEquals(map.getOrDefault(slice, Vocabulary.NO_ID), vocabulary.idOf(text, start, end));
            assertEquals(longestPrefix(map, text, start, end), vocabulary.longestPrefix(text, start, end));
        }
    }

    private static int longestPrefix(NavigableMap<byte[], Integer> map, byte[] text, int start, int end) {
        for (int to = end; to > start; to--) {
            Integer id = map.get(Arrays.copyOfRange(text, start, to));
            if (id != null) {
                return id;
            }
        }
        return Vocabulary.NO_ID;
    }

    @Test
    void saysWhatIsWrongWithAToken() {
        Vocabulary.Builder builder = Vocabulary.builder().put(7, ascii("ab"));
        assertMessage("token of id 8 is empty, expected at least one byte", () -> builder.add(new byte[0]));
        assertMessage("token of id 8 is there already with id 7: 6162", () -> builder.add(ascii("ab")));
        assertMessage("id 7 is there already", () -> builder.put(7, ascii("c")));
        assertMessage("id is -1, expected 0 to 16777215", () -> builder.put(-1, ascii("c")));
        assertMessage("id is 16777216, expected 0 to 16777215", () -> builder.put(1 << 24, ascii("c")));
        assertEquals(1, builder.build().size());
    }

    @Test
    void saysWhichIdHasNoToken() {
        Vocabulary vocabulary = Vocabulary.builder().put(2, ascii("ab")).build();
        String message = "id 1 has no token; there are 1 tokens with ids below 3";
        assertMessage(message, () -> vocabulary.bytes(1));
        assertMessage(message, () -> vocabulary.copy(1, new byte[9], 0));
        assertMessage(message, () -> vocabulary.longestProperPrefix(1));
        assertMessage(message, () -> vocabulary.compare(2, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.length(3));
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.idOf(ascii("ab"), 1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.longestPrefix(ascii("ab"), 2, 1));
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
