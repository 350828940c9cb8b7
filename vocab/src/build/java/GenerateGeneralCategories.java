import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code GeneralCategories.java}, the table of general categories, from the tables of the JDK that runs it. Run it
 * in the folder of the project with a JDK whose tables are of Unicode 16.0 (JDK 24 and 25):
 *
 * <pre>java vocab/src/build/java/GenerateGeneralCategories.java</pre>
 */
final class GenerateGeneralCategories {
    private static final Path TARGET = Path.of("vocab/src/main/java/org/tokenwright/text/GeneralCategories.java");
    private static final int LINE = 90;

    private GenerateGeneralCategories() {}

    public static void main(String[] arguments) throws Exception {
        // U+1C89 became a letter with Unicode 16.0, U+088F becomes one with 17.0.
        if (!Character.isLetter(0x1C89) || Character.isDefined(0x088F)) {
            throw new IllegalStateException("the tables of this JDK are not of Unicode 16.0");
        }
        StringBuilder source = new StringBuilder("""
                package org.tokenwright.text;

                /**
                 * The general category of every code point in Unicode 16.0, as runs. Written by GenerateGeneralCategories; not to be
                 * edited.
                 */
                final class GeneralCategories {
                    /**
                     * The runs in the order of the code points: the length in decimal digits, which is left out if it is 1, and the
                     * category as the char {@code '@'} plus the number that {@link Character#getType(int)} has for it.
                     */
                    static final String RUNS =
                """);
        String runs = runs();
        for (int i = 0; i < runs.length(); i += LINE) {
            String line = runs.substring(i, Math.min(i + LINE, runs.length())).replace("\\", "\\\\");
            source.append(i == 0 ? "            \"" : "\"\n                    + \"").append(line);
        }
        source.append("\";\n\n    private GeneralCategories() {}\n}\n");
        Files.writeString(TARGET, source, StandardCharsets.UTF_8);
    }

    private static String runs() {
        StringBuilder runs = new StringBuilder();
        for (int start = 0, end; start <= Character.MAX_CODE_POINT; start = end) {
            int category = Character.getType(start);
            end = start + 1;
            while (end <= Character.MAX_CODE_POINT && Character.getType(end) == category) {
                end++;
            }
            if (end - start > 1) {
                runs.append(end - start);
            }
            runs.append((char) ('@' + category));
        }
        return runs.toString();
    }
}
