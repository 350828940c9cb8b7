package org.tokenwright.tokenizers.segment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;

/**
 * The words of "Learn Your Tokens: Word-Pooled Tokenization for Language Modeling", as its code has them. They are not lossless:
 * of white space, line feeds and some marks of corpora nothing is left. {@link Segmenters} has a lossless rule, {@code words}.
 *
 * <p>Each line feed, {@code <unk>}, {@code =} and {@code @-@} becomes a space; signs get a space on both sides; white space at
 * both ends is left out; what is between two runs of spaces (U+0020) is a word. Other white space parts no words. A text without
 * words has one, which is empty. Takes time in proportion to the text. Immutable, safe for any number of threads.
 */
public enum LearnYourTokens {
    /** The rule of the experiments; the signs are {@code : , ; . ! ' -- ?}. */
    EXPERIMENTS(Integer.MAX_VALUE, false, "-- : , ; . ! ' ?"),

    /** The same; but words of more than nine characters become {@code @}. */
    EXPERIMENTS_SHORT(9, false, "-- : , ; . ! ' ?"),

    /**
     * The rule of the published program: the signs are <code>- { }: , ; . ! ' ?</code>; the third is a slip for a brace and a
     * colon.
     */
    PUBLISHED(Integer.MAX_VALUE, false, "- { }: , ; . ! ' ?"),

    /**
     * The published program with a step that an experiment with numbers has left in it: where something between white space has
     * an ASCII letter, it is deleted from its first letter, number or {@code _} to its last.
     */
    PUBLISHED_WITHOUT_LETTERS(Integer.MAX_VALUE, true, "- { }: , ; . ! ' ?");

    private final int longest;
    private final boolean dropsLetters;
    /** Parted by spaces. */
    private final String signs;

    LearnYourTokens(int longest, boolean dropsLetters, String signs) {
        this.longest = longest;
        this.dropsLetters = dropsLetters;
        this.signs = signs;
    }

    /**
     * {@return the words of a text, at least one}
     *
     * @param text the text
     */
    public List<String> words(String text) {
        String spaced = spaced(text);
        String kept = strip(dropsLetters ? withoutLetters(spaced) : spaced);
        List<String> words = new ArrayList<>();
        for (int start = 0, end; start <= kept.length(); start = end + 1) {
            end = kept.indexOf(' ', start);
            end = end < 0 ? kept.length() : end;
            if (end > start || kept.isEmpty()) {
                String word = kept.substring(start, end);
                words.add(word.codePointCount(0, word.length()) > longest ? "@" : word);
            }
        }
        return words;
    }

    private String spaced(String text) {
        List<String> spaces = List.of("\n", "<unk>", "=", "@-@");
        List<String> parted = List.of(signs.split(" "));
        StringBuilder spaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            String space = at(spaces, text, i);
            if (space != null) {
                spaced.append(' ');
                i += space.length();
                continue;
            }
            String sign = at(parted, text, i);
            if (sign != null) {
                spaced.append(' ').append(sign).append(' ');
                i += sign.length();
                continue;
            }
            spaced.append(text.charAt(i++));
        }
        return spaced.toString();
    }

    private static @Nullable String at(List<String> strings, String text, int index) {
        for (String string : strings) {
            if (text.startsWith(string, index)) {
                return string;
            }
        }
        return null;
    }

    private static String withoutLetters(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int start = 0, end; start < text.length(); start = end) {
            end = start;
            int first = -1;
            int last = -1;
            boolean hasLetter = false;
            while (end < text.length() && !isWhite(text.codePointAt(end))) {
                int codePoint = text.codePointAt(end);
                int next = end + Character.charCount(codePoint);
                if (CodePoints.isIn(codePoint, CodePoints.LETTER | CodePoints.NUMBER) || codePoint == '_') {
                    first = first < 0 ? end : first;
                    last = next;
                }
                hasLetter |= (codePoint | 0x20) >= 'a' && (codePoint | 0x20) <= 'z';
                end = next;
            }
            if (hasLetter) {
                kept.append(text, start, first).append(text, last, end);
            } else {
                kept.append(text, start, end);
            }
            if (end < text.length()) {
                kept.append(text.charAt(end++));
            }
        }
        return kept.toString();
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhite(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhite(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** White space as Python has it: all of it is in the BMP. */
    private static boolean isWhite(int codePoint) {
        return CodePoints.isIn(codePoint, CodePoints.WHITE_SPACE) || (codePoint >= 0x1C && codePoint <= 0x1F);
    }
}
