package org.tokenwright.tokenizers.pretokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds pretokenizers by name:
 *
 * <ul>
 *   <li>{@code gpt2}: words, numbers and other characters, each with one space before it.
 *   <li>{@code gpt4}, also {@code cl100k} and {@code llama3}: words with one other character before them, contractions,
 *       numbers of up to three digits. {@code qwen2} is the same with single digits.
 *   <li>{@code gpt4o}, also {@code o200k}: words of at most one change from capitals to small letters, with their contractions;
 *       numbers of up to three digits.
 *   <li>{@code deepseek3}: numbers of up to three digits, Chinese and Japanese in one piece, words with one other character
 *       before them. It stands for three expressions that cut one after the other, as files of DeepSeek-V3 have them.
 *   <li>{@code ultimate2}, the second pattern of BoundlessBPE: words with inner apostrophes, the words of camel case and
 *       snake case; numbers in groups of three digits from the right. {@code ultimate1}, its first form, leaves a space before
 *       punctuation by itself.
 *   <li>{@code wordlevel}: words with contractions, keycaps, flags, emoji; punctuation and white space in runs of at most 16.
 *   <li>{@code superbpe1} and {@code superbpe2}, the patterns of SuperBPE's two stages: words; and numbers, punctuation and
 *       spaces, with all that is between them.
 *   <li>{@code whitespace}: what stands between white space, with one space before it.
 *   <li>{@code none}: a text is one pretoken.
 *   <li>{@code gpt4o-script}, {@code wordlevel-script}: the patterns by these names for most scripts; where words are written
 *       without spaces, every letter by itself (Han, Hiragana, Katakana, Khmer, Lao, Myanmar, Thai).
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

    private static final String GPT4 = "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}"
            + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+";
    private static final String QWEN2 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String LLAMA3 = QWEN2.replace("|\\p{N}|", "|\\p{N}{1,3}|");
    private static final String ULTIMATE1 = ULTIMATE2.replace("| ?(?:[\\p{P}", "|(?:[\\p{P}");
    private static final String SUPERBPE1 = GPT4O.replace(CONTRACTION, "");
    private static final String SUPERBPE2 = "\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]{2,}[\\r\\n/]*| +(?!\\S)";

    private static final String CASED = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}\\u200d]";
    private static final String UNCASED = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}\\u200d]";
    private static final String TAIL = "(?:['\\u2019][\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+)?";
    private static final String PICTOGRAPH = "\\p{Extended_Pictographic}[\\U0001F3FB-\\U0001F3FF]?[\\uFE0F\\uFE0E]?";
    private static final String WORDLEVEL_REST = "|[0-9#*]\\uFE0F?\\u20E3|[\\U0001F1E6-\\U0001F1FF]{2}|" + PICTOGRAPH
            + "(?:\\u200d" + PICTOGRAPH + ")*| ?(?:[\\p{S}\\p{P}]\\p{M}*){1,16}|[^\\S\\r\\n]{0,16}[\\r\\n]{1,16}"
            + "|[^\\S\\r\\n]{1,16}(?![^\\s\\p{N}\\p{C}\\p{M}])|\\s{1,16}|\\p{N}{1,3}(?=(?:\\p{N}{3})*(?:\\P{N}|$))"
            + "|[\\p{Z}\\p{C}\\p{M}]+";
    private static final String WORDLEVEL =
            " ?" + CASED + "*" + UNCASED + "+" + TAIL + "| ?" + CASED + "+" + UNCASED + "*" + TAIL + WORDLEVEL_REST;
    private static final String LETTER = " ?\\p{L}\\p{M}*";
    private static final String GPT4O_LETTERS =
            LETTER + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String WORDLEVEL_LETTERS = LETTER + WORDLEVEL_REST;
    private static final String EAST_ASIAN = "\\u4e00-\\u9fa5\\u3040-\\u30ff";
    private static final String DEEPSEEK_LETTER = "[\\p{L}\\p{M}&&[^" + EAST_ASIAN + "]]";
    private static final String DEEPSEEK3 = "\\p{N}{1,3}|[" + EAST_ASIAN + "]+|[!-/:-@\\[-`{-~][A-Za-z]+"
            + "|[^\\r\\n\\p{L}\\p{N}\\p{P}\\p{S}" + EAST_ASIAN + "]?" + DEEPSEEK_LETTER + "+"
            + "| ?[\\p{P}\\p{S}&&[^" + EAST_ASIAN + "]]+[\\r\\n]*|\\s*[\\r\\n]+"
            + "|\\s+(?![^\\s\\p{N}" + EAST_ASIAN + "])|\\s+"
            + "|(?:[\\p{C}&&[^\\s" + EAST_ASIAN + "]](?!" + DEEPSEEK_LETTER + "))+";
    private static final String WHITESPACE = " ?\\S+|\\s+(?!\\S)|\\s+";
    private static final String NONE = "(?s:.+)";

    private static final List<NamedPretokenizer> NAMED = List.of(
            new NamedPretokenizer("gpt2", GPT2, List.of(GPT2_OF_OLD), Cut.ALL, Gpt2Rule::new),
            new NamedPretokenizer("gpt4", GPT4, List.of("cl100k", "llama3", LLAMA3), Cut.ALL, () -> new Cl100kRule(3)),
            new NamedPretokenizer("gpt4o", GPT4O, List.of("o200k"), Cut.ALL, () -> new Gpt4oRule(true)),
            new NamedPretokenizer("qwen2", QWEN2, List.of(), Cut.ALL, () -> new Cl100kRule(1)),
            new NamedPretokenizer("deepseek3", DEEPSEEK3, List.of(), Cut.ALL, DeepSeekRule::new),
            new NamedPretokenizer(
                    "ultimate1",
                    ULTIMATE1,
                    List.of(ULTIMATE1.replace("\\u2019", "\u2019")),
                    Cut.ALL,
                    () -> new UltimateRule(false)),
            new NamedPretokenizer(
                    "ultimate2",
                    ULTIMATE2,
                    List.of(ULTIMATE2.replace("\\u2019", "\u2019")),
                    Cut.ALL,
                    () -> new UltimateRule(true)),
            new NamedPretokenizer("wordlevel", WORDLEVEL, List.of(), Cut.ALL, () -> new WordLevelRule(false)),
            new NamedPretokenizer("superbpe1", SUPERBPE1, List.of(), Cut.ALL, () -> new Gpt4oRule(false)),
            new NamedPretokenizer("superbpe2", SUPERBPE2, List.of(), Set.of(), SuperBpeRule::new),
            new NamedPretokenizer("whitespace", WHITESPACE, List.of(), Set.of(Cut.WORD, Cut.LINE), WhiteSpaceRule::new),
            new NamedPretokenizer("none", NONE, List.of(), Set.of(), () -> (utf8, start, end) -> end),
            new NamedPretokenizer("gpt4o-letters", GPT4O_LETTERS, List.of(), Cut.ALL, SingleLetterRule::new),
            new NamedPretokenizer(
                    "wordlevel-letters", WORDLEVEL_LETTERS, List.of(), Cut.ALL, () -> new WordLevelRule(true)));

    private static final List<String> SCRIPTS_WITHOUT_SPACES =
            List.of("Han", "Hiragana", "Katakana", "Khmer", "Lao", "Myanmar", "Thai");
    private static final String SCRIPT_AWARE = "-script";

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private Pretokenizers() {}

    /**
     * {@return the names of all pretokenizers, one for each}
     */
    public static List<String> names() {
        List<String> names =
                new ArrayList<>(NAMED.stream().map(NamedPretokenizer::name).toList());
        names.add("gpt4o" + SCRIPT_AWARE);
        names.add("wordlevel" + SCRIPT_AWARE);
        return names;
    }

    /** {@return the texts of expressions that a rule stands in for, by the name of the rule} */
    static Map<String, List<String>> spellings() {
        Map<String, List<String>> spellings = new TreeMap<>();
        for (NamedPretokenizer named : NAMED) {
            List<String> texts = new ArrayList<>(named.otherSpellings());
            texts.removeIf(Pretokenizers::isPlainWord);
            spellings.put(named.name(), texts);
        }
        return spellings;
    }

    /**
     * {@return further names by which some of them are found: those of models with the same pattern}
     */
    public static List<String> otherNames() {
        return NAMED.stream()
                .flatMap(named -> named.otherSpellings().stream())
                .filter(Pretokenizers::isPlainWord)
                .toList();
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
        if (nameOrRegex.equals("gpt4o" + SCRIPT_AWARE) || nameOrRegex.equals("wordlevel" + SCRIPT_AWARE)) {
            String name = nameOrRegex.substring(0, nameOrRegex.length() - SCRIPT_AWARE.length());
            return scriptAware(of(name), of(name + "-letters"), SCRIPTS_WITHOUT_SPACES);
        }
        if (isPlainWord(nameOrRegex)) {
            throw new IllegalArgumentException(
                    "there is no pretokenizer " + nameOrRegex + "; there are " + String.join(", ", names()));
        }
        return ofRegex(nameOrRegex);
    }

    /**
     * Returns the pretokenizer of a regular expression, as a foreign file has it: what would be a name to {@link #of} is
     * refused here.
     *
     * @param regex a regular expression in the syntax of java.util.regex; the exact text of a named pretokenizer's
     *     expression gives that pretokenizer
     * @return the pretokenizer
     * @throws IllegalArgumentException if it is no regular expression, or empty, or a plain word
     */
    public static Pretokenizer ofRegex(String regex) {
        if (regex.isEmpty()) {
            throw new IllegalArgumentException("the pattern is empty, expected a name or a regular expression");
        }
        if (isPlainWord(regex)) {
            throw new IllegalArgumentException(
                    "the pattern is the plain word " + regex + ", expected a regular expression");
        }
        for (NamedPretokenizer named : NAMED) {
            if (named.isSpelled(regex)) {
                return named;
            }
        }
        return new RegexPretokenizer(regex);
    }

    private static boolean isPlainWord(String text) {
        return WORD.matcher(text).matches();
    }

    /**
     * Returns a pretokenizer that treats some scripts in another way.
     *
     * @param main the pretokenizer of most scripts
     * @param special the pretokenizer of the special scripts
     * @param scripts the special scripts, by names that {@link Character.UnicodeScript#forName} knows
     * @return the pretokenizer, which has a name if {@link #names()} has it
     * @throws IllegalArgumentException if there is no such script
     */
    public static ScriptAwarePretokenizer scriptAware(Pretokenizer main, Pretokenizer special, List<String> scripts) {
        boolean known = special.name().equals(main.name() + "-letters")
                && List.copyOf(scripts).stream().sorted().toList().equals(SCRIPTS_WITHOUT_SPACES);
        String name = known ? main.name() + SCRIPT_AWARE : main.name() + "; " + special.name() + " for " + scripts;
        return new ScriptAwarePretokenizer(name, main, special, scripts);
    }
}
