package org.tokenwright.tokenizers.slow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Byte strings as the slow models know them: a {@link String} with one char, 0 to 255, for each byte. Such strings have the
 * equality of bytes, and their natural order is the unsigned lexicographic order of bytes.
 */
public final class Bytes {
    private Bytes() {}

    /**
     * {@return bytes as a byte string}
     *
     * @param bytes any bytes
     */
    public static String of(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /**
     * {@return the UTF-8 bytes of a text as a byte string}
     *
     * @param text a text without unpaired surrogates
     */
    public static String ofText(String text) {
        return of(text.getBytes(UTF_8));
    }

    /**
     * {@return the bytes of a byte string}
     *
     * @param bytes a byte string
     */
    public static byte[] toArray(String bytes) {
        return bytes.getBytes(ISO_8859_1);
    }

    /**
     * {@return the text that a byte string holds as UTF-8, or nothing if it is not UTF-8}
     *
     * @param bytes a byte string
     */
    public static Optional<String> text(String bytes) {
        try {
            return Optional.of(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(toArray(bytes))).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the pretokens of a text: the matches of a pattern and what it leaves between them}
     *
     * @param pattern the pattern, with UNICODE_CHARACTER_CLASS
     * @param text the text
     */
    public static List<String> pretokens(Pattern pattern, String text) {
        List<String> pretokens = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int last = 0;
        while (matcher.find()) {
            int start = boundary(text, matcher.start());
            int end = boundary(text, matcher.end());
            if (start > last) {
                pretokens.add(ofText(text.substring(last, start)));
            }
            if (end > start) {
                pretokens.add(ofText(text.substring(start, end)));
            }
            last = end;
        }
        if (last < text.length()) {
            pretokens.add(ofText(text.substring(last)));
        }
        return pretokens;
    }

    /** The index, or the one before it inside a surrogate pair, where a search goes on after an empty match. */
    private static int boundary(String text, int index) {
        boolean inside = index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
        return inside ? index - 1 : index;
    }
}
