package org.tokenwright.tokenizers.formats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Translates expressions from the syntax of Oniguruma, in which Hugging Face's files are written, to java.util.regex. What
 * would mean something else there, or is not known to mean the same, is refused.
 */
final class OnigurumaRegex {
    /*
     * The expression is read once, from left to right, and written as it is read. What differs between the two:
     *
     *   ^ $         are at the ends of lines, the only line end being \n; and ^ is not behind a last \n
     *   .           is all but \n; (?m) lets it be \n too
     *   \w \b       do not count the two joiners as parts of words, but some numbers of Latin-1
     *   [:punct:]   holds all symbols, \p{Punct} none
     *   \h          is a hexadecimal digit
     *   {n,m}+      is a repetition of the repetition, not possessive; {,m} is {0,m}
     *   a(?i)b|c    is a(?i:b|c), and so is refused here unless it stands at the beginning
     *   (?i)        also folds ss to ß and the like; such strings are refused
     */
    private static final String POSIX_WORD = "\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}";
    private static final String WORD = POSIX_WORD + "\\x{B2}\\x{B3}\\x{B9}\\x{BC}-\\x{BE}";
    private static final String BOUNDARY = "(?:(?<=[W])(?![W])|(?<![W])(?=[W]))".replace("W", WORD);
    private static final String NO_BOUNDARY = "(?:(?<=[W])(?=[W])|(?<![W])(?![W]))".replace("W", WORD);
    private static final String LINE_START = "(?:\\A|(?<=\\n)(?!\\z))";
    private static final String LINE_END = "(?=\\n|\\z)";

    private static final Pattern INTERVAL_REPEATED = Pattern.compile("\\{[0-9,]+\\}\\+");

    /** Classes in POSIX brackets, and their members. */
    private static final Map<String, String> CLASSES = Map.of(
            "alpha", "\\p{IsAlphabetic}",
            "digit", "\\p{Nd}",
            "alnum", "\\p{IsAlphabetic}\\p{Nd}",
            "upper", "\\p{IsUppercase}",
            "lower", "\\p{IsLowercase}",
            "space", "\\p{IsWhite_Space}",
            "punct", "\\p{P}\\p{S}",
            "word", POSIX_WORD,
            "xdigit", "0-9A-Fa-f");

    /** Properties that are not general categories or scripts. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "alpha", "\\p{IsAlphabetic}",
            "alphabetic", "\\p{IsAlphabetic}",
            "digit", "\\p{Nd}",
            "upper", "\\p{IsUppercase}",
            "uppercase", "\\p{IsUppercase}",
            "lower", "\\p{IsLowercase}",
            "lowercase", "\\p{IsLowercase}",
            "space", "\\p{IsWhite_Space}",
            "whitespace", "\\p{IsWhite_Space}",
            "punct", "\\p{P}");

    private static final Map<String, String> CATEGORY_NAMES = Map.of(
            "letter", "L",
            "mark", "M",
            "number", "N",
            "punctuation", "P",
            "symbol", "S",
            "separator", "Z",
            "other", "C");

    private static final Set<String> CATEGORIES = Set.of(
            "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
            "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cn", "Co",
            "Cs");

    /** Pairs of letters that case folding may take as one character. */
    private static final Set<String> FOLDED_TOGETHER = Set.of("ss", "ff", "fi", "fl", "st", "ij", "nj", "lj", "dz");

    private final String regex;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Group> groups = new ArrayDeque<>();
    private boolean ignoresCase;
    private boolean dotsAll;
    private int at;

    /** Where the last thing that could be repeated begins, or -1. */
    private int atom = -1;

    private char lastLetter;

    private record Group(int start, boolean ignoresCase, boolean dotsAll, String end, boolean repeatable) {}

    private OnigurumaRegex(String regex) {
        this.regex = regex;
    }

    /**
     * {@return the expression in the syntax of java.util.regex}
     *
     * @param regex the expression in that of Oniguruma
     * @throws IllegalArgumentException if it is none, or has no known counterpart
     */
    static Pattern compile(String regex) {
        String translated = translate(regex);
        try {
            return Pattern.compile(translated, Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + regex + ": " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "a regular expression of " + regex.length() + " chars is nested too deeply", e);
        }
    }

    /**
     * {@return the expression in the syntax of java.util.regex, to be compiled with {@link Pattern#UNICODE_CHARACTER_CLASS}}
     *
     * @param regex the expression in that of Oniguruma
     * @throws IllegalArgumentException if it is none, or has no known counterpart
     */
    static String translate(String regex) {
        return new OnigurumaRegex(regex).translate();
    }

    /**
     * Checks that an expression of java.util.regex, as {@link Pattern#UNICODE_CHARACTER_CLASS} has it, means the same to
     * Oniguruma.
     *
     * @param regex the expression
     * @throws IllegalArgumentException if that is not known
     */
    static void requireSame(String regex) {
        translate(regex);
        if (repeatsInterval(regex)) {
            throw new IllegalArgumentException(
                    "the regular expression " + regex + " holds a possessive {n,m}+, which means something else there");
        }
        for (String different :
                new String[] {"\\w", "\\W", "\\b", "\\B", "\\h", "\\H", "\\v", "\\Z", "$", "^", "(?m", "{,", "."}) {
            int at = regex.indexOf(different);
            while (at >= 0 && isQuoted(regex, at, different)) {
                at = regex.indexOf(different, at + 1);
            }
            if (at >= 0) {
                throw new IllegalArgumentException("the regular expression " + regex + " holds " + different
                        + " at index " + at + ", which means something else there");
            }
        }
    }

    /** {@return whether an expression has a quantifier {n,m}+, or something that looks like one} */
    static boolean repeatsInterval(String regex) {
        return INTERVAL_REPEATED.matcher(regex).find();
    }

    /** Whether what stands at a place has a backslash before it, or is a single character inside brackets. */
    private static boolean isQuoted(String regex, int at, String what) {
        int backslashes = 0;
        while (at - backslashes > 0 && regex.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        if (backslashes % 2 == 1) {
            return true;
        }
        int open = -1;
        for (int i = 0; i < at; i++) {
            switch (regex.charAt(i)) {
                case '\\' -> i++;
                case '[' -> open = open < 0 ? i : open;
                case ']' -> open = -1;
                default -> {}
            }
        }
        return open >= 0 && (what.length() == 1);
    }

    private String translate() {
        while (at < regex.length()) {
            char c = regex.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> {
                    atom(out.length());
                    characterClass();
                }
                case '(' -> open();
                case ')' -> close();
                case '|' -> {
                    at++;
                    out.append('|');
                    noAtom();
                }
                case '.' -> {
                    at++;
                    atom(out.length());
                    out.append(dotsAll ? "[\\s\\S]" : "[^\\n]");
                }
                case '^' -> anchor(1, LINE_START);
                case '$' -> anchor(1, LINE_END);
                case '?', '*', '+' -> {
                    at++;
                    quantifier(String.valueOf(c), true);
                }
                case '{' -> interval();
                default -> literal(regex.codePointAt(at), Character.charCount(regex.codePointAt(at)));
            }
        }
        if (!groups.isEmpty()) {
            throw refused("a group without end");
        }
        return out.toString();
    }

    private void atom(int start) {
        atom = start;
        lastLetter = 0;
    }

    private void noAtom() {
        atom = -1;
        lastLetter = 0;
    }

    private void anchor(int length, String translation) {
        at += length;
        out.append(translation);
        noAtom();
    }

    private void literal(int codePoint, int length) {
        char before = lastLetter;
        atom(out.length());
        if (ignoresCase) {
            if (codePoint >= 0x80) {
                throw refused("a character beyond ASCII where case is ignored");
            }
            char letter = (char) Character.toLowerCase(codePoint);
            if (FOLDED_TOGETHER.contains("" + before + letter)) {
                throw refused("\"" + before + letter + "\" where case is ignored");
            }
            lastLetter = letter;
        }
        at += length;
        appendLiteral(codePoint);
    }

    private void appendLiteral(int codePoint) {
        if (codePoint < 0x80 && !Character.isLetterOrDigit(codePoint) && codePoint > ' ' && codePoint < 0x7F) {
            out.append('\\');
        }
        out.appendCodePoint(codePoint);
    }

    private void escape() {
        String translation = sharedEscape(false);
        if (translation != null) {
            atom(out.length());
            out.append(translation);
            return;
        }
        if (at + 1 == regex.length()) {
            throw refused("a backslash at the end");
        }
        switch (regex.charAt(at + 1)) {
            case 'b' -> anchor(2, BOUNDARY);
            case 'B' -> anchor(2, NO_BOUNDARY);
            case 'A' -> anchor(2, "\\A");
            case 'z' -> anchor(2, "\\z");
            case 'Z' -> anchor(2, "(?=\\n?\\z)");
            default -> {
                int[] end = {0};
                int codePoint = escapedCodePoint(end);
                literal(codePoint, end[0] - at);
            }
        }
    }

    /** The classes that may stand inside and outside of brackets, or null if there is another escape; reads it then. */
    private @org.jspecify.annotations.Nullable String sharedEscape(boolean inBrackets) {
        if (at + 1 == regex.length()) {
            return null;
        }
        String translation = switch (regex.charAt(at + 1)) {
            case 'd' -> "\\p{Nd}";
            case 'D' -> "\\P{Nd}";
            case 's' -> "\\p{IsWhite_Space}";
            case 'S' -> "\\P{IsWhite_Space}";
            case 'w' -> inBrackets ? WORD : "[" + WORD + "]";
            case 'W' -> "[^" + WORD + "]";
            case 'h' -> inBrackets ? "0-9A-Fa-f" : "[0-9A-Fa-f]";
            case 'H' -> "[^0-9A-Fa-f]";
            case 'R' -> inBrackets ? null : "\\R";
            default -> null;
        };
        if (translation != null) {
            at += 2;
            return translation;
        }
        return regex.charAt(at + 1) == 'p' || regex.charAt(at + 1) == 'P' ? property() : null;
    }

    private String property() {
        boolean negated = regex.charAt(at + 1) == 'P';
        int end = regex.indexOf('}', at);
        if (at + 2 >= regex.length() || regex.charAt(at + 2) != '{' || end < 0) {
            throw refused("\\p without a name in braces");
        }
        String name = regex.substring(at + 3, end);
        if (name.startsWith("^")) {
            negated = !negated;
            name = name.substring(1);
        }
        String translation = property(name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT));
        if (translation == null) {
            throw refused("the property " + name);
        }
        at = end + 1;
        return negated ? "\\P" + translation.substring(2) : translation;
    }

    private static @org.jspecify.annotations.Nullable String property(String name) {
        String category = CATEGORY_NAMES.get(name);
        if (category == null && !name.isEmpty() && name.length() <= 2) {
            category = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
        if (category != null && CATEGORIES.contains(category)) {
            return "\\p{" + category + "}";
        }
        if (PROPERTIES.containsKey(name)) {
            return PROPERTIES.get(name);
        }
        for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
            if (script.name().replace("_", "").toLowerCase(Locale.ROOT).equals(name)
                    && script != Character.UnicodeScript.UNKNOWN) {
                return "\\p{script=" + script.name() + "}";
            }
        }
        return null;
    }

    /** The character of an escape, and where it ends. */
    private int escapedCodePoint(int[] end) {
        char c = regex.charAt(at + 1);
        end[0] = at + 2;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> 0xB;
            case 'a' -> 7;
            case 'e' -> 0x1B;
            case 'u' -> hex(at + 2, at + 6, end);
            case 'x' -> hexOfOneByte(end);
            default -> {
                if (c >= 0x80 || Character.isLetterOrDigit(c)) {
                    throw refused("the escape \\" + c);
                }
                yield c;
            }
        };
    }

    private int hexOfOneByte(int[] end) {
        if (at + 2 < regex.length() && regex.charAt(at + 2) == '{') {
            int close = regex.indexOf('}', at);
            int codePoint = hex(at + 3, close < 0 ? at + 3 : close, end);
            end[0] = close + 1;
            return codePoint;
        }
        int codePoint = hex(at + 2, at + 4, end);
        if (codePoint >= 0x80) {
            throw refused("a byte beyond ASCII");
        }
        return codePoint;
    }

    private int hex(int from, int to, int[] end) {
        if (to > regex.length() || from == to || to - from > 8) {
            throw refused("an incomplete escape");
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = regex.charAt(i) < 0x80 ? Character.digit(regex.charAt(i), 16) : -1;
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                throw refused("an escape that is no hexadecimal number");
            }
            value = (value << 4) | digit;
        }
        if (!Character.isValidCodePoint(value) || (value >= 0xD800 && value <= 0xDFFF)) {
            throw refused("an escape that is no character");
        }
        end[0] = to;
        return value;
    }

    private void characterClass() {
        int depth = 0;
        boolean first = false;
        do {
            if (at == regex.length()) {
                throw refused("brackets without end");
            }
            char c = regex.charAt(at);
            if (c == '[' && regex.startsWith("[:", at)) {
                posixClass();
                first = false;
            } else if (c == '[') {
                out.append('[');
                at++;
                depth++;
                if (at < regex.length() && regex.charAt(at) == '^') {
                    out.append('^');
                    at++;
                }
                first = true;
            } else if (c == ']' && !first) {
                out.append(']');
                at++;
                depth--;
            } else if (c == ']') {
                throw refused("empty brackets");
            } else if (c == '&' && regex.startsWith("&&", at)) {
                throw refused("an intersection");
            } else {
                member();
                first = false;
            }
        } while (depth > 0);
    }

    private void posixClass() {
        int end = regex.indexOf(":]", at);
        String name = end < 0 ? "" : regex.substring(at + 2, end);
        boolean negated = name.startsWith("^");
        String members = CLASSES.get(negated ? name.substring(1) : name);
        if (members == null) {
            throw refused("the class [:" + name + ":]");
        }
        out.append(negated ? "[^" : "[").append(members).append(']');
        at = end + 2;
    }

    /** A character of a class, or a range. */
    private void member() {
        if (regex.charAt(at) == '\\') {
            String translation = sharedEscape(true);
            if (translation != null) {
                out.append(translation);
                return;
            }
        }
        int from = memberCodePoint();
        boolean range = at + 1 < regex.length() && regex.charAt(at) == '-' && regex.charAt(at + 1) != ']';
        if (!range) {
            checkMember(from, from);
            appendLiteral(from);
            return;
        }
        at++;
        if (regex.charAt(at) == '[' || (regex.charAt(at) == '\\' && sharedEscape(true) != null)) {
            throw refused("a range without end");
        }
        int to = memberCodePoint();
        if (to < from) {
            throw refused("an empty range");
        }
        checkMember(from, to);
        appendLiteral(from);
        out.append('-');
        appendLiteral(to);
    }

    private void checkMember(int from, int to) {
        if (ignoresCase && to >= 0x80) {
            throw refused("a character beyond ASCII where case is ignored, from U+%04X".formatted(from));
        }
    }

    private int memberCodePoint() {
        int codePoint = regex.codePointAt(at);
        if (codePoint != '\\') {
            at += Character.charCount(codePoint);
            return codePoint;
        }
        if (at + 1 == regex.length()) {
            throw refused("a backslash at the end");
        }
        if (regex.charAt(at + 1) == 'b') {
            at += 2;
            return '\b';
        }
        int[] end = {0};
        codePoint = escapedCodePoint(end);
        at = end[0];
        return codePoint;
    }

    private void open() {
        if (!regex.startsWith("(?", at)) {
            begin(1, "(?:", true);
            return;
        }
        for (String group : new String[] {"(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!"}) {
            if (regex.startsWith(group, at)) {
                begin(group.length(), group, group.equals("(?:") || group.equals("(?>"));
                return;
            }
        }
        if (regex.startsWith("(?<", at) && at + 3 < regex.length() && Character.isLetter(regex.charAt(at + 3))) {
            int end = regex.indexOf('>', at);
            if (end < 0) {
                throw refused("a group without name");
            }
            begin(end + 1 - at, "(?:", true);
            return;
        }
        options();
    }

    private void begin(int length, String translation, boolean repeatable) {
        groups.push(new Group(out.length(), ignoresCase, dotsAll, ")", repeatable));
        if (groups.size() > 200) {
            throw refused("groups in more than 200 others");
        }
        at += length;
        out.append(translation);
        noAtom();
    }

    private void options() {
        boolean on = true;
        boolean newIgnoresCase = ignoresCase;
        boolean newDotsAll = dotsAll;
        int i = at + 2;
        for (; i < regex.length() && ":)".indexOf(regex.charAt(i)) < 0; i++) {
            switch (regex.charAt(i)) {
                case '-' -> on = false;
                case 'i' -> newIgnoresCase = on;
                case 'm' -> newDotsAll = on;
                default -> throw refused("a group (?" + regex.charAt(i));
            }
        }
        if (i == regex.length()) {
            throw refused("a group without end");
        }
        boolean scoped = regex.charAt(i) == ':';
        if (!scoped && out.length() > 0) {
            throw refused("options inside an expression");
        }
        int start = out.length();
        String flags = newIgnoresCase == ignoresCase ? "" : newIgnoresCase ? "i" : "-i";
        if (scoped) {
            begin(i + 1 - at, "(?" + flags + ":", true);
        } else {
            at = i + 1;
            out.append(flags.isEmpty() ? "" : "(?" + flags + ")");
        }
        assert start <= out.length();
        ignoresCase = newIgnoresCase;
        dotsAll = newDotsAll;
    }

    private void close() {
        if (groups.isEmpty()) {
            throw refused("the end of a group that did not begin");
        }
        Group group = groups.pop();
        at++;
        out.append(group.end());
        ignoresCase = group.ignoresCase();
        dotsAll = group.dotsAll();
        if (group.repeatable()) {
            atom(group.start());
        } else {
            noAtom();
        }
    }

    private void interval() {
        int end = regex.indexOf('}', at);
        String body = end < 0 ? "" : regex.substring(at + 1, end);
        if (!body.matches("[0-9]{1,5}|[0-9]{1,5},|[0-9]{0,5},[0-9]{1,5}")) {
            literal('{', 1);
            return;
        }
        if (atom < 0) {
            throw refused("a repetition of nothing");
        }
        at = end + 1;
        boolean fixed = body.indexOf(',') < 0;
        boolean reluctant = at < regex.length() && regex.charAt(at) == '?';
        if (fixed && reluctant) {
            throw refused("{n}?");
        }
        int start = atom;
        quantifier("{" + (body.startsWith(",") ? "0" + body : body) + "}", false);
        if (at < regex.length() && regex.charAt(at) == '+') {
            out.insert(start, "(?:").append(')');
            atom(start);
        }
    }

    /** Writes how often the last atom is repeated, and what follows that says how eagerly. */
    private void quantifier(String quantifier, boolean mayBePossessive) {
        if (atom < 0) {
            throw refused("a repetition of nothing");
        }
        out.append(quantifier);
        noAtom();
        if (at < regex.length() && (regex.charAt(at) == '?' || (mayBePossessive && regex.charAt(at) == '+'))) {
            out.append(regex.charAt(at++));
        }
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("the regular expression " + regex + " holds " + what + " at index " + at
                + ", which has no counterpart here");
    }
}
