package org.tokenwright.tokenizers.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tokenwright.text.CodePoints;

/**
 * Finds the matches of an expression with java.util.regex, and gives up where it backtracks without end or overflows the
 * stack.
 *
 * @param pattern the expression
 */
record RegexPattern(Pattern pattern) implements TextPattern {
    @Override
    public void find(byte[] utf8, int start, int end, IntArrayList matches) {
        GuardedText text = GuardedText.decode(utf8, start, end);
        Matcher matcher = pattern.matcher(text);
        int at = start;
        int chars = 0;
        int lastEnd = -1;
        try {
            while (matcher.find()) {
                if (matcher.start() == matcher.end() && matcher.start() == lastEnd) {
                    continue;
                }
                lastEnd = matcher.end();
                for (int place : new int[] {matcher.start(), matcher.end()}) {
                    while (chars < place) {
                        int codePoint = CodePoints.at(utf8, at, end);
                        at += CodePoints.utf8Length(codePoint);
                        chars += codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 1 : 2;
                    }
                    matches.add(at);
                }
            }
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "the expression " + pattern + " overflows the stack on a text of " + (end - start) + " bytes", e);
        } catch (GuardedText.ExhaustedException e) {
            throw new IllegalArgumentException(
                    "the expression " + pattern + " has read " + e.reads() + " chars of a text of " + (end - start)
                            + " bytes and not come to an end: it backtracks too much",
                    e);
        }
    }
}
