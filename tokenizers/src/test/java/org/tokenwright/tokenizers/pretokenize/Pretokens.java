package org.tokenwright.tokenizers.pretokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pretokens as lists of strings, from a scanner and from java.util.regex. */
final class Pretokens {
    private Pretokens() {}

    static List<String> scanned(PretokenScanner scanner, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        List<String> pretokens = new ArrayList<>();
        int start = 0;
        for (int end : ends(scanner, utf8, 0, utf8.length, 1024)) {
            pretokens.add(new String(utf8, start, end - start, UTF_8));
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

    /** The plain model: all matches that are not empty, and what is between them. */
    static List<String> matched(Pattern pattern, String text) {
        List<String> pretokens = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int last = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                if (matcher.start() > last) {
                    pretokens.add(text.substring(last, matcher.start()));
                }
                pretokens.add(matcher.group());
                last = matcher.end();
            }
        }
        if (last < text.length()) {
            pretokens.add(text.substring(last));
        }
        return pretokens;
    }

    static Pattern pattern(Pretokenizer pretokenizer) {
        return Pattern.compile(pretokenizer.regex(), Pattern.UNICODE_CHARACTER_CLASS);
    }
}
