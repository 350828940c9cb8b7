package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.NormalizedText;

/**
 * Replaces characters by the rules of a SentencePiece model ("precompiled_charsmap"). At each place the rule for most bytes
 * applies; where none does, a character stays as it is, and a byte that begins none becomes U+FFFD. Immutable, safe for any number
 * of threads.
 */
public final class CharsMapNormalizer implements Normalizer {
    static final byte[] REPLACEMENT_CHARACTER = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private final CharsMap map;

    private CharsMapNormalizer(CharsMap map) {
        this.map = map;
    }

    /**
     * Reads the rules. Takes time linear in their size.
     *
     * @param source what is read, for messages: the name of a file
     * @param position where in it the rules begin, for messages: "byte 4096", or a JSON pointer
     * @param charsMap the rules as SentencePiece stores them
     * @return the normalizer
     * @throws CorruptInputException if they are malformed, or a rule is for more than 1,024 bytes
     */
    public static CharsMapNormalizer read(String source, String position, byte[] charsMap)
            throws CorruptInputException {
        return new CharsMapNormalizer(CharsMap.read(source, position, charsMap));
    }

    CharsMap map() {
        return map;
    }

    @Override
    public NormalizedText normalize(NormalizedText text) {
        byte[] bytes = text.bytes();
        int end = text.length();
        NormalizedText.Editor editor = null;
        int at = 0;
        while (at < end) {
            if (bytes[at] >= 0 && map.isPlain(bytes[at]) && (at + 1 == end || bytes[at + 1] >= 0)) {
                at++;
                continue;
            }
            long rule = map.longest(bytes, at, end);
            int codePoint = rule == CharsMap.NONE ? CodePoints.at(bytes, at, end) : 0;
            if (rule == CharsMap.NONE && codePoint >= 0) {
                at += CodePoints.utf8Length(codePoint);
                continue;
            }
            editor = editor == null ? text.edit() : editor;
            editor.keep(at);
            if (rule == CharsMap.NONE) {
                at++;
                editor.replace(at, REPLACEMENT_CHARACTER);
            } else {
                at += (int) (rule >>> 32);
                editor.replace(at, Arrays.copyOfRange(map.replacements(), (int) rule, map.end((int) rule)));
            }
        }
        return editor == null ? text : editor.finish();
    }
}
