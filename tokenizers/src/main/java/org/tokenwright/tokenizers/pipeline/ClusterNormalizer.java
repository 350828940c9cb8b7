package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tokenwright.text.CodePoints;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.NormalizedText;

/**
 * Replaces characters by the rules of a SentencePiece model, as Hugging Face's tokenizers apply them. Immutable, safe for any
 * number of threads.
 */
public final class ClusterNormalizer implements Normalizer {
    /*
     * Unlike SentencePiece, these tokenizers take the rule for fewest bytes, not most: first for a whole grapheme cluster of up to
     * five bytes, all of which the rule then replaces, also what it does not cover; else for each character of the cluster by
     * itself, which is again replaced as a whole.
     */
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int MOST_BYTES = 5;

    private final CharsMap map;

    private ClusterNormalizer(CharsMap map) {
        this.map = map;
    }

    /**
     * Reads the rules. Takes time linear in their size.
     *
     * @param source what is read, for messages: the name of a file
     * @param position where in it the rules begin, for messages
     * @param charsMap the rules as SentencePiece stores them
     * @return the normalizer
     * @throws CorruptInputException if they are malformed, or a rule is for more than 1,024 bytes
     */
    public static ClusterNormalizer read(String source, String position, byte[] charsMap) throws CorruptInputException {
        return new ClusterNormalizer(CharsMap.read(source, position, charsMap));
    }

    @Override
    public boolean isApplied(byte[] utf8, int start, int end) {
        for (int at = start; at < end; at++) {
            if (utf8[at] < 0 || utf8[at] == '\r' || !map.isPlain(utf8[at])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public NormalizedText normalize(NormalizedText text) {
        byte[] utf8 = text.bytes();
        int end = text.length();
        if (isApplied(utf8, 0, end)) {
            return text;
        }
        NormalizedText.Editor editor = text.edit();
        Matcher clusters = CLUSTER.matcher(new String(utf8, 0, end, java.nio.charset.StandardCharsets.UTF_8));
        for (int at = 0; clusters.find(); ) {
            int to = at;
            for (int chars = clusters.start(); chars < clusters.end(); ) {
                int codePoint = CodePoints.at(utf8, to, end);
                to += CodePoints.utf8Length(codePoint);
                chars += Character.charCount(codePoint);
            }
            if (to - at > MOST_BYTES || !replace(editor, utf8, at, to)) {
                while (at < to) {
                    int next = at + CodePoints.utf8Length(CodePoints.at(utf8, at, end));
                    replace(editor, utf8, at, next);
                    at = next;
                }
            }
            at = to;
        }
        return editor.finish();
    }

    private boolean replace(NormalizedText.Editor editor, byte[] utf8, int from, int to) {
        long rule = map.shortest(utf8, from, to);
        if (rule == CharsMap.NONE) {
            return false;
        }
        editor.keep(from).replace(to, Arrays.copyOfRange(map.replacements(), (int) rule, map.end((int) rule)));
        return true;
    }
}
