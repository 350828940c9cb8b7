package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CodePoints;
import org.tokenwright.tokenizers.slow.Bytes;

/** Every scanner against the regular expression that it stands for, and against the contract of PretokenScanner. */
class PretokenScannerTest {
    private static final Set<UnicodeScript> SPECIAL = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.MYANMAR,
            UnicodeScript.KHMER,
            UnicodeScript.LAO);

    private static List<String> names() {
        return Pretokenizers.names();
    }

    /** The names of pretokenizers that one expression defines. */
    private static List<String> patterns() {
        return Pretokenizers.names().stream()
                .filter(name -> !name.endsWith("-script"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void equalsItsExpressionOnRandomText(String name) {
        compareWithExpression(name, 20_000);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    @Tag("long")
    void equalsItsExpressionOnAMillionRandomTexts(String name) {
        compareWithExpression(name, 1_000_000);
    }

    private static void compareWithExpression(String name, int texts) {
        SplittableRandom random = Seeds.random("PretokenScannerTest." + name);
        Pretokenizer pretokenizer = Pretokenizers.of(name);
        Pattern pattern = Pretokens.pattern(pretokenizer);
        PretokenScanner scanner = pretokenizer.newScanner();
        for (int i = 0; i < texts; i++) {
            String text = RandomText.next(random, 40);
            assertEquals(
                    Bytes.pretokens(pattern, text), Pretokens.scanned(scanner, text), () -> RandomText.escaped(text));
        }
    }

    /** What other programs write for the same pattern gives the same pretokens. */
    @Test
    void otherSpellingsOfAnExpressionMeanTheSame() {
        SplittableRandom random = Seeds.random("PretokenScannerTest.otherSpellingsOfAnExpressionMeanTheSame");
        Pretokenizers.spellings().forEach((name, spellings) -> {
            PretokenScanner scanner = Pretokenizers.of(name).newScanner();
            for (String spelling : spellings) {
                Pattern pattern = Pattern.compile(spelling, Pattern.UNICODE_CHARACTER_CLASS);
                for (int i = 0; i < 50_000; i++) {
                    String text = RandomText.next(random, 20);
                    assertEquals(
                            Bytes.pretokens(pattern, text),
                            Pretokens.scanned(scanner, text),
                            () -> spelling + " on " + RandomText.escaped(text));
                }
            }
        });
    }

    /** The one expression that we give for DeepSeek-V3's three. */
    @Test
    void deepSeekCutsByThreeExpressionsOneAfterTheOther() {
        SplittableRandom random = Seeds.random("PretokenScannerTest.deepSeek");
        List<Pattern> expressions = List.of(
                pattern("\\p{N}{1,3}"),
                pattern("[一-龥\\u3040-ゟ゠-ヿ]+"),
                pattern("[\\p{ASCII}&&[\\p{P}\\p{S}]][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                        + "| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"));
        PretokenScanner scanner = Pretokenizers.of("deepseek3").newScanner();
        for (int i = 0; i < 50_000; i++) {
            String text = RandomText.next(random, 40);
            List<String> pieces = List.of(text);
            for (Pattern expression : expressions) {
                pieces = pieces.stream()
                        .flatMap(piece -> split(piece, expression).stream())
                        .toList();
            }
            List<String> expected = pieces.stream()
                    .map(piece -> Bytes.of(piece.getBytes(UTF_8)))
                    .toList();
            assertEquals(expected, Pretokens.scanned(scanner, text), () -> RandomText.escaped(text));
        }
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** Matches and what is between them. */
    private static List<String> split(String text, Pattern expression) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (Matcher match = expression.matcher(text); match.find(); from = match.end()) {
            if (from < match.start()) {
                pieces.add(text.substring(from, match.start()));
            }
            pieces.add(match.group());
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt4o", "wordlevel"})
    void cutsScriptsAsThePlainModelDoes(String name) {
        SplittableRandom random = Seeds.random("PretokenScannerTest.cutsScriptsAsThePlainModelDoes." + name);
        Pattern main = Pretokens.pattern(Pretokenizers.of(name));
        Pattern special = Pretokens.pattern(Pretokenizers.of(name + "-letters"));
        PretokenScanner scanner = Pretokenizers.of(name + "-script").newScanner();
        for (int i = 0; i < 20_000; i++) {
            String text = RandomText.next(random, 40);
            List<String> expected = new ArrayList<>();
            for (Map.Entry<String, Boolean> run : scriptRuns(text)) {
                expected.addAll(Bytes.pretokens(run.getValue() ? special : main, run.getKey()));
            }
            assertEquals(expected, Pretokens.scanned(scanner, text), () -> RandomText.escaped(text));
        }
    }

    /** The runs of one script, each with whether the script is a special one. */
    private static List<Map.Entry<String, Boolean>> scriptRuns(String text) {
        List<Map.Entry<String, Boolean>> runs = new ArrayList<>();
        UnicodeScript current = UnicodeScript.COMMON;
        int start = 0;
        int lastEnd = 0;
        for (int at = 0; at < text.length(); ) {
            UnicodeScript script = UnicodeScript.of(text.codePointAt(at));
            int next = at + Character.charCount(text.codePointAt(at));
            boolean real = isReal(script);
            if (real && isReal(current) && script != current) {
                runs.add(Map.entry(text.substring(start, lastEnd), SPECIAL.contains(current)));
                start = lastEnd;
            }
            if (real) {
                current = script;
            }
            if (real || script == UnicodeScript.INHERITED) {
                lastEnd = next;
            }
            at = next;
        }
        if (start < text.length()) {
            runs.add(Map.entry(text.substring(start), SPECIAL.contains(current)));
        }
        return runs;
    }

    private static boolean isReal(UnicodeScript script) {
        return script != UnicodeScript.COMMON && script != UnicodeScript.UNKNOWN && script != UnicodeScript.INHERITED;
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void equalsItsExpressionAtTheEdgesOfAllCategories(String name) {
        Pretokenizer pretokenizer = Pretokenizers.of(name);
        Pattern pattern = Pretokens.pattern(pretokenizer);
        PretokenScanner scanner = pretokenizer.newScanner();
        for (int c = 1; c < Character.MAX_CODE_POINT; c++) {
            int category = CodePoints.category(c);
            boolean edge = category != CodePoints.category(c - 1) || category != CodePoints.category(c + 1);
            if (edge && category != Character.SURROGATE && category == Character.getType(c)) {
                String character = Character.toString(c);
                String text = "a " + character + "1" + character + "A" + character + character + "a";
                assertEquals(
                        Bytes.pretokens(pattern, text),
                        Pretokens.scanned(scanner, text),
                        () -> RandomText.escaped(text));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void seesOnlyItsRange(String name) {
        SplittableRandom random = Seeds.random("PretokenScannerTest.seesOnlyItsRange." + name);
        PretokenScanner scanner = Pretokenizers.of(name).newScanner();
        for (int i = 0; i < 5_000; i++) {
            byte[] utf8 = RandomText.next(random, 40).getBytes(UTF_8);
            // The range may begin and end inside a character.
            int start = random.nextInt(utf8.length + 1);
            int end = random.nextInt(start, utf8.length + 1);
            byte[] alone = Arrays.copyOfRange(utf8, start, end);
            List<Integer> expected = Pretokens.ends(scanner, alone, 0, alone.length, 1024);
            List<Integer> actual = Pretokens.ends(scanner, utf8, start, end, 1 + random.nextInt(4));
            assertEquals(expected, actual.stream().map(e -> e - start).toList(), () -> Arrays.toString(alone));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesAnIllFormedByteForASymbol(String name) {
        SplittableRandom random = Seeds.random("PretokenScannerTest.takesAnIllFormedByteForASymbol." + name);
        PretokenScanner scanner = Pretokenizers.of(name).newScanner();
        for (int i = 0; i < 5_000; i++) {
            String text = RandomText.next(random, 20).replace("\uFFFD", "") + "\uFFFD"
                    + RandomText.next(random, 20).replace("\uFFFD", "");
            byte[] wellFormed = text.getBytes(UTF_8);
            int place = text.substring(0, text.indexOf('\uFFFD')).getBytes(UTF_8).length;
            byte[] illFormed = new byte[wellFormed.length - 2];
            System.arraycopy(wellFormed, 0, illFormed, 0, place);
            illFormed[place] = (byte) 0xFF;
            System.arraycopy(wellFormed, place + 3, illFormed, place + 1, wellFormed.length - place - 3);
            List<Integer> expected = Pretokens.ends(scanner, wellFormed, 0, wellFormed.length, 64).stream()
                    .map(e -> e > place ? e - 2 : e)
                    .toList();
            assertEquals(
                    expected,
                    Pretokens.ends(scanner, illFormed, 0, illFormed.length, 64),
                    () -> RandomText.escaped(text));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesARangeOutsideTheArray(String name) {
        PretokenScanner scanner = Pretokenizers.of(name).newScanner();
        assertThrows(IndexOutOfBoundsException.class, () -> scanner.reset(new byte[3], 0, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> scanner.reset(new byte[3], -1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> scanner.reset(new byte[3], 2, 1));
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasNoPretokensBeforeTheFirstReset(String name) {
        assertEquals(0, Pretokenizers.of(name).newScanner().next(new int[1]));
    }

    @Test
    void cutsAsItsExamplesSay() {
        String text = "I'LL HTTPServer\u2019s _snake 1234!\n\n  x";
        assertEquals(
                List.of("I", "'", "LL", " HTTPServer", "\u2019", "s", " _", "snake", " 1234", "!", "\n\n ", " x"),
                pretokens("gpt2", text));
        assertEquals(
                List.of("I'LL", " HTTPServer", "\u2019s", " _", "snake", " ", "123", "4", "!\n\n", " ", " x"),
                pretokens("gpt4o", text));
        assertEquals(
                List.of("I'LL", " HTTPServer\u2019s", " _", "snake", " ", "1", "234", "!", "\n\n", "  ", "x"),
                pretokens("ultimate2", text));
        assertEquals(
                List.of("camel", "Case", "HTTP", "Server", "_snake"),
                pretokens("ultimate2", "camelCaseHTTPServer_snake"));
        assertEquals(
                List.of("\u6F22", "\u5B57", "\u30AB", "\u30BF", "ABC"),
                pretokens("gpt4o-script", "\u6F22\u5B57\u30AB\u30BFABC"));
        assertEquals(
                List.of("I", "'LL", " HTTPServer", "\u2019s", " _", "snake", " ", "123", "4", "!\n\n", " ", " x"),
                pretokens("gpt4", text));
        assertEquals(
                List.of("I'LL HTTPServer\u2019s _snake ", "123", "4", "!\n\n", " ", " x"),
                pretokens("superbpe2", text));
        // The numbers before a mark are grouped as if it were no part of them.
        assertEquals(List.of("12", "345", "\u0300", "67"), pretokens("ultimate2", "12345\u030067"));
    }

    private static List<String> pretokens(String name, String text) {
        return Pretokens.scanned(Pretokenizers.of(name).newScanner(), text).stream()
                .map(pretoken -> Bytes.text(pretoken).orElseThrow())
                .toList();
    }
}
