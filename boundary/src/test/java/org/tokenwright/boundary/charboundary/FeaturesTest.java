package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;

/** Compares with the features of the reference said again, slowly, over arrays of code points. */
class FeaturesTest {
    private static final Set<String> ABBREVIATIONS = Set.of("U.S.", "Mr.", "c.", "\uD801\uDC00.");
    private static final List<String> MARKERS = markers();
    private static final List<String> INTRODUCTIONS = List.of(
            "following:",
            "as follows:",
            "include:",
            "including:",
            "such as:",
            "namely:",
            "listed below:",
            "items below:",
            "the following items:");
    private static final List<String> CONJUNCTIONS = List.of(" and ", " or ", " and/or ", " as well as ");

    private static List<String> markers() {
        Set<String> markers = new TreeSet<>();
        String numbers = "1 2 3 4 5 6 7 8 9 10 i ii iii iv v vi vii viii ix x a b c d e f g h i j";
        for (String number : List.of(numbers.split(" ", -1))) {
            markers.add("(" + number + ")");
            markers.add(number + ".");
        }
        "\u2022\u00B7\u25CB\u25CF\u25A0\u25A1\u25AA\u25AB".chars().forEach(c -> markers.add(Character.toString(c)));
        return List.copyOf(markers);
    }

    @Test
    void agreesWithTheSlowOne() {
        SplittableRandom random = Seeds.random("FeaturesTest.agreesWithTheSlowOne");
        for (int round = 0; round < 400; round++) {
            int before = random.nextInt(0, Features.MAX_WINDOW + 1);
            int after = random.nextInt(0, Features.MAX_WINDOW + 1);
            char[] text = RandomForests.text(random, random.nextInt(1, 120)).toCharArray();
            int[] codePoints = new String(text).codePoints().toArray();
            Features features = new Features(CharBoundaryFeatures.REFERENCE, before, after, ABBREVIATIONS);
            features.start();
            for (int i = 0; i < text.length; i++) {
                int roles = CharCodes.roles(text[i]);
                if ((roles & CharCodes.QUOTE) != 0) {
                    features.pass(text[i]);
                }
                if ((roles & CharCodes.CANDIDATE) != 0) {
                    features.describe(text, 0, text.length, i);
                    int[] expected = describe(codePoints, Character.codePointCount(text, 0, i), before, after);
                    assertArrayEquals(
                            expected,
                            Arrays.copyOf(features.values, expected.length),
                            () -> new String(text).substring(0, 60));
                }
            }
        }
    }

    private static int[] describe(int[] text, int at, int before, int after) {
        int[] values = new int[before + 1 + after + 8];
        int n = 0;
        for (int i = at - before; i <= at + after; i++) {
            values[n++] = i < 0 || i >= text.length ? -3 : CharCodes.code(text[i]);
        }
        int c = text[at];
        int previous = at > 0 ? text[at - 1] : -1;
        int next = at + 1 < text.length ? text[at + 1] : -1;
        int run = at;
        while (run > 0 && (text[run - 1] == '.' || CharCodes.isAlphanumeric(text[run - 1]))) {
            run--;
        }
        values[n++] = c == '.' && ABBREVIATIONS.contains(string(text, run, at + 1)) ? 1 : 0;
        values[n++] = ".!?".indexOf(c) >= 0 ? 1 : "\"'\u2019\u201D:;".indexOf(c) >= 0 ? -1 : 0;
        String all = string(text, 0, at + 1);
        boolean balanced = count(all, '"') % 2 == 0
                && count(all, '\'') % 2 == 0
                && count(all, '\u201C') == count(all, '\u201D')
                && count(all, '\u2018') == count(all, '\u2019');
        boolean quote = "\"'\u2019\u201D".indexOf(c) >= 0;
        boolean lower = next >= 0 && Character.isLowerCase(next);
        values[n++] = quote && !balanced ? 0 : 1;
        values[n++] = quote && lower ? 0 : 1;
        values[n++] = lower ? 1 : 0;
        values[n++] = next >= 0 && isItem(text, at, previous, next) ? 1 : 0;
        String near = string(text, at - 50, at);
        String behind = string(text, at + 1, at + 50);
        values[n++] = c == ';'
                        && (near.contains(";")
                                || behind.contains(";")
                                || MARKERS.stream().anyMatch(m -> near.contains(m) || behind.contains(m))
                                || INTRODUCTIONS.stream().anyMatch(near::contains)
                                || CONJUNCTIONS.stream().anyMatch(behind::contains))
                ? 1
                : 0;
        values[n] = (c == ':' || previous == ':' || next == ':')
                        && string(text, at - 10, at).contains(":")
                ? 1
                : 0;
        return values;
    }

    private static boolean isItem(int[] text, int at, int previous, int next) {
        String gate = ".,;:()";
        if (gate.indexOf(text[at]) < 0 && gate.indexOf(previous) < 0 && gate.indexOf(next) < 0) {
            return false;
        }
        boolean separated = ".,;:".indexOf(text[at]) >= 0 || ".,;:".indexOf(previous) >= 0;
        String before = string(text, 0, at);
        if (separated && MARKERS.stream().anyMatch(before::endsWith)) {
            return true;
        }
        String near = string(text, at - 20, at);
        if (string(text, at - 5, at).contains(":") && INTRODUCTIONS.stream().anyMatch(near::contains)) {
            return true;
        }
        for (int distance = 1; distance <= 3; distance++) {
            String between = string(text, at, at + distance);
            String rest = string(text, at + distance, text.length);
            if ((between.contains(";") || between.contains(","))
                    && CONJUNCTIONS.stream().anyMatch(rest::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static String string(int[] text, int from, int to) {
        int start = Math.max(0, from);
        int end = Math.min(text.length, to);
        return start < end ? new String(text, start, end - start) : "";
    }

    private static long count(String text, char c) {
        return text.chars().filter(i -> i == c).count();
    }

    @Test
    void listsTheCharactersOfTheReference() throws Exception {
        Json constants = Json.read(SharedData.path("golden/sbd/charboundary-constants.json"));
        Set<Integer> punctuation = codePoints(constants, "PUNCTUATION_CHAR_LIST");
        Set<Integer> spaces = codePoints(constants, "WS_CHAR_LIST");
        Set<Integer> terminal = codePoints(constants, "TERMINAL_SENTENCE_CHAR_LIST");
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int code = CharCodes.code(c);
            boolean line = c == '\n' || c == '\r';
            assertEquals(terminal.contains(c), code == CharCodes.TERMINAL, Integer.toHexString(c));
            assertEquals(spaces.contains(c) && !line, code == CharCodes.SPACE, Integer.toHexString(c));
            assertEquals(
                    punctuation.contains(c) && !terminal.contains(c),
                    code == CharCodes.PUNCTUATION,
                    Integer.toHexString(c));
        }
        assertEquals(
                Set.copyOf(constants.get("LIST_MARKERS").list().stream()
                        .map(Json::string)
                        .toList()),
                Set.copyOf(MARKERS));
    }

    private static Set<Integer> codePoints(Json constants, String list) {
        Set<Integer> codePoints = new TreeSet<>();
        for (Json name : constants.get(list).list()) {
            codePoints.add(Integer.parseInt(name.string().substring(2), 16));
        }
        return codePoints;
    }

    @Test
    void codesLettersByTheirLowerCase() {
        assertEquals(1, CharCodes.code('A'));
        assertEquals(137, CharCodes.code('\u00C9'));
        assertEquals(9, CharCodes.code('\u0130'));
        assertEquals(0x10428 - 96, CharCodes.code(0x10400));
        assertEquals(CharCodes.DIGIT, CharCodes.code('\u0663'));
        for (int digit : new int[] {'0', 0xB2, 0xB9, 0x136A, 0x19DA, 0x2460, 0x2468, 0x1F100, 0x1F10A}) {
            assertEquals(CharCodes.DIGIT, CharCodes.code(digit));
        }
        for (int other : new int[] {0xB1, 0xBD, 0x2469, 0x1F10B, 0x2072, 0xD800}) {
            assertEquals(CharCodes.OTHER, CharCodes.code(other));
        }
    }

    @Test
    void namesAllFeatures() {
        for (CharBoundaryFeatures set : CharBoundaryFeatures.values()) {
            Set<String> names = new TreeSet<>();
            for (int i = 0; i < Features.count(set, 9, 7); i++) {
                names.add(Features.name(9, 7, i));
            }
            assertEquals(Features.count(set, 9, 7), names.size());
        }
        assertEquals("character -9", Features.name(9, 7, 0));
        assertEquals("character 7", Features.name(9, 7, 16));
        assertEquals("abbreviation", Features.name(9, 7, 17));
        assertEquals("periods behind", Features.name(9, 7, Features.count(CharBoundaryFeatures.EXTENDED, 9, 7) - 1));
    }
}
