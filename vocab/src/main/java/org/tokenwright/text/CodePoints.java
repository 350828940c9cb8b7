package org.tokenwright.text;

import java.util.Arrays;

/**
 * Classes of code points, fixed to Unicode {@value #UNICODE_VERSION} whatever the running JDK knows, and their form in
 * UTF-8. All methods take constant time; the class holds about 50 KB.
 *
 * <p>A set of general categories is an {@code int}: the constants of this class joined by {@code |}.
 *
 * <pre>{@code
 * if (CodePoints.isIn(codePoint, CodePoints.LETTER | CodePoints.MARK)) ...
 * }</pre>
 */
public final class CodePoints {
    /*
     * Layout: a two-stage table. BLOCKS holds blocks of 128 code points, a byte each; FIRST[codePoint >>> 7] is where the
     * block of a code point begins. All blocks of one and the same category share one. The first block is ASCII, whose bytes
     * are found without FIRST: this makes scanning source code a quarter faster.
     *
     * The byte is the general category as Character.getType numbers it, but 17, which no category has, for the six white
     * space characters among the controls. Shifting 1 by it gives a bit that tells both the category and White_Space: the
     * property is exactly Zs, Zl, Zp and these six.
     *
     * Source: UnicodeData.txt and PropList.txt of Unicode 16.0, through the tables of JDK 25.
     */

    /** The version of Unicode, {@value}. */
    public static final String UNICODE_VERSION = "16.0";

    /** Lu. */
    public static final int UPPERCASE_LETTER = 1 << Character.UPPERCASE_LETTER;

    /** Ll. */
    public static final int LOWERCASE_LETTER = 1 << Character.LOWERCASE_LETTER;

    /** Lt. */
    public static final int TITLECASE_LETTER = 1 << Character.TITLECASE_LETTER;

    /** Lm. */
    public static final int MODIFIER_LETTER = 1 << Character.MODIFIER_LETTER;

    /** Lo. */
    public static final int OTHER_LETTER = 1 << Character.OTHER_LETTER;

    /** L: Lu, Ll, Lt, Lm, Lo. */
    public static final int LETTER =
            UPPERCASE_LETTER | LOWERCASE_LETTER | TITLECASE_LETTER | MODIFIER_LETTER | OTHER_LETTER;

    /** M: Mn, Mc, Me. */
    public static final int MARK =
            1 << Character.NON_SPACING_MARK | (1 << Character.COMBINING_SPACING_MARK) | (1 << Character.ENCLOSING_MARK);

    /** N: Nd, Nl, No. */
    public static final int NUMBER =
            1 << Character.DECIMAL_DIGIT_NUMBER | (1 << Character.LETTER_NUMBER) | (1 << Character.OTHER_NUMBER);

    /** P: Pc, Pd, Ps, Pe, Pi, Pf, Po. */
    public static final int PUNCTUATION = (1 << Character.CONNECTOR_PUNCTUATION)
            | (1 << Character.DASH_PUNCTUATION)
            | (1 << Character.START_PUNCTUATION)
            | (1 << Character.END_PUNCTUATION)
            | (1 << Character.INITIAL_QUOTE_PUNCTUATION)
            | (1 << Character.FINAL_QUOTE_PUNCTUATION)
            | (1 << Character.OTHER_PUNCTUATION);

    /** S: Sm, Sc, Sk, So. */
    public static final int SYMBOL = (1 << Character.MATH_SYMBOL)
            | (1 << Character.CURRENCY_SYMBOL)
            | (1 << Character.MODIFIER_SYMBOL)
            | (1 << Character.OTHER_SYMBOL);

    /** Z: Zs, Zl, Zp. */
    public static final int SEPARATOR =
            1 << Character.SPACE_SEPARATOR | (1 << Character.LINE_SEPARATOR) | (1 << Character.PARAGRAPH_SEPARATOR);

    private static final int WHITE_SPACE_CONTROL = 17;

    /** C: Cc, Cf, Cs, Co and the unassigned code points, Cn. */
    public static final int OTHER = (1 << Character.CONTROL)
            | (1 << WHITE_SPACE_CONTROL)
            | (1 << Character.FORMAT)
            | (1 << Character.SURROGATE)
            | (1 << Character.PRIVATE_USE)
            | (1 << Character.UNASSIGNED);

    /** The property White_Space: Z, U+0009 to U+000D and U+0085. */
    public static final int WHITE_SPACE = SEPARATOR | (1 << WHITE_SPACE_CONTROL);

    private static final int BLOCK_BITS = 7;
    private static final int BLOCK_SIZE = 1 << BLOCK_BITS;
    private static final char[] FIRST = new char[(Character.MAX_CODE_POINT + 1) >>> BLOCK_BITS];
    private static final byte[] BLOCKS = blocks(FIRST);

    /** First and last of each range of code points with Numeric_Type=Digit; that of a single one has it twice. */
    private static final int[] TYPOGRAPHIC_DIGITS = {
        0xB2, 0xB3, 0xB9, 0xB9, 0x1369, 0x1371, 0x19DA, 0x19DA, 0x2070, 0x2070, 0x2074, 0x2079, 0x2080, 0x2089, 0x2460,
        0x2468, 0x2474, 0x247C, 0x2488, 0x2490, 0x24EA, 0x24EA, 0x24F5, 0x24FD, 0x24FF, 0x24FF, 0x2776, 0x277E, 0x2780,
        0x2788, 0x278A, 0x2792, 0x10A40, 0x10A43, 0x10E60, 0x10E68, 0x11052, 0x1105A, 0x1F100, 0x1F10A
    };

    private CodePoints() {}

    /**
     * {@return the bit of the general category of a code point, to be tested against the sets of this class}
     *
     * @param codePoint 0 to U+10FFFF
     * @throws IndexOutOfBoundsException if it is not
     */
    public static int categoryBit(int codePoint) {
        return 1 << entry(codePoint);
    }

    /**
     * {@return whether the general category of a code point is in a set}
     *
     * @param codePoint 0 to U+10FFFF
     * @param categories constants of this class joined by {@code |}
     * @throws IndexOutOfBoundsException if {@code codePoint} is outside its range
     */
    public static boolean isIn(int codePoint, int categories) {
        return (categoryBit(codePoint) & categories) != 0;
    }

    /**
     * {@return the general category of a code point as {@link Character#getType(int)} numbers it}
     *
     * @param codePoint 0 to U+10FFFF
     * @throws IndexOutOfBoundsException if it is not
     */
    public static int category(int codePoint) {
        int category = entry(codePoint);
        return category == WHITE_SPACE_CONTROL ? Character.CONTROL : category;
    }

    /**
     * {@return whether a code point is a digit: a decimal one, or one that Unicode calls so for its typographic form, such as a
     * superscript (Numeric_Type Decimal or Digit)}
     *
     * @param codePoint 0 to U+10FFFF
     * @throws IndexOutOfBoundsException if it is not
     */
    public static boolean isDigit(int codePoint) {
        if (isIn(codePoint, 1 << Character.DECIMAL_DIGIT_NUMBER)) {
            return true;
        }
        int found = Arrays.binarySearch(TYPOGRAPHIC_DIGITS, codePoint);
        return found >= 0 || found % 2 == 0;
    }

    /**
     * Decodes one character of UTF-8.
     *
     * @param utf8 the text
     * @param index index of the first byte of a character
     * @param end index behind the last byte of the text, greater than {@code index}; bytes from there on are not read
     * @return the code point, or -1 if no well-formed character (Unicode 16.0, table 3-7) begins at {@code index} and ends
     *     by {@code end}
     */
    public static int at(byte[] utf8, int index, int end) {
        int first = utf8[index];
        return first >= 0 ? first : atNonAscii(utf8, index, end, first);
    }

    /**
     * {@return how many bytes a character takes in UTF-8}
     *
     * @param codePoint what {@link #at} returned; -1 stands for one ill-formed byte
     */
    public static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        return codePoint < 0x800 ? 2 : codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
    }

    /** The rest of {@link #at}, apart so that the case of ASCII is small enough to be inlined everywhere. */
    private static int atNonAscii(byte[] utf8, int index, int end, int first) {
        if (first < (byte) 0xE0) {
            return first >= (byte) 0xC2 && continues(utf8, index + 1, end)
                    ? ((first & 0x1F) << 6) | bits(utf8[index + 1])
                    : -1;
        }
        if (!continues(utf8, index + 1, end) || !continues(utf8, index + 2, end)) {
            return -1;
        }
        int lowest = (bits(utf8[index + 1]) << 6) | bits(utf8[index + 2]);
        if (first < (byte) 0xF0) {
            int codePoint = ((first & 0x0F) << 12) | lowest;
            return codePoint < 0x800 || Character.isSurrogate((char) codePoint) ? -1 : codePoint;
        }
        if (!continues(utf8, index + 3, end)) {
            return -1;
        }
        int codePoint = ((first & 0x0F) << 18) | (lowest << 6) | bits(utf8[index + 3]);
        return Character.isSupplementaryCodePoint(codePoint) ? codePoint : -1;
    }

    private static byte entry(int codePoint) {
        return BLOCKS[
                codePoint < BLOCK_SIZE ? codePoint : FIRST[codePoint >>> BLOCK_BITS] + (codePoint & (BLOCK_SIZE - 1))];
    }

    private static boolean continues(byte[] utf8, int index, int end) {
        return index < end && utf8[index] < (byte) 0xC0;
    }

    private static int bits(byte continuation) {
        return continuation & 0x3F;
    }

    private static byte[] blocks(char[] first) {
        byte[] blocks = new byte[1 << Character.SIZE];
        int[] uniform = new int[1 << 5];
        int size = 0;
        int codePoint = 0;
        String runs = GeneralCategories.RUNS;
        for (int i = 0; i < runs.length(); i++) {
            int length = 0;
            for (; runs.charAt(i) < '@'; i++) {
                length = 10 * length + runs.charAt(i) - '0';
            }
            int category = runs.charAt(i) - '@';
            for (int end = codePoint + Math.max(length, 1); codePoint < end; ) {
                int inBlock = codePoint & (BLOCK_SIZE - 1);
                int part = Math.min(end - codePoint, BLOCK_SIZE - inBlock);
                int block = codePoint >>> BLOCK_BITS;
                if (part == BLOCK_SIZE && uniform[category] > 0) {
                    first[block] = (char) uniform[category];
                } else {
                    if (inBlock == 0) {
                        first[block] = (char) size;
                        uniform[category] = part == BLOCK_SIZE ? size : uniform[category];
                        size += BLOCK_SIZE;
                    }
                    int from = first[block] + inBlock;
                    Arrays.fill(blocks, from, from + part, (byte) category);
                }
                codePoint += part;
            }
        }
        Arrays.fill(blocks, '\t', '\r' + 1, (byte) WHITE_SPACE_CONTROL);
        blocks[first[0x85 >>> BLOCK_BITS] + (0x85 & (BLOCK_SIZE - 1))] = WHITE_SPACE_CONTROL;
        return Arrays.copyOf(blocks, size);
    }
}
