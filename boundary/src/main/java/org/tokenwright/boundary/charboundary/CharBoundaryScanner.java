package org.tokenwright.boundary.charboundary;

import org.tokenwright.boundary.BoundaryScanner;
import org.tokenwright.boundary.BoundarySink;

/** Walks over a text, describes its candidates and asks the forest. For one thread. */
final class CharBoundaryScanner implements BoundaryScanner {
    /*
     * A candidate is decided on as soon as all chars are known that may matter for it, whatever they are: so what is found
     * depends on the text alone. Quotes are counted once, when the walk passes them.
     */
    private static final int LONG_AGO = -(1 << 28);

    /** Says how probable a candidate is to be an end. */
    interface Judge {
        /**
         * {@return the probability, or anything below the threshold}
         *
         * @param values what describes the candidate
         * @param index where it is
         */
        double probability(int[] values, int index);
    }

    private final Judge judge;
    private final Features features;
    private final double threshold;
    private int begin;
    private int next;

    CharBoundaryScanner(Judge judge, Features features, double threshold) {
        this.judge = judge;
        this.features = features;
        this.threshold = threshold;
    }

    @Override
    public void start(int index) {
        begin = index;
        next = index;
        features.start();
    }

    @Override
    public int scan(char[] text, int end, boolean complete, BoundarySink sink) {
        int i = next;
        for (; i < end; i++) {
            char c = text[i];
            int roles = CharCodes.roles(c);
            if (roles == 0) {
                continue;
            }
            int candidate = Candidates.at(features.isExtended(), text, begin, i, roles);
            if (candidate >= 0 && !complete && end - i <= features.lookAhead(c) + 1) {
                break;
            }
            if ((roles & CharCodes.QUOTE) != 0) {
                features.pass(c);
            }
            if (candidate >= 0) {
                features.describe(text, begin, end, candidate);
                double probability = judge.probability(features.values, candidate);
                if (probability >= threshold) {
                    sink.boundary(candidate + 1, Math.min(1, probability));
                }
            }
        }
        next = i;
        return complete ? end : Math.max(0, i - Features.LOOK_BEHIND);
    }

    @Override
    public void shift(int distance) {
        begin = Math.max(LONG_AGO, begin - distance);
        next -= distance;
    }
}
