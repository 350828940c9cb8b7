package org.tokenwright.boundary;

import java.util.Arrays;
import java.util.List;

/** Adds to what another scanner finds the ends that only orthography tells, and takes those away that it forbids. */
final class TerminalScanner implements BoundaryScanner {
    /*
     * Whatever is decided at an index looks at no more than REACH chars on either side, but for brackets, which are counted on
     * the way. An index is decided on when these chars are known and the scanner has passed it: so ends of the scanner wait in
     * a queue. At each index an end of the scanner that lies there comes first, then the mark that stands there; ends that are
     * not behind the last that was passed on are dropped.
     */
    private static final int REACH = 64;
    private static final int LONGEST_BRACKET = 1024;
    private static final int LONG_AGO = -(1 << 28);
    private static final int FIRST_CJK = 0x2E80;
    private static final String CLOSERS =
            "\u201d\u2019\u201c\u2018\u00bb\u203a\u00ab\u2039\u300d\u300f\uff09\u3011\u3015"
                    + "\u300b\u3009\uff63\"')]";

    private final BoundaryScanner scanner;
    private final Language language;
    private int begin;
    private int next;
    private int lastEnd;
    private int depth;
    private int opened;

    /** Ends that the scanner has found and that are not decided on. */
    private int[] ends = new int[16];

    private double[] confidences = new double[16];
    private int endsStart;
    private int endsEnd;

    TerminalScanner(BoundaryScanner scanner, Language language) {
        this.scanner = scanner;
        this.language = language;
    }

    @Override
    public void start(int index) {
        scanner.start(index);
        begin = index;
        next = index;
        lastEnd = index;
        depth = 0;
        opened = index;
        endsStart = 0;
        endsEnd = 0;
    }

    @Override
    public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
        int keeps = scanner.scan(text, end, complete, new Queue(sink));
        int limit = complete ? end : Math.min(keeps, end - REACH);
        while (next < limit) {
            takeEnds(text, end, next, sink);
            mark(text, end, next++, sink);
        }
        if (complete) {
            takeEnds(text, end, end, sink);
            return end;
        }
        return Math.max(0, Math.min(keeps, next - REACH));
    }

    @Override
    public void shift(int distance) {
        scanner.shift(distance);
        begin = Math.max(LONG_AGO, begin - distance);
        next -= distance;
        lastEnd = Math.max(LONG_AGO, lastEnd - distance);
        opened = Math.max(LONG_AGO, opened - distance);
        for (int i = endsStart; i < endsEnd; i++) {
            ends[i] -= distance;
        }
    }

    private final class Queue implements BoundarySink {
        private final BoundarySink sink;

        Queue(BoundarySink sink) {
            this.sink = sink;
        }

        @Override
        public void boundary(int end, double confidence) {
            if (endsEnd == ends.length) {
                int count = endsEnd - endsStart;
                int size = count > ends.length / 2 ? 2 * ends.length : ends.length;
                ends = Arrays.copyOf(Arrays.copyOfRange(ends, endsStart, endsEnd), size);
                confidences = Arrays.copyOf(Arrays.copyOfRange(confidences, endsStart, endsEnd), size);
                endsStart = 0;
                endsEnd = count;
            }
            ends[endsEnd] = end;
            confidences[endsEnd++] = confidence;
        }

        @Override
        public Detail detail() {
            return sink.detail();
        }

        @Override
        public void decision(Decision decision) {
            sink.decision(decision);
        }
    }

    /** Decides on ends of the scanner up to an index. */
    private void takeEnds(char[] text, int end, int to, BoundarySink sink) {
        while (endsStart < endsEnd && ends[endsStart] <= to) {
            int found = ends[endsStart];
            String veto = found == end ? "" : veto(text, end, found);
            if (veto.isEmpty()) {
                emit(found == end ? end : behindGuillemet(text, end, found), confidences[endsStart], sink);
            } else {
                tell(sink, found, false, veto);
            }
            endsStart++;
        }
    }

    private void emit(int end, double confidence, BoundarySink sink) {
        if (end > lastEnd) {
            lastEnd = end;
            sink.boundary(end, confidence);
        }
    }

    private static void tell(BoundarySink sink, int end, boolean isEnd, String why) {
        if (sink.detail() != BoundarySink.Detail.ENDS) {
            sink.decision(new Decision(end - 1, end, isEnd, isEnd ? 1 : 0, List.of(why)));
        }
    }

    /** {@return why no sentence ends at an index, or nothing} */
    private String veto(char[] text, int end, int found) {
        if (found <= begin || text[found - 1] != '.') {
            return "";
        }
        int limit = Math.min(end, found + REACH);
        int i = found;
        while (i < limit && WhiteSpace.is(text[i])) {
            i++;
        }
        if (i == limit || i == found) {
            return "";
        }
        int following = Character.codePointAt(text, i, end);
        if (language.continuesInLowerCase() && Character.isLowerCase(following)) {
            return "lower case follows the period";
        }
        boolean ordinal = language.hasOrdinals()
                && Character.isLetter(following)
                && Ordinals.endsAt(text, Math.max(Math.max(0, begin), found - REACH), found - 1);
        return ordinal ? "an ordinal number" : "";
    }

    /** {@return the index behind a closing guillemet that white space parts from an end, or else the end} */
    private static int behindGuillemet(char[] text, int end, int found) {
        boolean parted = found + 1 < end
                && WhiteSpace.is(text[found])
                && text[found] != '\n'
                && (text[found + 1] == '\u00bb' || text[found + 1] == '\u203a');
        return parted && (found + 2 == end || WhiteSpace.is(text[found + 2])) ? found + 2 : found;
    }

    private void mark(char[] text, int end, int at, BoundarySink sink) {
        char c = text[at];
        if (c < 0x80 ? c != '.' && c != '!' && c != '?' : c < 0x2000) {
            return;
        }
        switch (c) {
            case '\u300c', '\u300e', '\u300a', '\u3008', '\u3010', '\u3014', '\uff08' -> {
                opened = depth == 0 || at - opened > LONGEST_BRACKET ? at : opened;
                depth = opened == at ? 1 : depth + 1;
            }
            case '\u300d', '\u300f', '\u300b', '\u3009', '\u3011', '\u3015', '\uff09' -> depth = Math.max(0, depth - 1);
            case '.', '!', '?', '\u2026', '\u203c', '\u2047', '\u2048', '\u2049' -> markLatin(text, end, at, sink);
            case '\u3002', '\uff01', '\uff1f', '\uff61', '\uff0e' -> markCjk(text, end, at, sink);
            default -> {}
        }
    }

    /** A mark before typographic quotes that close, or an ellipsis, before a capital; or a mark between ideographs. */
    private void markLatin(char[] text, int end, int at, BoundarySink sink) {
        if (at + 1 < end
                && isCjkLetter(text[at + 1])
                && (text[at] != '.' || (at > begin && isCjkLetter(text[at - 1])))) {
            markCjk(text, end, at, sink);
            return;
        }
        int limit = Math.min(end, at + REACH);
        int i = at + 1;
        while (i < limit && CLOSERS.indexOf(text[i]) >= 0) {
            i++;
        }
        boolean quoted = i > at + 1 && hasBeyondAscii(text, at + 1, i);
        if ((!quoted && text[at] <= '?') || i == limit || !WhiteSpace.is(text[i])) {
            return;
        }
        int stop = i;
        while (i < limit && WhiteSpace.is(text[i])) {
            i++;
        }
        if (i < limit && startsSentence(Character.codePointAt(text, i, end))) {
            tell(sink, stop, true, "a capital follows the closing quote or ellipsis");
            emit(stop, 1, sink);
        }
    }

    private static boolean hasBeyondAscii(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] >= 0x80) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsSentence(int c) {
        return Character.isUpperCase(c)
                || Character.isTitleCase(c)
                || c == 0xBF
                || c == 0xA1
                || c == 0x201E
                || c == 0x201C
                || c == 0xAB;
    }

    private void markCjk(char[] text, int end, int at, BoundarySink sink) {
        if (text[at] == '\uff0e'
                && at > begin
                && at + 1 < end
                && Character.isDigit(text[at - 1])
                && Character.isDigit(text[at + 1])) {
            return;
        }
        int limit = Math.min(end, at + REACH);
        int i = at + 1;
        while (i < limit && isMark(text[i])) {
            i++;
        }
        int behindMarks = i;
        boolean title = false;
        int open = at - opened > LONGEST_BRACKET ? 0 : depth;
        while (i < limit && CLOSERS.indexOf(text[i]) >= 0) {
            open -= text[i] >= FIRST_CJK ? 1 : 0;
            title |= text[i] == '\u300b' || text[i] == '\u3009';
            i++;
        }
        boolean continues = i < end
                && i > behindMarks
                && (isHiragana(text[i]) || isMark(text[i]) || text[i] == '\uff0c' || text[i] == '\u3001');
        boolean ends = open <= 0 && !continues && !title;
        tell(sink, i, ends, ends ? "a full stop" : "a full stop in brackets or before what continues the sentence");
        if (ends) {
            emit(i, 1, sink);
        }
    }

    private static boolean isMark(char c) {
        return switch (c) {
            case '\u3002', '\uff01', '\uff1f', '\uff61', '\uff0e', '!', '?', '\u2026' -> true;
            default -> false;
        };
    }

    private static boolean isCjkLetter(char c) {
        return c >= FIRST_CJK && Character.isLetter(c);
    }

    private static boolean isHiragana(char c) {
        return c >= '\u3041' && c <= '\u3096';
    }
}
