package org.tokenwright.lucene.sentences;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Sentence;
import org.tokenwright.boundary.SentenceCursor;
import org.tokenwright.tokenizers.RunningCount;
import org.tokenwright.tokenizers.TokenCounter;

/**
 * Takes a text in pieces and gives each passage as soon as the sentence is known that has no room in it. The passages are those
 * that {@link Passages#split} finds in the whole text, however it is cut. For one thread.
 *
 * <p>It is used as {@link SentenceCursor}: {@link #append} and {@link #next} for each piece, then {@link #finish} and
 * {@link #next}. Memory holds a passage, two sentences and the white space between.
 */
public final class PassageCursor {
    /*
     * `window` is the text from offset `base` on, as far as it has come. Sentences are `waiting` until so much of the text behind
     * their beginning has come that a citation would be seen. `pending` is the last of the others, or several between which a
     * citation goes on; the next may belong to it, too. `open` are the units of the passage that
     * is being filled, of which the last `fresh` ones are in no passage yet, and `count` counts the tokens of the text from the
     * first to the last of them.
     */
    private static final int STEP = 1 << 13;

    /** White space that ends a passage. No longer one is inside a sentence, as SentenceDetector.withLengths says. */
    private static final int MAX_GAP = 2 * Passages.MAX_SENTENCE;

    private static final int FIRST_LOOK = 1 << 10;
    private static final int CHARS_PER_TOKEN = 8;
    private static final int MAX_TRIES = 8;
    private static final char REPLACEMENT = '\uFFFD';

    private record Unit(long start, long end) {}

    private final SentenceCursor sentences;
    private final TokenCounter counter;
    private final RunningCount count;
    private final int maxTokens;
    private final int overlap;
    private final Deque<Passage> ready = new ArrayDeque<>();
    private final StringBuilder window = new StringBuilder();
    private final Deque<Unit> waiting = new ArrayDeque<>();
    private final List<Unit> open = new ArrayList<>();
    private @Nullable Unit pending;
    private int fresh;
    private long base;
    private long sentenceEnd;
    private long visibleEnd;

    PassageCursor(SentenceCursor sentences, TokenCounter counter, int maxTokens, int overlap) {
        this.sentences = sentences;
        this.counter = counter;
        this.maxTokens = maxTokens;
        this.overlap = overlap;
        count = counter.newRunningCount();
    }

    /**
     * Takes the next piece of the text.
     *
     * @param piece any chars, also none; may begin or end inside a surrogate pair
     * @throws IllegalStateException after {@link #finish}
     */
    public void append(CharSequence piece) {
        for (int from = 0; from < piece.length(); from += STEP) {
            CharSequence part = piece.subSequence(from, Math.min(piece.length(), from + STEP));
            sentences.append(part);
            window.append(part);
            for (int i = part.length() - 1; i >= 0; i--) {
                if (!isSpace(part.charAt(i))) {
                    visibleEnd = base + window.length() - part.length() + i + 1;
                    break;
                }
            }
            takeSentences(false);
            prune();
        }
    }

    /**
     * Ends the text.
     *
     * @throws IllegalStateException if it has been called before
     */
    public void finish() {
        sentences.finish();
        takeSentences(true);
        flush();
        window.setLength(0);
    }

    /**
     * {@return the next passage, or null if there is none until more text comes}
     */
    public @Nullable Passage next() {
        return ready.poll();
    }

    private void takeSentences(boolean complete) {
        for (@Nullable Sentence sentence = sentences.next(); sentence != null; sentence = sentences.next()) {
            sentenceEnd = sentence.end();
            waiting.add(new Unit(sentence.start(), sentence.end()));
        }
        long end = base + window.length();
        while (!waiting.isEmpty() && (complete || end - waiting.getFirst().start() >= Citations.REACH)) {
            Unit next = waiting.removeFirst();
            Unit last = pending;
            if (last != null && isOne(last, next)) {
                pending = new Unit(last.start(), next.end());
            } else {
                if (last != null) {
                    place(last);
                }
                pending = next;
            }
        }
    }

    /** {@return whether a sentence goes on with a citation of the unit before it} */
    private boolean isOne(Unit unit, Unit next) {
        if (next.start() - unit.end() > Citations.REACH || next.end() - unit.start() > 2L * Passages.MAX_SENTENCE) {
            return false;
        }
        long from = Math.max(unit.start(), unit.end() - Citations.REACH);
        long to = Math.min(base + window.length(), next.start() + Citations.REACH);
        return Citations.crosses(text(from, to), (int) (unit.end() - from), (int) (next.start() - from));
    }

    private void flush() {
        Unit last = pending;
        if (last != null) {
            place(last);
        }
        pending = null;
        close();
        clear();
    }

    /** Throws away what nobody asks for any more. */
    private void prune() {
        long end = base + window.length();
        if (end - visibleEnd > MAX_GAP && sentenceEnd == visibleEnd) {
            flush();
            base = end;
            window.setLength(0);
            visibleEnd = end;
            sentenceEnd = end;
            return;
        }
        long keep = sentenceEnd;
        if (!open.isEmpty()) {
            keep = open.getFirst().start();
        } else if (pending != null) {
            keep = pending.start();
        } else if (!waiting.isEmpty()) {
            keep = waiting.getFirst().start();
        }
        if (keep - base > window.length() / 2) {
            window.delete(0, (int) (keep - base));
            base = keep;
        }
    }

    private void place(Unit unit) {
        if (!open.isEmpty() && unit.start() - open.getLast().end() > MAX_GAP) {
            close();
            clear();
        }
        boolean alone = open.isEmpty();
        if (add(unit)) {
            return;
        }
        close();
        int kept = Math.min(overlap, open.size() - 1);
        while (kept > 0) {
            List<Unit> last = List.copyOf(open.subList(open.size() - kept, open.size()));
            clear();
            if (last.stream().allMatch(this::add) && add(unit)) {
                fresh = 1;
                return;
            }
            open.clear();
            open.addAll(last);
            kept--;
        }
        clear();
        if (alone || !add(unit)) {
            split(unit);
        }
    }

    /** Adds a unit to the open passage, if it has room. */
    private boolean add(Unit unit) {
        int before = count.length();
        long from = open.isEmpty() ? unit.start() : open.getLast().end();
        if (count.append(wellFormed(text(from, unit.end()))) > maxTokens) {
            count.truncate(before);
            return false;
        }
        open.add(unit);
        fresh++;
        return true;
    }

    /** Gives the open passage out, if it has anything new. */
    private void close() {
        if (fresh > 0) {
            long start = open.getFirst().start();
            long end = open.getLast().end();
            ready.add(new Passage(start, end, text(start, end), count.count()));
            fresh = 0;
        }
    }

    private void clear() {
        open.clear();
        count.clear();
        fresh = 0;
    }

    /** Cuts a unit that exceeds the budget; what is left at its end is the beginning of the next passage. */
    private void split(Unit unit) {
        String text = wellFormed(text(unit.start(), unit.end()));
        BitSet citations = Citations.inside(text);
        for (int at = 0; at < text.length(); ) {
            int end = fitting(text, at);
            if (end == text.length() && add(new Unit(unit.start() + at, unit.end()))) {
                return;
            }
            end = bestCut(text, at, end, citations);
            int visible = end;
            while (visible > at && isSpace(text.charAt(visible - 1))) {
                visible--;
            }
            if (visible > at) {
                long start = unit.start() + at;
                int tokens = counter.count(text.substring(at, visible));
                ready.add(new Passage(start, unit.start() + visible, text(start, unit.start() + visible), tokens));
            }
            at = end;
            while (at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
        }
    }

    /** {@return the index behind the longest piece from an index on that the budget has room for, at least a character} */
    private int fitting(String text, int at) {
        for (long look = Math.max(FIRST_LOOK, (long) CHARS_PER_TOKEN * maxTokens); ; look *= 2) {
            int to = (int) Math.min(text.length(), at + look);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to--;
            }
            int end = at + counter.truncate(text.substring(at, to), maxTokens).end();
            if (end < to || to == text.length()) {
                return Math.max(end, at + Character.charCount(text.codePointAt(at)));
            }
        }
    }

    /** {@return where a piece is cut that begins at one index and must not go on behind another} */
    private int bestCut(String text, int at, int end, BitSet citations) {
        int tries = 0;
        for (boolean cited : new boolean[] {false, true}) {
            for (int i = end; i > at + 1 && tries < MAX_TRIES; i--) {
                boolean atSpace = i < text.length() && (isSpace(text.charAt(i)) || isSpace(text.charAt(i - 1)));
                if (atSpace && citations.get(i) == cited) {
                    if (counter.countUpTo(text.substring(at, i), maxTokens) <= maxTokens) {
                        return i;
                    }
                    tries++;
                }
            }
        }
        return end;
    }

    private String text(long from, long to) {
        return window.substring((int) (from - base), (int) (to - base));
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    /** {@return a text as long as the given one, with U+FFFD for each unpaired surrogate} */
    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (repaired == null) {
                repaired = new StringBuilder(text);
            }
            repaired.setCharAt(i, REPLACEMENT);
        }
        return repaired == null ? text : repaired.toString();
    }
}
