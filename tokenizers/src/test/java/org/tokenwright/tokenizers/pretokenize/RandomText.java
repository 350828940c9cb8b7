package org.tokenwright.tokenizers.pretokenize;

import java.util.SplittableRandom;

/** Random strings of characters of every class that a pattern can tell apart, mixed so that runs are frequent. */
final class RandomText {
    /** All are of the same class in every version of Unicode since 10. */
    private static final String[] CHARACTERS = {
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
        "\uD83F\uDFFF",
    };

    private static final String[] FREQUENT = {
        "a", "s", "A", "'", " ", " ", "\n", "\u0301", "1", "_", "!", "漢", "’", "\r"
    };

    private RandomText() {}

    /** A string of up to {@code maxLength} characters from a small random part of the alphabet. */
    static String next(SplittableRandom random, int maxLength) {
        String[] some = new String[1 + random.nextInt(7)];
        for (int i = 0; i < some.length; i++) {
            String[] source = random.nextBoolean() ? FREQUENT : CHARACTERS;
            some[i] = source[random.nextInt(source.length)];
        }
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(maxLength + 1); left > 0; left--) {
            text.append(
                    random.nextInt(20) == 0
                            ? CHARACTERS[random.nextInt(CHARACTERS.length)]
                            : some[random.nextInt(some.length)]);
        }
        return text.toString();
    }
}
