package org.tokenwright.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counts what a detector found and what it missed, over any number of texts. For one thread. */
final class SentenceScore {
    /** What counts as found. */
    enum Counting {
        /** Ends of sentences, less white space. */
        END,
        /** Ends without that of the text, which everybody finds. */
        INNER,
        /** Sentences with both edges right. */
        SPAN,
        /** Starts and ends, in one set. */
        PAPER
    }

    private final Map<Counting, Counts> counts = new EnumMap<>(Counting.class);
    private int texts;
    private long sentences;

    /** Counts a text. Its true sentences, and those that were found, are pairs of start and end, trimmed. */
    void add(String text, List<int[]> gold, List<int[]> predicted) {
        texts++;
        sentences += gold.size();
        int last = text.length();
        while (last > 0 && isWhite(text.charAt(last - 1))) {
            last--;
        }
        Set<Long> goldEnds = ends(gold, -1);
        Set<Long> predictedEnds = ends(predicted, -1);
        count(Counting.END, goldEnds, predictedEnds);
        count(Counting.INNER, ends(gold, last), ends(predicted, last));
        count(Counting.SPAN, spans(gold), spans(predicted));
        goldEnds.addAll(starts(gold));
        predictedEnds.addAll(starts(predicted));
        count(Counting.PAPER, goldEnds, predictedEnds);
    }

    /** Adds what another score counted. */
    void add(SentenceScore other) {
        texts += other.texts;
        sentences += other.sentences;
        for (Counting counting : Counting.values()) {
            of(counting).add(other.found(counting), other.wrong(counting), other.missed(counting));
        }
    }

    int texts() {
        return texts;
    }

    long sentences() {
        return sentences;
    }

    long found(Counting counting) {
        return of(counting).found;
    }

    long wrong(Counting counting) {
        return of(counting).wrong;
    }

    long missed(Counting counting) {
        return of(counting).missed;
    }

    /** {@return the share of what was found that is right, 0 if nothing was found} */
    double precision(Counting counting) {
        return share(found(counting), found(counting) + wrong(counting));
    }

    /** {@return the share of what there is that was found, 0 if there is nothing} */
    double recall(Counting counting) {
        return share(found(counting), found(counting) + missed(counting));
    }

    /** {@return the harmonic mean of precision and recall, 0 if both are 0} */
    double f1(Counting counting) {
        return share(2 * found(counting), 2 * found(counting) + wrong(counting) + missed(counting));
    }

    /** {@return whether a char is white space as detectors trim it} */
    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private void count(Counting counting, Set<Long> gold, Set<Long> predicted) {
        int both = 0;
        for (Long place : predicted) {
            both += gold.contains(place) ? 1 : 0;
        }
        of(counting).add(both, predicted.size() - both, gold.size() - both);
    }

    private Counts of(Counting counting) {
        return counts.computeIfAbsent(counting, ignored -> new Counts());
    }

    private static final class Counts {
        private long found;
        private long wrong;
        private long missed;

        void add(long moreFound, long moreWrong, long moreMissed) {
            found += moreFound;
            wrong += moreWrong;
            missed += moreMissed;
        }
    }

    private static Set<Long> ends(List<int[]> spans, int without) {
        Set<Long> ends = new TreeSet<>();
        for (int[] span : spans) {
            if (span[1] != without) {
                ends.add((long) span[1]);
            }
        }
        return ends;
    }

    private static Set<Long> starts(List<int[]> spans) {
        Set<Long> starts = new TreeSet<>();
        for (int[] span : spans) {
            starts.add((long) span[0]);
        }
        return starts;
    }

    private static Set<Long> spans(List<int[]> spans) {
        Set<Long> both = new TreeSet<>();
        for (int[] span : spans) {
            both.add(((long) span[0] << Integer.SIZE) | span[1]);
        }
        return both;
    }
}
