import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the table of the property Word_Break, which the JDK does not have, from ICU4J. Run it in the folder of the project with
 * version 76.1, whose tables are of Unicode 16.0, and which Maven fetches for the tests:
 *
 * <pre>java -cp ~/.m2/repository/com/ibm/icu/icu4j/76.1/icu4j-76.1.jar \
 *     tokenizers/src/build/java/GenerateWordBreakRuns.java</pre>
 */
final class GenerateWordBreakRuns {
    private static final Path TARGET =
            Path.of("tokenizers/src/main/java/org/tokenwright/tokenizers/segment/WordBreakRuns.java");
    private static final int LINE = 90;

    private GenerateWordBreakRuns() {}

    public static void main(String[] arguments) throws IOException {
        if (!UCharacter.getUnicodeVersion().equals(VersionInfo.UNICODE_16_0)) {
            throw new IllegalStateException("the tables of this ICU4J are of Unicode " + UCharacter.getUnicodeVersion());
        }
        StringBuilder runs = new StringBuilder();
        for (int start = 0, end; start <= Character.MAX_CODE_POINT; start = end) {
            int value = value(start);
            end = start + 1;
            while (end <= Character.MAX_CODE_POINT && value(end) == value) {
                end++;
            }
            if (end - start > 1) {
                runs.append(end - start);
            }
            runs.append((char) ('@' + value));
        }
        StringBuilder source = new StringBuilder("""
                package org.tokenwright.tokenizers.segment;

                /**
                 * The property Word_Break of every code point in Unicode 16.0, as runs. Written by GenerateWordBreakRuns; not to be
                 * edited.
                 */
                final class WordBreakRuns {
                    /**
                     * The runs in the order of the code points: the length in decimal digits, which is left out if it is 1, and the
                     * value as the char {@code '@'} plus its number in {@link WordBreak}, plus 32 for Extended_Pictographic.
                     */
                    static final String RUNS =
                """);
        for (int i = 0; i < runs.length(); i += LINE) {
            String line = runs.substring(i, Math.min(i + LINE, runs.length())).replace("\\", "\\\\");
            source.append(i == 0 ? "            \"" : "\"\n                    + \"").append(line);
        }
        source.append("\";\n\n    private WordBreakRuns() {}\n}\n");
        Files.writeString(TARGET, source, StandardCharsets.UTF_8);
    }

    /** The numbers of WordBreak. */
    private static int value(int codePoint) {
        int pictographic = UCharacter.hasBinaryProperty(codePoint, UProperty.EXTENDED_PICTOGRAPHIC) ? 32 : 0;
        return pictographic
                + switch (UCharacter.getIntPropertyValue(codePoint, UProperty.WORD_BREAK)) {
                    case UCharacter.WordBreak.OTHER -> 0;
                    case UCharacter.WordBreak.CR -> 1;
                    case UCharacter.WordBreak.LF -> 2;
                    case UCharacter.WordBreak.NEWLINE -> 3;
                    case UCharacter.WordBreak.EXTEND -> 4;
                    case UCharacter.WordBreak.ZWJ -> 5;
                    case UCharacter.WordBreak.FORMAT -> 6;
                    case UCharacter.WordBreak.REGIONAL_INDICATOR -> 7;
                    case UCharacter.WordBreak.KATAKANA -> 8;
                    case UCharacter.WordBreak.HEBREW_LETTER -> 9;
                    case UCharacter.WordBreak.ALETTER -> 10;
                    case UCharacter.WordBreak.SINGLE_QUOTE -> 11;
                    case UCharacter.WordBreak.DOUBLE_QUOTE -> 12;
                    case UCharacter.WordBreak.MIDNUMLET -> 13;
                    case UCharacter.WordBreak.MIDLETTER -> 14;
                    case UCharacter.WordBreak.MIDNUM -> 15;
                    case UCharacter.WordBreak.NUMERIC -> 16;
                    case UCharacter.WordBreak.EXTENDNUMLET -> 17;
                    case UCharacter.WordBreak.WSEGSPACE -> 18;
                    default -> throw new IllegalStateException(
                            "U+" + Integer.toHexString(codePoint) + " has a value that Unicode 16.0 does not use");
                };
    }
}
