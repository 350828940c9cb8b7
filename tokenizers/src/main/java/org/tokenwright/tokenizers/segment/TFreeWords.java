package org.tokenwright.tokenizers.segment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of T-FREE ("T-FREE: Subword Tokenizer-Free Generative LLMs via Sparse Representations for Memory-Efficient
 * Embeddings"), in which a space between two words goes without saying. {@link #text} gives back what {@link #words} was given,
 * for any text. Both take time in proportion to the text.
 *
 * <p>The text is cut by the rule {@code tfree} of {@link Segmenters}. Then
 *
 * <ul>
 *   <li>a space is left out between two words where one is expected, and {@code <|ws|>} elsewhere;
 *   <li>{@code <|no_ws|>} stands between two words where a space is expected and is not;
 *   <li>a line feed is {@code <|\n|>} with a line feed in it;
 *   <li>of several such tokens, four are <code>&lt;|4&lt;-ws-&gt;|&gt;</code>, and two <code>&lt;|2&lt;-ws-&gt;|&gt;</code>, the
 *       fours first, the single one last; for line feeds with a line feed in place of {@code ws}.
 * </ul>
 *
 * <p>A space is expected between two words unless one of them is a special token, the first ends with one of
 * {@code #$=-+/*'"\(<[]~^&@%_}, or the second begins with a digit of ASCII or one of {@code .,:;?!=-+/*'"\)>]~^&@%_}.
 *
 * <p>Two texts are cut in another way than by the reference, which does not give them back. Where a text spells one of the tokens
 * that stand for spaces, {@code <|ws|>} for instance, the reference takes it for the token; here its characters are words. And a
 * text, or the part of one between special tokens, that begins with {@code <|}, ends with {@code |>} and holds line feeds is one
 * word there, and here is not.
 */
public final class TFreeWords {
    static final String NO_SPACE = "<|no_ws|>";
    static final String SPACE = "<|ws|>";
    static final String TWO_SPACES = "<|2<-ws->|>";
    static final String FOUR_SPACES = "<|4<-ws->|>";
    private static final String LINE = "<|\n|>";
    private static final String TWO_LINES = "<|2<-\n->|>";
    private static final String FOUR_LINES = "<|4<-\n->|>";

    private static final String NONE_BEHIND = "#$=-+*/'\"\\(<[]~^&@%_";
    private static final String NONE_BEFORE = ".,:;?!=-+*/'\"\\)>]~^&@%_0123456789";

    private TFreeWords() {}

    /**
     * {@return the words of a text}
     *
     * @param text the text
     * @throws IllegalArgumentException if it holds an unpaired surrogate, or more bytes in UTF-8 than an array can
     */
    public static List<String> words(CharSequence text) {
        byte[] utf8 = utf8(text);
        int[] ends = Segmenters.of("tfree").ends(utf8, 0, utf8.length);
        List<String> words = new ArrayList<>();
        String before = "";
        int start = 0;
        for (int i = 0; i < ends.length; ) {
            String word = new String(utf8, start, ends[i] - start, StandardCharsets.UTF_8);
            int same = i + 1;
            if (word.equals(" ") || word.equals("\n")) {
                while (same < ends.length && ends[same] == ends[same - 1] + 1 && utf8[ends[same - 1]] == utf8[start]) {
                    same++;
                }
            }
            int count = same - i;
            if (word.equals("\n")) {
                addAll(words, count, LINE, TWO_LINES, FOUR_LINES);
            } else if (!word.equals(" ")) {
                if (i > 0 && !before.equals(" ") && isSpaceExpected(before, word)) {
                    words.add(NO_SPACE);
                }
                words.add(word);
            } else if (count > 1 || i == 0 || same == ends.length || !isSpaceExpected(before, utf8, ends, same)) {
                addAll(words, count, SPACE, TWO_SPACES, FOUR_SPACES);
            }
            before = word;
            start = ends[same - 1];
            i = same;
        }
        return words;
    }

    private static boolean isSpaceExpected(String before, byte[] utf8, int[] ends, int next) {
        int start = ends[next - 1];
        return isSpaceExpected(before, new String(utf8, start, ends[next] - start, StandardCharsets.UTF_8));
    }

    private static boolean isSpaceExpected(String before, String behind) {
        return !isSpecial(before)
                && !isSpecial(behind)
                && !isWhite(before)
                && !isWhite(behind)
                && NONE_BEHIND.indexOf(before.charAt(before.length() - 1)) < 0
                && NONE_BEFORE.indexOf(behind.charAt(0)) < 0;
    }

    private static boolean isWhite(String word) {
        return word.equals(" ") || word.equals("\n");
    }

    private static boolean isSpecial(String word) {
        return word.length() > 3 && word.startsWith("<|") && word.endsWith("|>");
    }

    private static void addAll(List<String> words, int count, String one, String two, String four) {
        int left = count;
        for (; left >= 4; left -= 4) {
            words.add(four);
        }
        if (left >= 2) {
            words.add(two);
        }
        if (left % 2 == 1) {
            words.add(one);
        }
    }

    /**
     * {@return the text of words}
     *
     * @param words what {@link #words} returned, or other words that are not empty
     * @throws IllegalArgumentException if a word is empty
     */
    public static String text(List<String> words) {
        StringBuilder text = new StringBuilder();
        String before = NO_SPACE;
        for (String word : words) {
            if (word.isEmpty()) {
                throw new IllegalArgumentException("a word is empty");
            }
            if (isSpaceExpected(before, word)) {
                text.append(' ');
            }
            text.append(
                    switch (word) {
                        case NO_SPACE -> "";
                        case SPACE -> " ";
                        case TWO_SPACES -> "  ";
                        case FOUR_SPACES -> "    ";
                        case LINE -> "\n";
                        case TWO_LINES -> "\n\n";
                        case FOUR_LINES -> "\n\n\n\n";
                        default -> word;
                    });
            before = word;
        }
        return text.toString();
    }

    private static byte[] utf8(CharSequence text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] utf8 = new byte[bytes.remaining()];
            bytes.get(utf8);
            return utf8;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text holds an unpaired surrogate", e);
        }
    }
}
