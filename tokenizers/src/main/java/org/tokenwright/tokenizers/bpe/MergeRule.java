package org.tokenwright.tokenizers.bpe;

/** Which pretokens may take part in supermerges. */
public enum MergeRule {
    /** Those that hold at least one letter ({@code \p{L}}). */
    SIMPLE("simple", "\\p{L}"),
    /**
     * Those that consist of letters with their marks, space, underscore and apostrophes alone, and hold a letter that is not
     * the first character.
     */
    IMPROVED("improved", "^(?=.+\\p{L})(?:\\p{L}\\p{M}*|[ _'\\u2019])+$");

    private final String label;
    private final String regex;

    MergeRule(String label, String regex) {
        this.label = label;
        this.regex = regex;
    }

    /**
     * {@return the name by which commands and files know the rule}
     */
    public String label() {
        return label;
    }

    /**
     * {@return the regular expression that finds a match in the pretokens that may take part}
     */
    public String regex() {
        return regex;
    }

    /**
     * temporary
     * @param utf8 x
     * @param start x
     * @param end x
     * @return x
     */
    public boolean admits(byte[] utf8, int start, int end) {
        return java.util.regex.Pattern.compile(regex, java.util.regex.Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(new String(utf8, start, end - start, java.nio.charset.StandardCharsets.UTF_8))
                .find();
    }
}
