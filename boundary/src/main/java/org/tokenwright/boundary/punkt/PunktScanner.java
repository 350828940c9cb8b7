package org.tokenwright.boundary.punkt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.BoundaryScanner;
import org.tokenwright.boundary.BoundarySink;
import org.tokenwright.boundary.Decision;

/** Walks over a text, finds the candidates of Punkt and lets a {@link Judge} decide. For one thread. */
final class PunktScanner implements BoundaryScanner {
    /*
     * A candidate is one of . ? ! before a char that no word holds, or before white space and a further run of other chars.
     * Its word begins behind the last white space between it and the candidate before; if there is none there, where the word
     * of that candidate begins. Then the earlier one is replaced: of several candidates in a run the last counts, unless the
     * word of the earlier one is empty. So a candidate is pending until white space comes, another candidate, or MAX_CONTEXT
     * chars. That is the reference's rule, its exception included; the references of the two families differ in what white
     * space is here.
     *
     * When a candidate is found, everything that may matter for it is made sure to be known: the rest of its run, or, if that
     * ends with it, the white space and the run behind. Where the text goes on beyond what is known, scan stops at the
     * candidate and notes how far it has looked (reach), so that no char is looked at again by the next call; candidates of
     * one run share it. White space and runs are cut off MAX_CONTEXT chars behind a candidate as if the text ended there,
     * words as far before it: this bounds what must be kept. Of a run at most two candidates are decided on, therefore each
     * run is cut into tokens at most four times, and the work is linear.
     */
    private static final int MAX_CONTEXT = 4096;
    private static final int LONG_AGO = -(1 << 28);

    /** What the spaced ellipsis of nupunkt looks like around a period, and how far behind it the text must go on. */
    private static final int ELLIPSIS_REACH = 5;

    private final PunktProfile profile;
    private final Judge judge;
    private final @Nullable Confidence confidence;
    private int begin;
    private int next;

    /** Whether look has begun with the mark at next. */
    private boolean isLooking;

    /** Index up to which look has found a run of chars that are not white space, or, if there is none yet, white space. */
    private int reach;

    private boolean reachIsRun;

    /** The last candidate and where its word begins. */
    private int wordStart;

    private int candidate;

    private boolean pending;
    private int contextEnd;
    private int sentenceEnd;

    PunktScanner(PunktModel model, PunktProfile profile, @Nullable Confidence confidence) {
        this.profile = profile;
        this.confidence = confidence;
        this.judge = new Judge(model, profile, confidence);
    }

    @Override
    public void start(int index) {
        begin = index;
        next = index;
        wordStart = index;
        candidate = index;
        pending = false;
        isLooking = false;
        reach = index;
        reachIsRun = false;
        if (confidence != null) {
            confidence.takeMean();
        }
    }

    @Override
    public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
        while (true) {
            int i = pending ? afterPending(text, end, sink) : nextMark(text, next, end);
            next = i;
            if (i >= end || !look(text, end, complete)) {
                break;
            }
            next = i + 1;
            isLooking = false;
            if (isCandidate(text, i, end)) {
                take(text, i, end, sink);
            }
        }
        if (complete) {
            if (pending) {
                decide(text, sink);
            }
            if (confidence != null) {
                sink.boundary(end, confidence.takeMean());
            }
            return end;
        }
        int keep = Math.min(end, next - MAX_CONTEXT - ELLIPSIS_REACH);
        return Math.max(0, pending ? Math.min(keep, wordStart) : keep);
    }

    @Override
    public void shift(int distance) {
        begin = Math.max(LONG_AGO, begin - distance);
        next -= distance;
        wordStart = Math.max(LONG_AGO, wordStart - distance);
        candidate = Math.max(LONG_AGO, candidate - distance);
        contextEnd -= distance;
        sentenceEnd -= distance;
        reach = Math.max(LONG_AGO, reach - distance);
    }

    private static int nextMark(char[] text, int from, int end) {
        int i = from;
        while (i < end && !(text[i] <= '?' && Token.isSentenceEnd(text[i]))) {
            i++;
        }
        return i;
    }

    /** {@return the next mark, or {@code end}; decides on the pending candidate if white space comes before it} */
    private int afterPending(char[] text, int end, BoundarySink sink) {
        for (int i = next; i < end; i++) {
            char c = text[i];
            if (separates(c) || i - candidate > MAX_CONTEXT) {
                decide(text, sink);
                return nextMark(text, i, end);
            }
            if (Token.isSentenceEnd(c)) {
                return i;
            }
        }
        return end;
    }

    /** {@return whether a char parts the words of two candidates} */
    private boolean separates(char c) {
        if (profile.isNupunkt()) {
            return CharClasses.isWhite(c);
        }
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /**
     * Looks ahead from the mark at {@link #next} for all that a decision on it needs.
     *
     * @return whether that is known; {@link #reach} is then where the run behind the mark ends, or the white space if there is
     *     no run, which {@link #reachIsRun} tells
     */
    private boolean look(char[] text, int end, boolean complete) {
        int mark = next;
        if (mark + 1 >= end) {
            return complete;
        }
        if (!isLooking) {
            char following = text[mark + 1];
            boolean white = CharClasses.isWhite(following);
            if (!white && !isCandidateBefore(following)) {
                return true;
            }
            if (white || !reachIsRun || reach <= mark + 1) {
                reach = mark + 1;
                reachIsRun = !white;
            }
            isLooking = true;
        }
        int limit = (int) Math.min(end, (long) mark + MAX_CONTEXT);
        int i = reach;
        if (!reachIsRun) {
            while (i < limit && CharClasses.isWhite(text[i])) {
                i++;
            }
            reachIsRun = i < limit;
        }
        if (reachIsRun) {
            while (i < limit && !CharClasses.isWhite(text[i])) {
                i++;
            }
        }
        reach = i;
        boolean isEllipsisKnown = mark + ELLIPSIS_REACH <= end || profile != PunktProfile.NUPUNKT;
        return (i < limit && isEllipsisKnown) || complete || limit < end;
    }

    private static boolean isCandidateBefore(char following) {
        return (CharClasses.ascii(following) & CharClasses.NON_WORD) != 0;
    }

    private boolean isCandidate(char[] text, int mark, int end) {
        if (mark + 1 >= end) {
            return false;
        }
        char following = text[mark + 1];
        if (CharClasses.isWhite(following)) {
            return profile.isNupunkt() ? !isSpacedEllipsis(text, mark, end) : reachIsRun;
        }
        return isCandidateBefore(following) && !isSpacedEllipsis(text, mark, end);
    }

    private boolean isSpacedEllipsis(char[] text, int mark, int end) {
        if (profile != PunktProfile.NUPUNKT || mark - begin < 2 || mark >= end - 4) {
            return false;
        }
        return matches(text, mark, ". . ")
                || matches(text, mark - 2, ". . ")
                || (mark - begin >= 4 && matches(text, mark - 4, " . ."));
    }

    private static boolean matches(char[] text, int from, String pattern) {
        for (int i = 0; i < 4; i++) {
            if (text[from + i] != pattern.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Makes a mark the last candidate, decides on the one before if it is still pending and not replaced. */
    private void take(char[] text, int mark, int end, BoundarySink sink) {
        int lowest = Math.max(candidate, mark - MAX_CONTEXT);
        int i = mark;
        while (i > lowest + 1 && !separates(text[i - 1])) {
            i--;
        }
        boolean found = i > lowest + 1;
        int start = found ? i : lowest > candidate ? lowest : Math.max(wordStart, mark - MAX_CONTEXT);
        if (pending && candidate <= start) {
            decide(text, sink);
        }
        candidate = mark;
        wordStart = start;
        lookBehind(text, mark, end);
        pending = true;
        if (separates(text[mark + 1])) {
            decide(text, sink);
        }
    }

    /** Finds where the context of a candidate ends, and where its sentence does if it is one. */
    private void lookBehind(char[] text, int mark, int end) {
        int run = mark + 1;
        while (run < reach && CharClasses.isWhite(text[run])) {
            run++;
        }
        boolean adjacent = run == mark + 1;
        contextEnd = switch (profile) {
            case KISS_STRUNK -> adjacent ? mark + 2 : reach;
            case NUPUNKT_FAST -> mark + 2;
            case NUPUNKT -> wordEnd(text, run);
        };
        sentenceEnd =
                profile == PunktProfile.NUPUNKT_FAST && !adjacent ? mark + 1 : closersEnd(text, run, mark + 1, end);
    }

    private int wordEnd(char[] text, int run) {
        int i = run;
        while (i < reach && !Token.isSentenceEnd(text[i])) {
            i++;
        }
        return i;
    }

    /** {@return index behind the closing quotes and brackets at {@code run}, or {@code otherwise} if they belong to what follows} */
    private int closersEnd(char[] text, int run, int otherwise, int end) {
        int i = run;
        while (i < reach && (CharClasses.ascii(text[i]) & CharClasses.CLOSER) != 0) {
            i++;
        }
        if (i == run) {
            return otherwise;
        }
        if (i == reach) {
            return i == end || CharClasses.isWhite(text[i]) ? i : otherwise;
        }
        return text[i] == '-' && i + 1 < reach && text[i + 1] == '-' ? i : otherwise;
    }

    private void decide(char[] text, BoundarySink sink) {
        pending = false;
        boolean ends;
        if (sink.detail() == BoundarySink.Detail.ENDS) {
            ends = judge.endsSentence(text, Math.max(0, wordStart), contextEnd);
        } else {
            List<String> evidence = new ArrayList<>();
            judge.trace(sink.detail() == BoundarySink.Detail.EVIDENCE ? evidence : null);
            ends = judge.endsSentence(text, Math.max(0, wordStart), contextEnd);
            judge.trace(null);
            double sure = confidence != null ? confidence.last() : ends ? 1 : 0;
            sink.decision(new Decision(candidate, sentenceEnd, ends, sure, evidence));
        }
        if (ends) {
            sink.boundary(sentenceEnd, confidence == null ? 1 : confidence.takeMean());
        }
    }
}
