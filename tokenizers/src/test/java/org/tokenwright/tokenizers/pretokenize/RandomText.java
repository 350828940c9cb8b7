package org.tokenwright.tokenizers.pretokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random strings of characters of every class that a pattern can tell apart, mixed so that runs are frequent. */
public final class RandomText {
    /** All are of the same class in every version of Unicode since 10. */
    private static final List<String> CHARACTERS = List.of(
            // Lu, Ll, Lt, Lm, Lo; the letters of contractions, U+017F whose other case is s, astral ones
            "A",
            "S",
            "T",
            "V",
            "É",
            "Ω",
            "\uD801\uDC00",
            "a",
            "s",
            "t",
            "l",
            "e",
            "r",
            "v",
            "m",
            "d",
            "é",
            "ß",
            "ſ",
            "я",
            "\uD801\uDC28",
            "ǅ",
            "ᾈ",
            "ʰ",
            "ー",
            "ª",
            "漢",
            "א",
            "\uD840\uDC00",
            // Mn, Mc, Me
            "\u0301",
            "\u0308",
            "\u0903",
            "\u20DD",
            "\uD834\uDD67",
            "\uDB40\uDD00",
            // Nd, Nl, No
            "0",
            "1",
            "9",
            "٣",
            "Ⅷ",
            "½",
            "²",
            "\uD835\uDFCE",
            // Pc, Pd, Ps, Pe, Pi, Pf, Po
            "_",
            "-",
            "(",
            ")",
            "«",
            "»",
            "’",
            "'",
            "!",
            "/",
            ".",
            "。",
            // Sm, Sc, Sk, So
            "+",
            "$",
            "^",
            "`",
            "©",
            "\uD83D\uDE00",
            "\uFFFD",
            // Zs, Zl, Zp
            " ",
            "\u00A0",
            "\u3000",
            "\u2028",
            "\u2029",
            // Cc, Cf, Co, Cn
            "\t",
            "\n",
            "\r",
            "\u000B",
            "\f",
            "\u0085",
            "\u0000",
            "\u001C",
            "\u007F",
            "\u200D",
            "\uFEFF",
            "\u00AD",
            "\uE000",
            "\uDBC0\uDC00",
            "\u0378",
            "\uD83F\uDFFF");

    private static final List<String> FREQUENT =
            List.of("a", "s", "A", "'", " ", " ", "\n", "\u0301", "1", "_", "!", "漢", "’", "\r");

    private RandomText() {}

    /**
     * {@return a string of up to {@code maxLength} characters, most of them from a small random part of the alphabet}
     *
     * @param random chooses
     * @param maxLength the most characters
     */
    public static String next(SplittableRandom random, int maxLength) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(7); i >= 0; i--) {
            some.add(of(random, random.nextBoolean() ? FREQUENT : CHARACTERS));
        }
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(maxLength + 1); left > 0; left--) {
            text.append(of(random, random.nextInt(20) == 0 ? CHARACTERS : some));
        }
        return text.toString();
    }

    /**
     * {@return a string of up to {@code maxLength} characters of a list}
     *
     * @param random chooses
     * @param maxLength the most characters
     * @param characters the list
     */
    public static String of(SplittableRandom random, int maxLength, List<String> characters) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(maxLength + 1); left > 0; left--) {
            text.append(of(random, characters));
        }
        return text.toString();
    }

    private static String of(SplittableRandom random, List<String> characters) {
        return characters.get(random.nextInt(characters.size()));
    }

    /**
     * {@return a text as a message can show it}
     *
     * @param text the text
     */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c ->
                        escaped.append(c > ' ' && c < 0x7F ? String.valueOf((char) c) : String.format("\\u%04X", c)));
        return escaped.toString();
    }
}
