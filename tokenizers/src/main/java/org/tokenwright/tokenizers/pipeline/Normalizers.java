package org.tokenwright.tokenizers.pipeline;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.Normalization;

/** The normalizers that files name. */
public final class Normalizers {
    private static final int CONTROLS = CodePoints.OTHER & ~(1 << Character.UNASSIGNED);

    private Normalizers() {}

    /**
     * {@return normalizers one after the other}
     *
     * @param normalizers the normalizers, which may be none
     */
    public static Normalizer sequence(List<Normalizer> normalizers) {
        return normalizers.size() == 1 ? normalizers.get(0) : new SequenceNormalizer(List.copyOf(normalizers));
    }

    /**
     * {@return the normalizer to a form of Unicode Standard Annex 15}
     *
     * @param form the form
     */
    public static Normalizer form(Form form) {
        return new FormNormalizer(form);
    }

    /**
     * {@return the normalizer to small letters, each character by itself, with full mappings}
     */
    public static Normalizer lowercase() {
        return new CharacterNormalizer(Normalizers::lowercase);
    }

    private static @Nullable String lowercase(int codePoint) {
        if (codePoint == 0x130) {
            return "i\u0307";
        }
        int lower = Character.toLowerCase(codePoint);
        return lower == codePoint ? null : Character.toString(lower);
    }

    /**
     * {@return the normalizer that leaves out control characters and makes white space, and what looks like it, a space}
     */
    public static Normalizer nmt() {
        return new CharacterNormalizer(Normalizers::nmt);
    }

    private static @Nullable String nmt(int c) {
        if ((c >= 1 && c <= 8) || c == 0xB || (c >= 0xE && c <= 0x1F) || c == 0x7F || c == 0x8F || c == 0x9F) {
            return "";
        }
        boolean space = c == '\t'
                || c == '\n'
                || c == '\f'
                || c == '\r'
                || c == 0x1680
                || (c >= 0x200B && c <= 0x200F)
                || c == 0x2028
                || c == 0x2029
                || c == 0x2581
                || c == 0xFEFF
                || c == 0xFFFD;
        return space ? " " : null;
    }

    /**
     * {@return the normalizer that leaves out marks}
     */
    public static Normalizer stripAccents() {
        return without(CodePoints.MARK);
    }

    private static Normalizer without(int categories) {
        return new CharacterNormalizer(codePoint -> CodePoints.isIn(codePoint, categories) ? "" : null);
    }

    /**
     * {@return the normalizer that takes white space from the ends of a text}
     *
     * @param left whether from its start
     * @param right whether from its end
     */
    public static Normalizer strip(boolean left, boolean right) {
        return new StripNormalizer(left, right);
    }

    /**
     * {@return the normalizer that replaces a string wherever it stands}
     *
     * @param string the string; an empty one is found nowhere
     * @param content what stands there instead
     */
    public static Normalizer replace(String string, String content) {
        return new ReplaceNormalizer(new LiteralPattern(string), content);
    }

    /**
     * {@return the normalizer that replaces the matches of an expression}
     *
     * @param regex the expression
     * @param content what stands there instead, word for word
     */
    public static Normalizer replace(java.util.regex.Pattern regex, String content) {
        return new ReplaceNormalizer(new RegexPattern(regex), content);
    }

    /**
     * {@return the normalizer that puts a string before every text that is not empty}
     *
     * @param prefix the string
     */
    public static Normalizer prepend(String prefix) {
        return new PrependNormalizer(prefix);
    }

    /**
     * {@return the normalizer of BERT}
     *
     * @param cleanText whether control characters are left out and white space becomes a space
     * @param chinese whether spaces are put around Chinese characters
     * @param stripAccents whether text is decomposed and loses its nonspacing marks
     * @param lowercase whether text becomes small letters
     */
    public static Normalizer bert(boolean cleanText, boolean chinese, boolean stripAccents, boolean lowercase) {
        List<Normalizer> parts = new ArrayList<>();
        if (cleanText) {
            parts.add(new CharacterNormalizer(Normalizers::clean));
        }
        if (chinese) {
            parts.add(new CharacterNormalizer(c -> isChinese(c) ? " " + Character.toString(c) + " " : null));
        }
        if (stripAccents) {
            parts.add(form(Form.NFD));
            parts.add(without(1 << Character.NON_SPACING_MARK));
        }
        if (lowercase) {
            parts.add(lowercase());
        }
        return sequence(parts);
    }

    private static @Nullable String clean(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return " ";
        }
        if (codePoint == 0 || codePoint == 0xFFFD || CodePoints.isIn(codePoint, CONTROLS)) {
            return "";
        }
        return codePoint != ' ' && Characters.isWhiteSpace(codePoint) ? " " : null;
    }

    /** The blocks of Chinese characters that BERT knows; the sixth begins where its authors' own slip has it. */
    private static boolean isChinese(int c) {
        return c >= 0x3400
                && (c <= 0x4DBF
                        || (c >= 0x4E00 && c <= 0x9FFF)
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0x20000 && c <= 0x2A6DF)
                        || (c >= 0x2A700 && c <= 0x2B73F)
                        || (c >= 0x2B740 && c <= 0x2B81F)
                        || (c >= 0x2B920 && c <= 0x2CEAF)
                        || (c >= 0x2F800 && c <= 0x2FA1F));
    }

    /**
     * {@return the normalizer that writes every byte of UTF-8 as a character}
     */
    public static Normalizer byteLevel() {
        return new ByteLevelNormalizer();
    }

    /**
     * {@return what a normalizer does, if it is one of those that our own models know; otherwise null}
     *
     * @param normalizer the normalizer, or null
     */
    public static @Nullable Normalization known(@Nullable Normalizer normalizer) {
        if (normalizer == null
                || (normalizer instanceof SequenceNormalizer sequence
                        && sequence.normalizers().isEmpty())) {
            return Normalization.NONE;
        }
        return normalizer instanceof FormNormalizer form && form.form() == Form.NFC ? Normalization.NFC : null;
    }
}
