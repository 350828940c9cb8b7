package org.tokenwright.tokenizers.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.NormalizedText;

class CharsMapNormalizerTest {
    private static final List<String> PARTS = List.of("a", "b", " ", "é", "漢", "\u0301", "😀", "ab");

    @Test
    void appliesTheRuleForMostBytes() throws CorruptInputException {
        SplittableRandom random = Seeds.random("appliesTheRuleForMostBytes");
        for (int round = 0; round < 2_000; round++) {
            Map<String, String> rules = new TreeMap<>();
            for (int count = random.nextInt(1, 12); count > 0; count--) {
                rules.put(bytes(text(random, 1, 4)), text(random, 0, 3));
            }
            CharsMapNormalizer normalizer = CharsMapNormalizer.read("m", "byte 7", CharsMaps.of(rules));
            for (int i = 0; i < 5; i++) {
                String input = bytes(text(random, 0, 20)) + (random.nextInt(4) == 0 ? "\u00ff\u00c3" : "");
                byte[] utf8 = input.getBytes(ISO_8859_1);
                NormalizedText text = NormalizedText.of(utf8, 0, utf8.length);
                NormalizedText normalized = normalizer.normalize(text);
                byte[] result = Arrays.copyOf(normalized.bytes(), normalized.length());
                assertEquals(plain(rules, input), new String(result, ISO_8859_1), () -> rules + " on " + input);
                if (normalized.changes() == 0) {
                    assertSame(text, normalized);
                }
            }
        }
    }

    private static String text(SplittableRandom random, int least, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(least, most); length > 0; length--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static String plain(Map<String, String> rules, String input) {
        byte[] utf8 = input.getBytes(ISO_8859_1);
        StringBuilder output = new StringBuilder();
        for (int at = 0; at < input.length(); ) {
            String rest = input.substring(at);
            String rule = rules.keySet().stream()
                    .filter(rest::startsWith)
                    .max((a, b) -> Integer.compare(a.length(), b.length()))
                    .orElse("");
            int codePoint = CodePoints.at(utf8, at, utf8.length);
            if (!rule.isEmpty()) {
                output.append(bytes(rules.getOrDefault(rule, "")));
                at += rule.length();
            } else {
                int length = CodePoints.utf8Length(codePoint);
                output.append(codePoint < 0 ? bytes("\uFFFD") : rest.substring(0, length));
                at += length;
            }
        }
        return output.toString();
    }

    private static int[] units(int size) {
        int[] units = new int[size];
        Arrays.fill(units, Integer.MIN_VALUE);
        return units;
    }

    private static void assertCorrupt(String message, byte[] map) {
        CorruptInputException e =
                assertThrows(CorruptInputException.class, () -> CharsMapNormalizer.read("m", "byte 7", map));
        assertEquals("m, byte 7, byte " + message, e.getMessage());
    }

    @Test
    void refusesMapsThatAreCutOff() throws CorruptInputException {
        byte[] map = CharsMaps.of(Map.of("ab", "é", "\u00c3\u00a9", "e"));
        CharsMapNormalizer.read("m", "byte 7", map);
        for (int length = 0; length < map.length - 1; length++) {
            byte[] cut = Arrays.copyOf(map, length);
            if (length < map.length - 3) {
                assertThrows(CorruptInputException.class, () -> CharsMapNormalizer.read("m", "byte 7", cut));
            }
        }
        assertCorrupt("0 of the character map: found 3 bytes, expected 4 bytes or more", Arrays.copyOf(map, 3));
        assertCorrupt(
                "0 of the character map: found a trie of 6144 bytes, expected a multiple of 4 from 4 to 96",
                Arrays.copyOf(map, 100));
        assertCorrupt(
                "0 of the character map: found a trie of 0 bytes, expected a multiple of 4 from 4 to 0", new byte[4]);
    }

    @Test
    void refusesTriesThatLeadNowhere() {
        int[] outside = units(512);
        outside[0] = 512 << 10;
        assertCorrupt(
                "4 of the character map: found a step to units 512 and up, expected units below 512",
                CharsMaps.map(outside, new byte[1]));
        int[] cycle = units(512);
        cycle[0] = 256 << 10;
        cycle[256 ^ 'a'] = 'a' | 'a' << 10;
        assertCorrupt(
                "1416 of the character map: found a step back to where it came from, expected a trie without cycles",
                CharsMaps.map(cycle, new byte[1]));
        int[] root = units(512);
        root[0] = 256 << 10;
        root[256 ^ 'a'] = 'a' | (256 ^ 'a') << 10;
        assertCorrupt(
                "1416 of the character map: found a step to unit 0, expected a trie without cycles",
                CharsMaps.map(root, new byte[1]));
    }

    @Test
    void refusesReplacementsThatAreNone() {
        int[] units = units(768);
        units[0] = 256 << 10;
        units[256 ^ 'a'] = 'a' | 0x100 | (256 ^ 'a' ^ 512) << 10;
        units[512] = Integer.MIN_VALUE | 3;
        assertCorrupt(
                "2052 of the character map: found 0x80000003, expected a place in 3 bytes of replacements",
                CharsMaps.map(units, "é\0".getBytes(UTF_8)));
        units[512] = Integer.MIN_VALUE | 1;
        assertCorrupt(
                "2052 of the character map: found a replacement that begins inside a character, expected the beginning of one",
                CharsMaps.map(units, "é\0".getBytes(UTF_8)));
        assertCorrupt(
                "3076 of the character map: found byte 0xE9, expected UTF-8",
                CharsMaps.map(units, new byte[] {(byte) 0xE9}));
    }

    @Test
    void refusesRulesForVeryManyBytes() throws CorruptInputException {
        CharsMapNormalizer.read("m", "byte 7", CharsMaps.of(Map.of("a".repeat(CharsMap.MAX_RULE_BYTES), "")));
        byte[] map = CharsMaps.of(Map.of("a".repeat(CharsMap.MAX_RULE_BYTES + 1), ""));
        CorruptInputException e =
                assertThrows(CorruptInputException.class, () -> CharsMapNormalizer.read("m", "byte 7", map));
        String expected = "found a rule for more bytes, expected rules for at most 1024 bytes";
        assertTrue(String.valueOf(e.getMessage()).endsWith(expected), e.getMessage());
    }

    @Test
    void knowsWhichBytesStandInsideOfRules() throws CorruptInputException {
        CharsMap map = CharsMapNormalizer.read("m", "byte 7", CharsMaps.of(Map.of("ab", "", "c", "d")))
                .map();
        assertArrayEquals(
                new boolean[] {false, true, false},
                new boolean[] {map.isInside((byte) 'a'), map.isInside((byte) 'b'), map.isInside((byte) 'c')});
        assertArrayEquals(
                new boolean[] {false, true, false},
                new boolean[] {map.isPlain((byte) 'a'), map.isPlain((byte) 'b'), map.isPlain((byte) 'c')});
    }
}
