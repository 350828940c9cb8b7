package org.tokenwright.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class NormalizationTest {
    private static NormalizedText nfc(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        NormalizedText normalized = Normalization.NFC.apply(utf8, 0, utf8.length);
        return normalized == null ? NormalizedText.of(utf8, 0, utf8.length) : normalized;
    }

    private static String text(NormalizedText normalized) {
        return new String(normalized.bytes(), 0, normalized.length(), UTF_8);
    }

    /** Whatever composes is not cut apart: each character decomposed, alone and behind others. */
    @Test
    void composesAllThatIsDecomposed() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.getType(codePoint) == Character.SURROGATE) {
                continue;
            }
            String decomposed = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD);
            for (String given : new String[] {decomposed, "\u4E00" + decomposed + "\u0327"}) {
                assertEquals(
                        Normalizer.normalize(given, Normalizer.Form.NFC),
                        text(nfc(given)),
                        () -> given.codePoints()
                                .mapToObj(Integer::toHexString)
                                .toList()
                                .toString());
            }
        }
    }

    @Test
    void changesAreNoLargerThanNeeded() {
        assertEquals(List.of("1-3 from 1-4"), changes(nfc("a\u2126!")));
        assertEquals(List.of("3-6 from 3-12", "6-9 from 12-18"), changes(nfc("\u6F22\u1112\u1161\u11AB\u1100\u1173")));
        assertEquals(List.of("3-5 from 3-6"), changes(nfc("\u4E00e\u0301")));
        assertTrue(changes(nfc("\u6F22\u5B57 \uD55C\uAE00")).isEmpty());
    }

    /** Each takes minutes with the JDK's Normalizer alone, or seconds. */
    @Test
    void longChainsTakeLinearTime() {
        String[][] parts = {
            {"a", "\u0301", "\u0316"},
            {"", "\u0F73"},
            {"a", "\u0344", "\u0334"},
            {"", "\uD81B\uDD67"},
            {"\u6F22", "\uD834\uDD67\u0345\u0334"},
            {"\u1100", "\u1161\u11A8"},
            {"\u0DD9", "\u0DCF\u0DCA"},
            {"\u6F22", "\u034F"}
        };
        nfc("a" + "\u0301".repeat(100));
        for (String[] text : parts) {
            StringBuilder built = new StringBuilder(text[0]);
            for (int i = 1; i < text.length; i++) {
                built.append(text[i].repeat((1 << 20) / (text.length - 1) / text[i].getBytes(UTF_8).length));
            }
            String given = built.toString();
            long best = bestMillis(given);
            assertTrue(best < 1_000, () -> best + " ms for " + text[1]);
            assertEquals(given.getBytes(UTF_8).length, nfc(given).originalLength());
        }
    }

    /** The time of the first attempt below a second, or else of the last of three: the machine may be busy. */
    private static long bestMillis(String given) {
        long millis = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && millis >= 1_000; attempt++) {
            long start = System.nanoTime();
            nfc(given);
            millis = (System.nanoTime() - start) / 1_000_000;
        }
        return millis;
    }

    @Test
    void marksOfALongChainAreSorted() {
        int n = 1_000;
        NormalizedText normalized = nfc("\u6F22e" + "\u0301".repeat(n) + "\u0316".repeat(n) + "!");
        assertEquals("\u6F22\u00E9" + "\u0316".repeat(n) + "\u0301".repeat(n - 1) + "!", text(normalized));
        assertEquals(List.of("3-" + (4 * n + 3) + " from 3-" + (4 * n + 4)), changes(normalized));
        String sorted = "e" + "\u0316".repeat(n);
        assertNull(Normalization.NFC.apply(sorted.getBytes(UTF_8), 0, 1 + 2 * n));
    }

    @Test
    void chainsOfAnyLengthAreAsTheJdkNormalizesThem() {
        SplittableRandom random = Seeds.random("chainsOfAnyLengthAreAsTheJdkNormalizesThem");
        int[] marks = codePoints(Normalization::isMark);
        int[] decomposable =
                codePoints(codePoint -> !Normalizer.isNormalized(Character.toString(codePoint), Normalizer.Form.NFD));
        int[] jamoAndKiratRai = IntStream.concat(IntStream.range(0x1100, 0x1200), IntStream.range(0x16D60, 0x16D70))
                .toArray();
        for (int round = 0; round < 20_000; round++) {
            int[][] sets = {marks, marks, {0x301, 0x316, 0x345, 0x327, 0x344, 0xF73}, jamoAndKiratRai, decomposable};
            int kinds = random.nextInt(1, sets.length + 1);
            StringBuilder built = new StringBuilder();
            for (int i = random.nextInt(100); i > 0; i--) {
                int[] set = sets[random.nextInt(kinds)];
                built.appendCodePoint(set[random.nextInt(set.length)]);
                if (random.nextInt(40) == 0) {
                    built.append("e");
                }
            }
            String given = built.toString();
            String expected = Normalizer.normalize(given, Normalizer.Form.NFC);
            assertEquals(expected, CanonicalComposition.compose(given));
            assertEquals(expected, text(nfc(given)));
        }
    }

    /** The classes are those of all characters, of which only marks have one. */
    @Test
    void ranksAreThoseOfTheCombiningClasses() {
        int[] known = {
            0x334, 0x16FF0, 0x93C, 0x3099, 0x94D, 0x5B0, 0x5B1, 0x64B, 0x711, 0xC55, 0xE38, 0x321, 0x1DCE, 0x31B,
            0x302A, 0x316, 0x59A, 0x302E, 0x1D16D, 0x5AE, 0x301, 0x315, 0x35C, 0x35D, 0x345
        };
        for (int i = 1; i < known.length; i++) {
            int[] pair = {known[i - 1], known[i]};
            assertTrue(
                    CanonicalComposition.rank(pair[0]) < CanonicalComposition.rank(pair[1]),
                    () -> Integer.toHexString(pair[0]) + " " + Integer.toHexString(pair[1]));
        }
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String character = Character.toString(codePoint);
            boolean moves = !Normalizer.normalize(character + '\u0334', Normalizer.Form.NFD)
                            .endsWith("\u0334")
                    || !Normalizer.normalize("\u0345" + character, Normalizer.Form.NFD)
                            .startsWith("\u0345");
            assertTrue(
                    !moves || Normalization.isMark(codePoint) || !isStable(character), Integer.toHexString(codePoint));
        }
    }

    private static boolean isStable(String character) {
        return Normalizer.isNormalized(character, Normalizer.Form.NFD);
    }

    private static int[] codePoints(IntPredicate predicate) {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> Character.getType(codePoint) != Character.SURROGATE)
                .filter(predicate)
                .toArray();
    }

    private static List<String> changes(NormalizedText text) {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < text.changes(); i++) {
            changes.add(
                    text.start(i) + "-" + text.end(i) + " from " + text.originalStart(i) + "-" + text.originalEnd(i));
        }
        return changes;
    }
}
