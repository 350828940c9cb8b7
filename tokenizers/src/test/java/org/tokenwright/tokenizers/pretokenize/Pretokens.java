package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.tokenwright.tokenizers.slow.Bytes;

/** Runs a scanner and checks that it tiles its text. */
final class Pretokens {
    private Pretokens() {}

    /** The pretokens of a text as byte strings. */
    static List<String> scanned(PretokenScanner scanner, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        List<String> pretokens = new ArrayList<>();
        int start = 0;
        for (int end : ends(scanner, utf8, 0, utf8.length, 1024)) {
            pretokens.add(Bytes.of(Arrays.copyOfRange(utf8, start, end)));
            start = end;
        }
        return pretokens;
    }

    /** The ends of all pretokens of a range, asked for in portions; fails if they do not tile the range. */
    static List<Integer> ends(PretokenScanner scanner, byte[] utf8, int start, int end, int portion) {
        scanner.reset(utf8, start, end);
        List<Integer> all = new ArrayList<>();
        int[] ends = new int[portion];
        int last = start;
        for (int count; (count = scanner.next(ends)) > 0; ) {
            for (int i = 0; i < count; i++) {
                assertTrue(ends[i] > last && ends[i] <= end, "an empty pretoken, or one outside the range");
                last = ends[i];
                all.add(last);
            }
        }
        assertEquals(end, last, "the pretokens do not reach the end of the text");
        return all;
    }

    /** The pattern, with what the reference writes in another syntax rewritten. */
    static Pattern pattern(Pretokenizer pretokenizer) {
        String regex = pretokenizer
                .regex()
                .replace("\\p{Extended_Pictographic}", "\\p{IsExtended_Pictographic}")
                .replaceAll("\\\\U000(.{5})", "\\\\x{$1}");
        return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
    }
}
