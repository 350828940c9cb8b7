package org.tokenwright.boundary.punkt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Punkt as its references describe it, by regular expressions on strings, one step after the other. */
final class SlowPunkt {
    private static final String WHITE = "\\p{IsWhite_Space}\\x1c-\\x1f";
    private static final String S = "[" + WHITE + "]";
    private static final String NOT_S = "[^" + WHITE + "]";
    private static final String LETTER = "[\\p{L}\\p{Nl}\\p{No}_]";
    private static final Pattern CLOSERS =
            Pattern.compile("[\"')\\]}]+?(?:" + S + "+|(?=--)|$)", Pattern.MULTILINE | Pattern.UNIX_LINES);
    private static final Pattern NUMBER = Pattern.compile("-?[.,]?\\p{Nd}[\\p{Nd},.-]*\\.?");
    private static final Pattern CERTAIN = Pattern.compile("[!?]" + S + "\\p{IsUppercase}");

    private final PunktModel model;
    private final PunktProfile profile;
    private final boolean nupunkt;
    private final Pattern context;
    private final Pattern word;

    /** A token and its marks. */
    private static final class Token {
        private final String text;
        private final String type;
        private boolean ends;
        private boolean abbreviation;
        private boolean ellipsis;

        Token(String text) {
            this.text = text;
            String lower = text.toLowerCase(Locale.ROOT);
            this.type = NUMBER.matcher(lower).matches() ? "##number##" : lower;
        }

        String noPeriod() {
            return type.length() > 1 && type.endsWith(".") ? type.substring(0, type.length() - 1) : type;
        }

        String noEndPeriod() {
            return ends ? noPeriod() : type;
        }

        boolean upper() {
            return Character.isUpperCase(text.codePointAt(0));
        }

        boolean lower() {
            return Character.isLowerCase(text.codePointAt(0));
        }
    }

    /** A candidate: where its mark is, where the next token begins if white space comes before that, and its word's start. */
    private record Candidate(int mark, int nextToken, int wordStart, String context) {}

    SlowPunkt(PunktModel model, PunktProfile profile) {
        this.model = model;
        this.profile = profile;
        this.nupunkt = profile != PunktProfile.KISS_STRUNK;
        String nonWord = "[)\";}\\]*:@'({\\[?!" + (nupunkt ? WHITE : "") + "]";
        String multi = nupunkt
                ? "(?:-{2,}|\\.{2,}|(?:\\." + S + "+)+\\.|\u2026)"
                : "(?:-{2,}|\\.{2,}|(?:\\." + S + "){2,}\\.)";
        context = Pattern.compile("[.?!](?=(?<after>" + nonWord + "|" + S + "+(?<next>" + NOT_S + "+)))");
        word = Pattern.compile(multi + "|(?=[^(\"`{\\[:;&#*@)}\\]\\-,])" + NOT_S + "+?(?=" + S + "|\\z|" + nonWord + "|"
                + multi + "|,(?=\\z|" + S + "|" + nonWord + "|" + multi + "))|" + NOT_S);
    }

    /** {@return the ends of all sentences but the last} */
    List<Integer> innerEnds(String text) {
        List<int[]> slices = new ArrayList<>();
        int last = 0;
        for (Candidate candidate : candidates(text)) {
            if (ends(candidate.context())) {
                slices.add(new int[] {last, candidate.mark() + 1});
                last = candidate.nextToken();
            }
        }
        int end = text.length();
        while (end > 0 && isWhite(text.charAt(end - 1))) {
            end--;
        }
        slices.add(new int[] {last, Math.max(last, end)});
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i + 1 < slices.size(); i++) {
            int[] next = slices.get(i + 1);
            String rest = text.substring(next[0], next[1]);
            Matcher closers = CLOSERS.matcher(rest);
            int closed = slices.get(i)[1];
            if (closers.lookingAt()) {
                closed = next[0] + closers.group().replaceFirst(S + "+\\z", "").length();
            }
            if (closed < end) {
                ends.add(closed);
            }
        }
        return ends;
    }

    private List<Candidate> candidates(String text) {
        List<Candidate> kept = new ArrayList<>();
        int start = 0;
        int stop = 0;
        @Nullable Candidate before = null;
        Matcher matcher = context.matcher(text);
        while (matcher.find()) {
            int mark = matcher.start();
            if (profile == PunktProfile.NUPUNKT && isSpaced(text, mark)) {
                continue;
            }
            int white = mark - 1;
            while (white > stop && !separates(text.charAt(white))) {
                white--;
            }
            int wordStart = white > stop ? white + 1 : start;
            if (before != null && stop <= wordStart) {
                kept.add(before);
            }
            start = wordStart;
            stop = mark;
            before = candidate(text, matcher, wordStart);
        }
        if (before != null) {
            kept.add(before);
        }
        return kept;
    }

    private Candidate candidate(String text, Matcher matcher, int wordStart) {
        int mark = matcher.start();
        int nextToken = matcher.group("next") == null ? mark + 1 : matcher.start("next");
        String words = text.substring(wordStart, mark + 1) + matcher.group("after");
        if (profile == PunktProfile.NUPUNKT) {
            int i = mark + 1;
            while (i < text.length() && isWhite(text.charAt(i))) {
                i++;
            }
            nextToken = i;
            while (i < text.length() && !isWhite(text.charAt(i)) && ".!?".indexOf(text.charAt(i)) < 0) {
                i++;
            }
            words = text.substring(wordStart, i);
        }
        return new Candidate(mark, nextToken, wordStart, words);
    }

    private static boolean isSpaced(String text, int mark) {
        return mark >= 2
                && mark < text.length() - 4
                && (text.startsWith(". . ", mark)
                        || text.startsWith(". . ", mark - 2)
                        || (mark >= 4 && text.startsWith(" . .", mark - 4)));
    }

    private boolean ends(String words) {
        if (nupunkt && CERTAIN.matcher(words).find()) {
            return true;
        }
        List<Token> tokens = new ArrayList<>();
        for (String line : words.split("\n", -1)) {
            Matcher matcher = word.matcher(line);
            while (matcher.find()) {
                Token token = new Token(matcher.group());
                first(token);
                tokens.add(token);
            }
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            second(tokens.get(i), tokens.get(i + 1));
        }
        for (int i = 0; i < tokens.size(); i++) {
            boolean more = i + 1 < tokens.size();
            if (tokens.get(i).ends && (nupunkt || more)) {
                return true;
            }
            if (nupunkt && tokens.get(i).ellipsis && more && tokens.get(i + 1).upper()) {
                return true;
            }
        }
        return false;
    }

    private void first(Token token) {
        String text = token.text;
        boolean ellipsis = nupunkt
                ? text.endsWith("..")
                        || text.endsWith("\u2026")
                        || Pattern.compile("\\." + S + "+\\." + S + "+\\.")
                                .matcher(text)
                                .find()
                : text.matches("\\.{2,}");
        if (text.equals(".") || text.equals("?") || text.equals("!")) {
            token.ends = true;
        } else if (ellipsis) {
            token.ellipsis = true;
        } else if (text.endsWith(".") && !text.endsWith("..")) {
            token.abbreviation = isAbbreviation(token);
            token.ends = !token.abbreviation;
        }
    }

    private boolean isAbbreviation(Token token) {
        String lower = token.text.substring(0, token.text.length() - 1).toLowerCase(Locale.ROOT);
        if (!nupunkt) {
            return model.isAbbreviation(lower) || model.isAbbreviation(lower.replaceFirst("(?s).*-", ""));
        }
        String allowed = profile == PunktProfile.NUPUNKT_FAST ? "[A-Za-z0-9.]+" : "[\\p{L}\\p{Nd}.]+";
        long letters = token.text.codePoints().filter(Character::isLetter).count();
        long digits = token.text.codePoints().filter(Character::isDigit).count();
        boolean form =
                token.text.matches(allowed) && !token.type.equals("##number##") && letters > 0 && letters >= digits;
        return form && (model.isAbbreviation(lower) || model.isAbbreviation(lower.replace(".", "")));
    }

    private void second(Token token, Token next) {
        if (nupunkt && token.ellipsis) {
            token.ends = next.upper();
            return;
        }
        if (!token.text.endsWith(".")) {
            return;
        }
        String type = token.noPeriod();
        String nextType = next.noEndPeriod();
        if (model.isCollocation(type, nextType)) {
            token.ends = false;
            token.abbreviation = true;
            return;
        }
        int context = model.orthographicContext(nextType);
        boolean initial = token.text.matches(LETTER + "\\.");
        boolean punctuation = next.text.matches("[;:,.!?]");
        boolean yes = !punctuation && next.upper() && (context & 112) != 0 && (context & 4) == 0;
        boolean no = punctuation || (next.lower() && ((context & 14) != 0 || (context & 16) == 0));
        if ((token.abbreviation || token.ellipsis) && !initial) {
            if (yes || (next.upper() && model.isSentenceStarter(nextType))) {
                token.ends = true;
                return;
            }
        }
        if (initial || type.equals("##number##")) {
            if (no || (!yes && initial && next.upper() && (context & 112) == 0)) {
                token.ends = false;
                token.abbreviation = true;
            }
        }
    }

    private boolean separates(char c) {
        return nupunkt ? isWhite(c) : " \t\n\u000b\f\r".indexOf(c) >= 0;
    }

    static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
