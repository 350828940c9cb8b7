package org.tokenwright.tokenizers.pretokenize;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.tokenwright.text.CodePoints;

/** A regular expression of the user's, matched by java.util.regex. An empty match is a cut. */
final class RegexPretokenizer implements Pretokenizer {
    private final Pattern pattern;

    /**
     * Compiles an expression.
     *
     * @throws IllegalArgumentException if it is none
     */
    RegexPretokenizer(String regex) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(regex)) {
            throw new IllegalArgumentException("a regular expression holds an unpaired surrogate");
        }
        try {
            pattern = Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "not a regular expression: " + regex + ": " + e.getDescription() + " at index " + e.getIndex(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "a regular expression of " + regex.length() + " chars is nested too deeply", e);
        }
    }

    @Override
    public String name() {
        return regex();
    }

    @Override
    public String regex() {
        return pattern.pattern();
    }

    @Override
    public PretokenScanner newScanner() {
        return new Scanner(pattern);
    }

    @Override
    public boolean isCut(byte[] utf8, int start, int end, int at) {
        return false;
    }

    @Override
    public String toString() {
        return regex();
    }

    /** Walks through the bytes along with the matches, so that no table of offsets is needed. */
    private static final class Scanner implements PretokenScanner {
        private final Matcher matcher;
        private byte[] utf8 = {};
        private int start;
        private int end;

        /** Where the last pretoken ended, in bytes and in chars of the decoded text. */
        private int position;

        private int charPosition;

        /** Where the last match began and ended, in chars; it is still to be given if it ends behind charPosition. */
        private int matchStart;

        private int matchEnd;
        private boolean decoded;

        Scanner(Pattern pattern) {
            matcher = pattern.matcher("");
        }

        @Override
        public void reset(byte[] utf8, int start, int end) {
            Objects.checkFromToIndex(start, end, utf8.length);
            this.utf8 = utf8;
            this.start = start;
            this.end = end;
            position = start;
            charPosition = 0;
            matchStart = 0;
            matchEnd = 0;
            decoded = false;
        }

        @Override
        public int next(int[] ends) {
            if (!decoded) {
                matcher.reset(decode(utf8, start, end));
                decoded = true;
            }
            int count = 0;
            while (count < ends.length && position < end) {
                if (matchEnd <= charPosition) {
                    find();
                }
                advance(charPosition < matchStart ? matchStart : matchEnd);
                ends[count++] = position;
            }
            return count;
        }

        /** Goes to the next match that ends behind the last pretoken. Behind the last match, the rest counts as one. */
        private void find() {
            try {
                do {
                    if (!matcher.find()) {
                        matchStart = Integer.MAX_VALUE;
                        matchEnd = Integer.MAX_VALUE;
                        return;
                    }
                    matchStart = matcher.start();
                    matchEnd = matcher.end();
                } while (matchEnd <= charPosition);
            } catch (StackOverflowError e) {
                throw new IllegalArgumentException(
                        "the regular expression " + matcher.pattern() + " overflows the stack at byte "
                                + (position - start) + " of the text",
                        e);
            }
        }

        /** Moves on to an offset in chars, or, where it is inside a character, to the end of this character. */
        private void advance(int charOffset) {
            while (charPosition < charOffset && position < end) {
                int codePoint = CodePoints.at(utf8, position, end);
                position += CodePoints.utf8Length(codePoint);
                charPosition += Character.charCount(Math.max(codePoint, 0));
            }
        }

        /** Decodes UTF-8; each byte that is not part of a well-formed character becomes U+FFFD. */
        private static String decode(byte[] utf8, int start, int end) {
            char[] chars = new char[end - start];
            int length = 0;
            for (int p = start; p < end; ) {
                int codePoint = CodePoints.at(utf8, p, end);
                p += CodePoints.utf8Length(codePoint);
                length += Character.toChars(codePoint < 0 ? 0xFFFD : codePoint, chars, length);
            }
            return new String(chars, 0, length);
        }
    }
}
