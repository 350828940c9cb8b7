package org.tokenwright.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a text before it is tokenized. The forms are those of Unicode Standard Annex 15, in the version of the
 * running JDK; characters that a version has assigned never change their form again.
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
     */
    private static final int FIRST_MARK = 0x300;
    private static final byte FIRST_MARK_LEAD = (byte) 0xCC;

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
     * Tells whether a text has nothing that this form could change. Takes time linear in its length, and next to none for
     * text without characters from U+0300 on.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return whether {@link #apply} would change nothing
     */
    public boolean isApplied(byte[] utf8, int start, int end) {
        if (this == NONE) {
            return true;
        }
        for (int i = start; i < end; i++) {
            // Lead bytes from CC on are negative, and so are continuation bytes, which are below them.
            if (utf8[i] >= FIRST_MARK_LEAD && utf8[i] < 0) {
                return apply(utf8, start, end).changes() == 0;
            }
        }
        return true;
    }

    /**
     * Brings a text into this form. Bytes that are not UTF-8 stay as they are, with the characters around them up to the
     * next ones below U+0300.
     *
     * @param utf8 the array that holds the text
     * @param start index of its first byte
     * @param end index behind its last byte
     * @return the text in this form, with what was changed
     */
    public NormalizedText apply(byte[] utf8, int start, int end) {
        NormalizedText normalized = new NormalizedText(end - start);
        int from = start;
        while (from < end) {
            int to = pieceEnd(utf8, from, end);
            if (this == NONE || composed(utf8, from, to) == null) {
                normalized.keep(utf8, from, to);
            } else {
                compose(utf8, from, to, normalized);
            }
            from = to;
        }
        return normalized;
    }

    private static void compose(byte[] utf8, int start, int end, NormalizedText normalized) {
        int from = start;
        while (from < end) {
            int to = from;
            do {
                to += CodePoints.utf8Length(CodePoints.at(utf8, to, end));
            } while (to < end && mayCompose(CodePoints.at(utf8, to, end)));
            byte[] piece = composed(utf8, from, to);
            if (piece == null) {
                normalized.keep(utf8, from, to);
            } else {
                normalized.replace(to - from, piece);
            }
            from = to;
        }
    }

    /** Whether a character may become one with the character before it, or change its place with it. */
    private static boolean mayCompose(int codePoint) {
        return (CodePoints.categoryBit(codePoint) & CodePoints.MARK) != 0
                || (codePoint >= HANGUL_VOWEL && codePoint < AFTER_HANGUL_TRAIL)
                || (codePoint >= KIRAT_RAI && codePoint < AFTER_KIRAT_RAI);
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

    /** The normalized piece, or null if it is so already or not UTF-8. */
    private static byte @Nullable [] composed(byte[] utf8, int start, int end) {
        if (end - start == 1 || Utf8.firstInvalid(utf8, start, end) >= 0) {
            return null;
        }
        String text = new String(utf8, start, end - start, StandardCharsets.UTF_8);
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? null
                : Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
