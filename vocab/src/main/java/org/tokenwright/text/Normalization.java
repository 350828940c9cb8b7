package org.tokenwright.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a text before it is tokenized. The forms are those of Unicode Standard Annex 15, in the version of the
 * running JDK; characters that a version has assigned never change their form again. Normalizing takes time linear in the
 * text, whatever it holds.
 */
public enum Normalization {
    /** Nothing. */
    NONE("none"),
    /** Normalization Form C: canonical composition. It is not undone by decoding. */
    NFC("nfc");

    /*
     * Characters below U+0300, the first combining mark, are in form C and compose with none before them. So a text can be
     * cut before any of them, and each piece normalized by itself. A piece that is not in form C is cut further, so that
     * offsets lead back to what was changed and not to its neighbours: of all other characters, only marks and those below
     * compose with one before them.
     *
     * The JDK's Normalizer takes time in the square of such characters in a row, which no language has many of. It is given
     * few of them at once; CanonicalComposition, which is slower for ordinary text, takes what has more.
     */
    private static final int FIRST_MARK = 0x300;
    private static final byte FIRST_MARK_LEAD = (byte) 0xCC;
    private static final int LONGEST_CHAIN = 32;

    /** What may compose takes two bytes or more. */
    private static final int LEAST_CHARACTER_BYTES = 2;

    private static final int HANGUL_VOWEL = 0x1160;
    private static final int AFTER_HANGUL_TRAIL = 0x1200;
    private static final int KIRAT_RAI = 0x16D40;
    private static final int AFTER_KIRAT_RAI = 0x16D80;

    private final String label;

    Normalization(String label) {
        this.label = label;
    }

    /**
     * {@return the name by which commands and files know it}
     */
    public String label() {
        return label;
    }

    /**
     * Brings a text into this form. Bytes that are not UTF-8 stay as they are, with the characters around them up to the
     * next ones below U+0300. Takes time linear in the length of the text, and next to none for text without characters
     * from U+0300 on.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return the text in this form, with what was changed; null if it is in this form already
     */
    public @Nullable NormalizedText apply(byte[] utf8, int start, int end) {
        NormalizedText normalized = null;
        int kept = start;
        int from = this == NONE ? end : firstPiece(utf8, start, end);
        while (from < end) {
            int to = pieceEnd(utf8, from, end);
            if (mayChange(utf8, from, to)) {
                if (normalized == null) {
                    normalized = new NormalizedText(end - start);
                }
                normalized.keep(utf8, kept, from);
                compose(utf8, from, to, normalized);
                kept = to;
            }
            from = to;
        }
        if (normalized == null || normalized.changes() == 0) {
            return null;
        }
        normalized.keep(utf8, kept, end);
        return normalized;
    }

    /** Start of the text if it has bytes of characters from U+0300 on, or else its end. */
    private static int firstPiece(byte[] utf8, int start, int end) {
        for (int i = start; i < end; i++) {
            // Lead bytes from CC on are negative, and so are continuation bytes, which are below them.
            if (utf8[i] >= FIRST_MARK_LEAD && utf8[i] < 0) {
                return start;
            }
        }
        return end;
    }

    /** Whether a piece is UTF-8 and not in form C, or has so long a chain that nobody has looked. */
    private static boolean mayChange(byte[] utf8, int start, int end) {
        if (end - start == 1 || Utf8.firstInvalid(utf8, start, end) >= 0) {
            return false;
        }
        return hasLongChain(utf8, start, end) || !Normalizer.isNormalized(text(utf8, start, end), Normalizer.Form.NFC);
    }

    /** Looks at places so close to one another that one of them is in any long chain. */
    private static boolean hasLongChain(byte[] utf8, int start, int end) {
        for (int place = start; place < end; place += LEAST_CHARACTER_BYTES * LONGEST_CHAIN) {
            int at = place;
            while (at > start && (isContinuation(utf8[at]) || mayCompose(CodePoints.at(utf8, at, end)))) {
                at--;
            }
            int chain = -1;
            do {
                at += CodePoints.utf8Length(CodePoints.at(utf8, at, end));
                chain++;
            } while (at < end && chain <= LONGEST_CHAIN && mayCompose(CodePoints.at(utf8, at, end)));
            if (chain > LONGEST_CHAIN) {
                return true;
            }
        }
        return false;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static void compose(byte[] utf8, int start, int end, NormalizedText normalized) {
        int from = start;
        while (from < end) {
            int to = from;
            int chain = -1;
            do {
                to += CodePoints.utf8Length(CodePoints.at(utf8, to, end));
                chain++;
            } while (to < end && mayCompose(CodePoints.at(utf8, to, end)));
            String given = text(utf8, from, to);
            String composed = chain > LONGEST_CHAIN
                    ? CanonicalComposition.compose(given)
                    : Normalizer.normalize(given, Normalizer.Form.NFC);
            if (composed.equals(given)) {
                normalized.keep(utf8, from, to);
            } else {
                normalized.replace(to - from, composed.getBytes(StandardCharsets.UTF_8));
            }
            from = to;
        }
    }

    /** Whether a character may become one with the character before it, or change its place with it. */
    private static boolean mayCompose(int codePoint) {
        return isMark(codePoint)
                || (codePoint >= HANGUL_VOWEL && codePoint < AFTER_HANGUL_TRAIL)
                || (codePoint >= KIRAT_RAI && codePoint < AFTER_KIRAT_RAI);
    }

    /** Whether a character is a mark to the running JDK, as the forms are the running JDK's. */
    static boolean isMark(int codePoint) {
        return ((1 << Character.getType(codePoint)) & CodePoints.MARK) != 0;
    }

    private static int pieceEnd(byte[] utf8, int start, int end) {
        int at = start + CodePoints.utf8Length(CodePoints.at(utf8, start, end));
        while (at < end) {
            int codePoint = CodePoints.at(utf8, at, end);
            if (codePoint >= 0 && codePoint < FIRST_MARK) {
                break;
            }
            at += CodePoints.utf8Length(codePoint);
        }
        return at;
    }

    private static String text(byte[] utf8, int start, int end) {
        return new String(utf8, start, end - start, StandardCharsets.UTF_8);
    }
}
