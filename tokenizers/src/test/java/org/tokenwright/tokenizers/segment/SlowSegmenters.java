package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tokenwright.text.CodePoints;

/** The rules as they are written down, in whatever time that takes. */
final class SlowSegmenters {
    private SlowSegmenters() {}

    static int[] ends(String name, byte[] utf8) {
        return switch (name) {
            case "words" -> matches(" *(?:--|[:,;.\\n!'?]|(?:(?!--)[^ :,;.\\n!'?])+)| +", utf8);
            case "spacebyte", "blt-space" -> spaceLike(utf8);
            case "uax29" -> new Characters(utf8).ends(unicode(new Characters(utf8)));
            case "hat" -> hat(new Characters(utf8));
            case "tfree" -> free(new Characters(utf8));
            case "bytes:3" -> matches("(?s).{1,3}", utf8);
            case "characters:3" -> {
                Characters text = new Characters(utf8);
                List<Integer> places = new ArrayList<>();
                for (int i = 3; i < text.size(); i += 3) {
                    places.add(i);
                }
                yield text.ends(places);
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int[] matches(String regex, byte[] utf8) {
        return Pattern.compile(regex)
                .matcher(new String(utf8, ISO_8859_1))
                .results()
                .mapToInt(match -> match.end())
                .toArray();
    }

    private static int[] spaceLike(byte[] utf8) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < utf8.length; i++) {
            if ((isSpaceLike(utf8[i] & 0xFF) && i > 0 && !isSpaceLike(utf8[i - 1] & 0xFF)) || i == utf8.length - 1) {
                ends.add(i + 1);
            }
        }
        return ends.stream().mapToInt(end -> end).toArray();
    }

    private static boolean isSpaceLike(int b) {
        return b < '0' || (b > '9' && b < 'A') || (b > 'Z' && b < 'a') || (b > 'z' && b < 0x80) || b >= 0xC0;
    }

    /** The characters of a text, and where each ends. */
    private static final class Characters {
        private final List<Integer> codePoints = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();

        Characters(byte[] utf8) {
            for (int i = 0; i < utf8.length; ) {
                int codePoint = CodePoints.at(utf8, i, utf8.length);
                i += CodePoints.utf8Length(codePoint);
                codePoints.add(codePoint < 0 ? 0xFFFD : codePoint);
                ends.add(i);
            }
        }

        int size() {
            return codePoints.size();
        }

        int at(int index) {
            return codePoints.get(index);
        }

        /** {@return the ends in bytes}, of segments that begin at some characters, the first left out */
        int[] ends(List<Integer> places) {
            List<Integer> bytes = new ArrayList<>();
            places.forEach(place -> bytes.add(ends.get(place - 1)));
            if (size() > 0) {
                bytes.add(ends.get(size() - 1));
            }
            return bytes.stream().mapToInt(end -> end).toArray();
        }
    }

    /** The places with a boundary of UAX #29, the ends of the text left out. */
    private static List<Integer> unicode(Characters text) {
        List<Integer> places = new ArrayList<>();
        for (int place = 1; place < text.size(); place++) {
            if (isBoundary(text, place)) {
                places.add(place);
            }
        }
        return places;
    }

    private static boolean isBoundary(Characters text, int place) {
        int left = value(text, place - 1);
        int right = value(text, place);
        if (left == WordBreak.CR && right == WordBreak.LF) {
            return false;
        }
        if (isLineEnd(left) || isLineEnd(right)) {
            return true;
        }
        if (left == WordBreak.ZWJ && (WordBreak.of(text.at(place)) & WordBreak.PICTOGRAPHIC) != 0) {
            return false;
        }
        if (left == WordBreak.W_SEG_SPACE && right == WordBreak.W_SEG_SPACE) {
            return false;
        }
        if (isIgnored(right)) {
            return false;
        }
        int before = skipBack(text, place);
        int beforeThat = before < 0 ? -1 : skipBack(text, before);
        int behind = place + 1;
        while (behind < text.size() && isIgnored(value(text, behind))) {
            behind++;
        }
        String sides = letter(text, beforeThat) + letter(text, before) + "|" + letter(text, place)
                + letter(text, behind < text.size() ? behind : -1);
        // A ALetter, H Hebrew_Letter, 1 Numeric, K Katakana, _ ExtendNumLet, R indicator, q Single_Quote, d
        // Double_Quote,
        // b MidNumLet, l MidLetter, n MidNum
        if (sides.matches(".[AH]\\|[AH].|.[AH]\\|[lbq][AH]|[AH][lbq]\\|[AH].|.H\\|q.|.H\\|dH|Hd\\|H.")
                || sides.matches(".1\\|1.|.[AH]\\|1.|.1\\|[AH].|1[nbq]\\|1.|.1\\|[nbq]1|.K\\|K.")
                || sides.matches(".[AH1K_]\\|_.|._\\|[AH1K].")) {
            return false;
        }
        if (sides.matches(".R\\|R.")) {
            int indicators = 0;
            for (int i = before; i >= 0 && letter(text, i).equals("R"); i = skipBack(text, i)) {
                indicators++;
            }
            return indicators % 2 == 0;
        }
        return true;
    }

    /** The last character before a place that is not ignored; at the beginning or behind a line end, one that is. */
    private static int skipBack(Characters text, int place) {
        int i = place - 1;
        while (i > 0 && isIgnored(value(text, i)) && !isLineEnd(value(text, i - 1))) {
            i--;
        }
        return i;
    }

    private static String letter(Characters text, int index) {
        return index < 0
                ? "."
                : switch (value(text, index)) {
                    case WordBreak.A_LETTER -> "A";
                    case WordBreak.HEBREW_LETTER -> "H";
                    case WordBreak.NUMERIC -> "1";
                    case WordBreak.KATAKANA -> "K";
                    case WordBreak.EXTEND_NUM_LET -> "_";
                    case WordBreak.REGIONAL_INDICATOR -> "R";
                    case WordBreak.SINGLE_QUOTE -> "q";
                    case WordBreak.DOUBLE_QUOTE -> "d";
                    case WordBreak.MID_NUM_LET -> "b";
                    case WordBreak.MID_LETTER -> "l";
                    case WordBreak.MID_NUM -> "n";
                    default -> ".";
                };
    }

    private static int value(Characters text, int index) {
        return WordBreak.of(text.at(index)) & (WordBreak.PICTOGRAPHIC - 1);
    }

    private static boolean isLineEnd(int value) {
        return value == WordBreak.CR || value == WordBreak.LF || value == WordBreak.NEWLINE;
    }

    private static boolean isIgnored(int value) {
        return value == WordBreak.EXTEND || value == WordBreak.FORMAT || value == WordBreak.ZWJ;
    }

    private static int[] hat(Characters text) {
        List<Integer> cuts = new ArrayList<>();
        List<Integer> words = unicode(text);
        for (int place = 1; place < text.size(); place++) {
            if (words.contains(place)
                    || CodePoints.isIn(text.at(place - 1), CodePoints.PUNCTUATION)
                    || (CodePoints.isIn(text.at(place - 1), CodePoints.LOWERCASE_LETTER)
                            && CodePoints.isIn(text.at(place), CodePoints.UPPERCASE_LETTER))) {
                cuts.add(place);
            }
        }
        List<Integer> pieces = new ArrayList<>(cuts);
        pieces.add(text.size());
        List<Integer> places = new ArrayList<>();
        StringBuilder kinds = new StringBuilder();
        int start = 0;
        for (int end : pieces) {
            kinds.append(kind(text, start, end));
            start = end;
        }
        Matcher group = Pattern.compile("SWP*|SP+|[WP]P*|.").matcher(kinds);
        while (group.find()) {
            if (group.end() < kinds.length()) {
                places.add(pieces.get(group.end() - 1));
            }
        }
        return text.ends(places);
    }

    /** S for a single space, B for other white space, P for a sign of punctuation, W for all else. */
    private static char kind(Characters text, int start, int end) {
        if (end - start == 1 && text.at(start) == ' ') {
            return 'S';
        }
        boolean white = true;
        for (int i = start; i < end; i++) {
            white &= CodePoints.isIn(text.at(i), CodePoints.WHITE_SPACE);
        }
        if (white) {
            return 'B';
        }
        return end - start == 1 && CodePoints.isIn(text.at(start), CodePoints.PUNCTUATION) ? 'P' : 'W';
    }

    private static int[] free(Characters text) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < text.size(); i++) {
            int codePoint = text.at(i);
            boolean isWord = CodePoints.isIn(codePoint, CodePoints.LETTER | CodePoints.NUMBER)
                    && CodePoints.category(codePoint) != Character.DECIMAL_DIGIT_NUMBER;
            // One char for each character; "w", "s", "n" and "o" are letters of reserved tokens.
            letters.append(
                    codePoint < 0x80
                            ? (char) codePoint
                            : isWord ? 'x' : CodePoints.category(codePoint) == 9 ? '0' : '.');
        }
        List<Integer> places = new ArrayList<>();
        Matcher word = Pattern.compile("(?!<\\|(?:ws|no_ws|[24]<-ws->)\\|>)<\\|.*?\\|>|[a-zA-Z]+|(?s:.)")
                .matcher(letters.toString().replace("\r", " ").replace("\u0085", " "));
        while (word.find()) {
            if (word.end() < letters.length()) {
                places.add(word.end());
            }
        }
        return text.ends(places);
    }
}
