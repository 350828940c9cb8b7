package org.tokenwright.tokenizers.pretokenize;

import java.util.function.IntPredicate;
import org.tokenwright.text.CodePoints;

/** A set of characters by their categories, some of the Basic Multilingual Plane left out, made to walk over runs of them. Immutable. */
final class CharacterSet {
    /*
     * Characters of up to three bytes have a bit each, in a long for each prefix: all but the last six bits of the character,
     * which are the last byte if there are several. What has no bit is looked at again: it is not in the set, or has four
     * bytes, or is ill-formed.
     */
    private static final int PREFIX_BITS = 6;
    private static final int BASIC = 1 << 16;

    private final int categories;
    private final long[] bits = new long[BASIC >> PREFIX_BITS];

    /**
     * Makes a set.
     *
     * @param categories constants of {@link CodePoints} joined by {@code |}
     */
    CharacterSet(int categories) {
        this(categories, codePoint -> false);
    }

    /**
     * Makes a set.
     *
     * @param categories constants of {@link CodePoints} joined by {@code |}
     * @param others which of these characters, of three bytes at most, are not in the set
     */
    CharacterSet(int categories, IntPredicate others) {
        this.categories = categories;
        for (int codePoint = 0; codePoint < BASIC; codePoint++) {
            boolean isIn = CodePoints.isIn(codePoint, categories) && !others.test(codePoint);
            if (isIn && !Character.isSurrogate((char) codePoint)) {
                bits[codePoint >> PREFIX_BITS] |= 1L << codePoint;
            }
        }
    }

    /**
     * {@return the index behind the longest run of characters of the set from {@code index}}
     */
    int skip(byte[] utf8, int index, int end) {
        int p = index;
        while (p < end) {
            int first = utf8[p];
            if (first >= 0) {
                if (!has(first >> PREFIX_BITS, first)) {
                    return p;
                }
                p++;
            } else if (first >= (byte) 0xE1
                    && first < (byte) 0xF0
                    && p + 2 < end
                    && utf8[p + 1] < (byte) 0xC0
                    && utf8[p + 2] < (byte) 0xC0
                    && has(((first & 0xF) << PREFIX_BITS) | (utf8[p + 1] & 0x3F), utf8[p + 2])) {
                p += 3;
            } else if (first >= (byte) 0xC2
                    && first < (byte) 0xE0
                    && p + 1 < end
                    && utf8[p + 1] < (byte) 0xC0
                    && has(first & 0x1F, utf8[p + 1])) {
                p += 2;
            } else {
                int codePoint = CodePoints.at(utf8, p, end);
                if (!has(codePoint)) {
                    return p;
                }
                p += CodePoints.utf8Length(codePoint);
            }
        }
        return p;
    }

    /** Whether a character that may be of four bytes, or -1 for an ill-formed byte, is in the set. */
    private boolean has(int codePoint) {
        boolean isBasic = codePoint >= 0 && codePoint < BASIC;
        return isBasic
                ? has(codePoint >> PREFIX_BITS, codePoint)
                : (CharacterRuns.categoryBit(codePoint) & categories) != 0;
    }

    /** The bit of a character by its prefix and its last byte, or itself if it is ASCII. */
    private boolean has(int prefix, int last) {
        return ((bits[prefix] >>> last) & 1) != 0;
    }
}
