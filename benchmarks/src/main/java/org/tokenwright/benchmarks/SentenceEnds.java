package org.tokenwright.benchmarks;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import org.tokenwright.boundary.charboundary.AnnotatedText;

/**
 * Counts ends of sentences that are right, wrong and missed. An end is exact, less white space, and counts once. For one
 * thread.
 */
final class SentenceEnds {
    private long right;
    private long wrong;
    private long missed;

    /** Counts what is found in a set. */
    void add(SentenceSet set, SentenceFinder finder) {
        for (AnnotatedText text : set.texts()) {
            IntOpenHashSet gold = trimmed(text.text(), text.ends(), set.inner());
            IntOpenHashSet found = trimmed(text.text(), finder.ends(text.text()), set.inner());
            int size = found.size();
            found.retainAll(gold);
            right += found.size();
            wrong += size - found.size();
            missed += gold.size() - found.size();
        }
    }

    /** Adds what another has counted. */
    void add(SentenceEnds other) {
        right += other.right;
        wrong += other.wrong;
        missed += other.missed;
    }

    /** {@return the harmonic mean of precision and recall} */
    double f1() {
        return right == 0 ? 0 : 2.0 * right / (2 * right + wrong + missed);
    }

    private static IntOpenHashSet trimmed(String text, int[] ends, boolean inner) {
        IntOpenHashSet trimmed = new IntOpenHashSet();
        for (int each : ends) {
            trimmed.add(visibleEnd(text, each));
        }
        if (inner) {
            trimmed.remove(visibleEnd(text, text.length()));
        }
        trimmed.remove(0);
        return trimmed;
    }

    private static int visibleEnd(String text, int end) {
        int i = end;
        while (i > 0 && isWhite(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
