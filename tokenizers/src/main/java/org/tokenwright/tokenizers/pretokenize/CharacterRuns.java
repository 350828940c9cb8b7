package org.tokenwright.tokenizers.pretokenize;

import static org.tokenwright.text.CodePoints.LETTER;
import static org.tokenwright.text.CodePoints.NUMBER;
import static org.tokenwright.text.CodePoints.WHITE_SPACE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.tokenwright.text.CodePoints;

/** What the scanners share: the class of the character at a place, and the end of a run of characters. */
final class CharacterRuns {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long CASE_BITS = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;

    private static final CharacterSet LETTERS = new CharacterSet(LETTER);

    private CharacterRuns() {}

    /**
     * {@return the category bit of a character, with the meaning of {@link CodePoints#categoryBit}}
     *
     * @param codePoint what {@link CodePoints#at} returned: an ill-formed byte, -1, is a symbol like U+FFFD
     */
    static int categoryBit(int codePoint) {
        return codePoint < 0 ? 1 << Character.OTHER_SYMBOL : CodePoints.categoryBit(codePoint);
    }

    /**
     * {@return whether a character in {@code [index, end)} begins at {@code index} and its category is in a set}
     */
    static boolean isAt(byte[] utf8, int index, int end, int categories) {
        return index < end && (categoryBit(CodePoints.at(utf8, index, end)) & categories) != 0;
    }

    /**
     * {@return the index behind the longest run of characters from {@code index} whose categories are in a set}
     */
    static int skip(byte[] utf8, int index, int end, int categories) {
        int p = index;
        while (p < end) {
            int codePoint = CodePoints.at(utf8, p, end);
            if ((categoryBit(codePoint) & categories) == 0) {
                break;
            }
            p += CodePoints.utf8Length(codePoint);
        }
        return p;
    }

    /**
     * {@return the index behind the longest run of letters from {@code index}}
     */
    static int skipLetters(byte[] utf8, int index, int end) {
        int p = skipAsciiLetters(utf8, index, end);
        return p < end && utf8[p] < 0 ? LETTERS.skip(utf8, p, end) : p;
    }

    /**
     * {@return the index behind the longest run of ASCII letters from {@code index}}
     */
    static int skipAsciiLetters(byte[] utf8, int index, int end) {
        int p = index;
        for (; p + Long.BYTES <= end; p += Long.BYTES) {
            long others = ~inRange((long) LONGS.get(utf8, p) | CASE_BITS, 'a', 'z') & HIGH_BITS;
            if (others != 0) {
                return p + (Long.numberOfTrailingZeros(others) >>> 3);
            }
        }
        while (p < end && isAsciiLetter(utf8[p])) {
            p++;
        }
        return p;
    }

    /**
     * {@return the index behind the longest run of small ASCII letters from {@code index}}
     */
    static int skipAsciiLowercase(byte[] utf8, int index, int end) {
        int p = index;
        for (; p + Long.BYTES <= end; p += Long.BYTES) {
            long others = ~inRange((long) LONGS.get(utf8, p), 'a', 'z') & HIGH_BITS;
            if (others != 0) {
                return p + (Long.numberOfTrailingZeros(others) >>> 3);
            }
        }
        while (p < end && isAsciiLowercase(utf8[p])) {
            p++;
        }
        return p;
    }

    /** Sets the high bit of each byte that is in a range of ASCII; the other bits mean nothing. */
    private static long inRange(long bytes, char first, char last) {
        long low = bytes & ~HIGH_BITS;
        return (low + (0x80 - first) * ONES) & ~(low + (0x7F - last) * ONES) & ~bytes;
    }

    static boolean isAsciiLetter(byte b) {
        return isAsciiLowercase((byte) (b | 0x20));
    }

    static boolean isAsciiLowercase(byte b) {
        return b >= 'a' && b <= 'z';
    }

    /**
     * Returns the end of a pretoken of white space by the alternatives {@code \s+(?!\S)|\s+}: the whole run of white space,
     * but without its last character if a character that is no white space follows and the run is longer than one.
     *
     * @param index index of a white space character
     */
    static int whiteSpaceEnd(byte[] utf8, int index, int end) {
        int last = index;
        int p = index;
        while (p < end) {
            int codePoint = CodePoints.at(utf8, p, end);
            if ((categoryBit(codePoint) & WHITE_SPACE) == 0) {
                return last > index ? last : p;
            }
            last = p;
            p += CodePoints.utf8Length(codePoint);
        }
        return p;
    }

    /** The end of {@code (?i:'s|'t|'re|'ve|'m|'ll|'d)}, or {@code start} if it does not match. */
    static int contractionEnd(byte[] utf8, int start, int end) {
        if (start + 1 >= end || utf8[start] != '\'') {
            return start;
        }
        int a = utf8[start + 1] | 0x20;
        if (a == 's' || a == 't' || a == 'd' || a == 'm') {
            return start + 2;
        }
        if (start + 2 >= end) {
            return start;
        }
        int b = utf8[start + 2] | 0x20;
        boolean longContraction = (a == 'l' && b == 'l') || (b == 'e' && (a == 'v' || a == 'r'));
        return longContraction || isLongS(utf8[start + 1], utf8[start + 2]) ? start + 3 : start;
    }

    /** Whether two bytes are U+017F, of which s is the other case. */
    private static boolean isLongS(byte first, byte second) {
        return first == (byte) 0xC5 && second == (byte) 0xBF;
    }

    /** The end of at most so many numbers, the first of which ends at {@code index}. */
    static int numberEnd(byte[] utf8, int index, int end, int maxDigits) {
        int p = index;
        for (int digits = 1; digits < maxDigits && isAt(utf8, p, end, NUMBER); digits++) {
            p += CodePoints.utf8Length(CodePoints.at(utf8, p, end));
        }
        return p;
    }

    /** The end of a run of line ends and of one other character. */
    static int lineEndsEnd(byte[] utf8, int index, int end, char other) {
        int p = index;
        while (p < end && (utf8[p] == '\n' || utf8[p] == '\r' || utf8[p] == other)) {
            p++;
        }
        return p;
    }

    /** The end of {@code \s*[\r\n]+|\s+(?!\S)|\s+}. */
    static int whiteSpaceOrLinesEnd(byte[] utf8, int start, int end) {
        int lineEnd = start;
        int last = start;
        int p = start;
        while (p < end) {
            int codePoint = CodePoints.at(utf8, p, end);
            if ((categoryBit(codePoint) & WHITE_SPACE) == 0) {
                break;
            }
            last = p;
            p += CodePoints.utf8Length(codePoint);
            if (codePoint == '\n' || codePoint == '\r') {
                lineEnd = p;
            }
        }
        if (lineEnd > start) {
            return lineEnd;
        }
        return p < end && last > start ? last : p;
    }
}
