package org.tokenwright.tokenizers.pretokenize;

import java.util.List;
import java.util.regex.Pattern;

/** Finds pretokenizers by name. */
public final class Pretokenizers {
    private static final String ULTIMATE2 = " ?(?:\\p{L}\\p{M}*)+['\\u2019](?:\\p{L}\\p{M}*)+|_(?:\\p{Ll}\\p{M}*)+"
            + "| ?(?:\\p{Lu}\\p{M}*)+(?=(?:\\p{Lu}\\p{M}*)(?:\\p{Ll}\\p{M}*))| ?(?:\\p{Lu}\\p{M}*)?(?:\\p{Ll}\\p{M}*)+"
            + "| ?(?:\\p{Lu}\\p{M}*)+| ?(?:[\\p{Lt}\\p{Lm}\\p{Lo}]\\p{M}*)+"
            + "|(?:\\p{N}\\p{M}*){1,3}(?=(?:(?:\\p{N}\\p{M}*){3})*(?:(?:\\P{N}\\p{M}*)|$))"
            + "| ?(?:[\\p{P}\\p{S}]\\p{M}*)+|[^\\S\\r\\n]*[\\n\\r]+|[^\\S\\r\\n]+|(?:[\\p{Z}\\p{C}]\\p{M}*)+|\\p{M}+|.+";

    private static final List<NamedPretokenizer> NAMED = List.of(
            new NamedPretokenizer(
                    "gpt2",
                    "'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    List.of("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
                    Gpt2Scanner::new),
            new NamedPretokenizer(
                    "gpt4o",
                    "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
                            + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
                            + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                    List.of(),
                    Gpt4oScanner::new),
            new NamedPretokenizer(
                    "ultimate2", ULTIMATE2, List.of(ULTIMATE2.replace("\\u2019", "\u2019")), UltimateScanner::new));

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private Pretokenizers() {}

    /**
     * {@return the names of all pretokenizers}
     */
    public static List<String> names() {
        return NAMED.stream().map(NamedPretokenizer::name).toList();
    }

    /**
     * Returns a pretokenizer.
     *
     * <p>The named ones take time linear in the length of any text, and their classes are those of Unicode 16.0 on any JDK.
     * Other expressions are compiled by {@link Pattern} with {@link Pattern#UNICODE_CHARACTER_CLASS}: they cost what the
     * expression costs there, and know the Unicode version of the running JDK.
     *
     * @param nameOrRegex one of {@link #names()}, or a regular expression in the syntax of java.util.regex; the exact text
     *     of a named pretokenizer's expression gives that pretokenizer
     * @return the pretokenizer
     * @throws IllegalArgumentException if it is no regular expression, or a plain word that is no name: letters, digits,
     *     hyphens and underscores alone, the first a letter
     */
    public static Pretokenizer of(String nameOrRegex) {
        for (NamedPretokenizer named : NAMED) {
            if (named.name().equals(nameOrRegex) || named.isSpelled(nameOrRegex)) {
                return named;
            }
        }
        if (WORD.matcher(nameOrRegex).matches()) {
            throw new IllegalArgumentException(
                    "there is no pretokenizer " + nameOrRegex + "; there are " + String.join(", ", names()));
        }
        return new RegexPretokenizer(nameOrRegex);
    }
}
