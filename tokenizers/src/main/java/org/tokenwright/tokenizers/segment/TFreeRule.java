package org.tokenwright.tokenizers.segment;

import java.util.Arrays;
import java.util.Set;
import org.tokenwright.text.CodePoints;

/** The words of T-FREE before white space is compressed. For one thread. */
final class TFreeRule implements CharacterRule {
    /*
     * Letters and numbers that are no digits make runs, every other character is a word by itself. "<|" may begin a special token,
     * which ends with the first "|>" behind it on the same line; until then the ends of ordinary words wait. If no "|>" comes,
     * none comes for any other "<|" that was passed: so each character is looked at once.
     */
    private static final int WORD = CodePoints.LETTER | (CodePoints.NUMBER & ~(1 << Character.DECIMAL_DIGIT_NUMBER));

    /** Tokens that stand for white space, which a text cannot hold as such. */
    static final Set<String> RESERVED =
            Set.of(TFreeWords.NO_SPACE, TFreeWords.SPACE, TFreeWords.TWO_SPACES, TFreeWords.FOUR_SPACES);

    private static final int LONGEST_RESERVED =
            RESERVED.stream().mapToInt(String::length).max().orElseThrow();

    private boolean inRun;

    /** The character before. */
    private int before = -1;

    /** Whether a special token may be open, how many characters it has, and the first of them. */
    private boolean isOpen;

    private long openSize;
    private final StringBuilder open = new StringBuilder();

    /** The ends that wait. */
    private long[] waiting = new long[16];

    private int waitingSize;

    @Override
    public void add(byte[] utf8, int start, int end, long base, EndBuffer ends, BoundarySink sink) {
        for (int i = start; i < end; ) {
            int codePoint = CodePoints.at(utf8, i, end);
            int next = i + CodePoints.utf8Length(codePoint);
            take(codePoint, base + i, base + next, ends, sink);
            i = next;
        }
    }

    private void take(int codePoint, long start, long end, EndBuffer ends, BoundarySink sink) {
        boolean inWord = codePoint >= 0 && CodePoints.isIn(codePoint, WORD);
        if (!isOpen && codePoint == '|' && before == '<') {
            isOpen = true;
            openSize = 1;
            open.setLength(0);
            open.append('<');
        }
        if (!(inWord && inRun)) {
            end(start, ends, sink);
        }
        if (!inWord && !(codePoint == '<' && !isOpen)) {
            end(end, ends, sink);
        }
        inRun = inWord;
        if (isOpen) {
            openSize++;
            if (open.length() <= LONGEST_RESERVED) {
                open.appendCodePoint(Math.max(codePoint, 0));
            }
            if (codePoint == '>' && before == '|' && openSize > 3) {
                if (RESERVED.contains(open.toString())) {
                    release(ends, sink);
                } else {
                    waitingSize = 0;
                    isOpen = false;
                    ends.add(end, sink);
                }
            } else if (codePoint == '\n') {
                release(ends, sink);
            }
        }
        before = codePoint;
    }

    private void end(long place, EndBuffer ends, BoundarySink sink) {
        if (!isOpen) {
            ends.add(place, sink);
        } else {
            if (waitingSize == waiting.length) {
                waiting = Arrays.copyOf(waiting, waitingSize + (waitingSize >> 1));
            }
            waiting[waitingSize++] = place;
        }
    }

    private void release(EndBuffer ends, BoundarySink sink) {
        for (int i = 0; i < waitingSize; i++) {
            ends.add(waiting[i], sink);
        }
        waitingSize = 0;
        isOpen = false;
    }

    @Override
    public void finish(EndBuffer ends, BoundarySink sink) {
        release(ends, sink);
        inRun = false;
        before = -1;
    }
}
