package org.tokenwright.tokenizers.pretokenize;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds pretokenizers by name:
 *
 * <ul>
 *   <li>{@code gpt2}: words, numbers and other characters, each with one space before it.
 *   <li>{@code gpt4o}, known as o200k: words of at most one change from capitals to small letters, with their contractions;
 *       numbers of up to three digits.
 *   <li>{@code ultimate2}, the second pattern of BoundlessBPE: words with inner apostrophes, the words of camel case and
 *       snake case; numbers in groups of three digits from the right.
 * </ul>
 */
public final class Pretokenizers {
    private static final String GPT2_REST = "| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
    private static final String GPT2 = "'(?:[sdmt]|ll|ve|re)" + GPT2_REST;
    private static final String GPT2_OF_OLD = "'s|'t|'re|'ve|'m|'ll|'d" + GPT2_REST;

    private static final String PREFIX = "[^\\r\\n\\p{L}\\p{N}]?";
    private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String CONTRACTION = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?";
    private static final String GPT4O = PREFIX + UPPER + "*" + LOWER + "+" + CONTRACTION
            + "|" + PREFIX + UPPER + "+" + LOWER + "*" + CONTRACTION
            + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    private static final String ULTIMATE2 = " ?(?:\\p{L}\\p{M}*)+['\\u2019](?:\\p{L}\\p{M}*)+|_(?:\\p{Ll}\\p{M}*)+"
            + "| ?(?:\\p{Lu}\\p{M}*)+(?=(?:\\p{Lu}\\p{M}*)(?:\\p{Ll}\\p{M}*))| ?(?:\\p{Lu}\\p{M}*)?(?:\\p{Ll}\\p{M}*)+"
            + "| ?(?:\\p{Lu}\\p{M}*)+| ?(?:[\\p{Lt}\\p{Lm}\\p{Lo}]\\p{M}*)+"
            + "|(?:\\p{N}\\p{M}*){1,3}(?=(?:(?:\\p{N}\\p{M}*){3})*(?:(?:\\P{N}\\p{M}*)|$))"
            + "| ?(?:[\\p{P}\\p{S}]\\p{M}*)+|[^\\S\\r\\n]*[\\n\\r]+|[^\\S\\r\\n]+|(?:[\\p{Z}\\p{C}]\\p{M}*)+|\\p{M}+|.+";

    private static final List<NamedPretokenizer> NAMED = List.of(
            new NamedPretokenizer("gpt2", GPT2, List.of(GPT2_OF_OLD), Gpt2Scanner::new),
            new NamedPretokenizer("gpt4o", GPT4O, List.of(), Gpt4oScanner::new),
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
