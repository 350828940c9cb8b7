import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes the tables of Unicode properties from the tables of the JDK that runs it. Run it in the folder of the project with a
 * JDK whose tables are of Unicode 16.0 (JDK 24 and 25):
 *
 * <pre>java vocab/src/build/java/GenerateUnicodeTables.java</pre>
 */
final class GenerateUnicodeTables {
    private static final String VOCAB = "vocab/src/main/java/org/tokenwright/text/";
    private static final String PRETOKENIZE =
            "tokenizers/src/main/java/org/tokenwright/tokenizers/pretokenize/";
    private static final int LINE = 90;
    private static final Map<Character.UnicodeScript, String> CODES = new HashMap<>();

    private GenerateUnicodeTables() {}

    public static void main(String[] arguments) throws Exception {
        // U+1C89 became a letter with Unicode 16.0, U+088F becomes one with 17.0.
        if (!Character.isLetter(0x1C89) || Character.isDefined(0x088F)) {
            throw new IllegalStateException("the tables of this JDK are not of Unicode 16.0");
        }
        write(
                VOCAB + "GeneralCategories.java",
                "org.tokenwright.text",
                "The general category of every code point in Unicode 16.0, as runs.",
                "the category as the char {@code '@'} plus the number that {@link Character#getType(int)} has for it",
                c -> String.valueOf((char) ('@' + Character.getType(c))));
        write(
                PRETOKENIZE + "ScriptRuns.java",
                "org.tokenwright.tokenizers.pretokenize",
                "The script of every code point in Unicode 16.0, as runs.",
                "the script's name in ISO 15924, {@code Zyyy} where none is known",
                GenerateUnicodeTables::script);
        write(
                PRETOKENIZE + "PictographRuns.java",
                "org.tokenwright.tokenizers.pretokenize",
                "The property Extended_Pictographic of every code point in Unicode 16.0, as runs.",
                "{@code P} for code points that have it, {@code N} for others",
                c -> Character.isExtendedPictographic(c) ? "P" : "N");
    }

    private static String script(int codePoint) {
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        return switch (script) {
            case COMMON, UNKNOWN -> "Zyyy";
            case INHERITED -> "Zinh";
            default -> code(script);
        };
    }

    /** The code by which a script is found: the JDK knows scripts by their codes, and not the other way round. */
    private static String code(Character.UnicodeScript script) {
        return CODES.computeIfAbsent(script, GenerateUnicodeTables::findCode);
    }

    private static String findCode(Character.UnicodeScript script) {
        for (char[] code = {'A', 'a', 'a', 'a'}; code[0] <= 'Z'; next(code)) {
            try {
                if (Character.UnicodeScript.forName(new String(code)) == script) {
                    return new String(code);
                }
            } catch (IllegalArgumentException e) {
                // no script has this code
            }
        }
        throw new IllegalStateException(script + " has no code");
    }

    private static void next(char[] code) {
        for (int i = 3; i >= 0; i--) {
            if (code[i] != (i == 0 ? 'Z' + 1 : 'z')) {
                code[i]++;
                return;
            }
            code[i] = 'a';
        }
    }

    private static void write(String path, String packageName, String title, String meaning, IntFunction<String> property)
            throws IOException {
        String name = Path.of(path).getFileName().toString().replace(".java", "");
        StringBuilder source = new StringBuilder("""
                package %s;

                /**
                 * %s Written by GenerateUnicodeTables; not to be
                 * edited.
                 */
                final class %s {
                    /**
                     * The runs in the order of the code points: the length in decimal digits, which is left out if it is 1, and
                     * %s.
                     */
                    static final String RUNS =
                """.formatted(packageName, title, name, meaning));
        String runs = runs(property);
        for (int i = 0; i < runs.length(); i += LINE) {
            String line = runs.substring(i, Math.min(i + LINE, runs.length())).replace("\\", "\\\\");
            source.append(i == 0 ? "            \"" : "\"\n                    + \"").append(line);
        }
        source.append("\";\n\n    private %s() {}\n}\n".formatted(name));
        Files.writeString(Path.of(path), source, StandardCharsets.UTF_8);
    }

    private static String runs(IntFunction<String> property) {
        StringBuilder runs = new StringBuilder();
        for (int start = 0, end; start <= Character.MAX_CODE_POINT; start = end) {
            String value = property.apply(start);
            end = start + 1;
            while (end <= Character.MAX_CODE_POINT && property.apply(end).equals(value)) {
                end++;
            }
            if (end - start > 1) {
                runs.append(end - start);
            }
            runs.append(value);
        }
        return runs.toString();
    }
}
