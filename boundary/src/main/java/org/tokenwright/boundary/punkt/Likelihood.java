package org.tokenwright.boundary.punkt;

/** The statistics of Kiss and Strunk, section 3, as NLTK has them. */
final class Likelihood {
    /** What keeps a logarithm finite. */
    private static final double EPSILON = 1e-8;

    private static final double PERIOD_SHARE = 0.99;

    private Likelihood() {}

    /**
     * {@return how much more likely counts are if a period nearly always follows, than if it follows as any other word}
     *
     * @param with how often the type occurs with a period
     * @param without how often without
     * @param periods how many of all tokens end with a period
     * @param tokens how many tokens there are
     */
    static double ofAbbreviation(int with, int without, long periods, long tokens) {
        double share = Math.clamp((double) periods / tokens, 0.0, 1.0);
        double independent = with * Math.log(share + EPSILON) + without * Math.log(1 - share + EPSILON);
        double dependent = with * Math.log(PERIOD_SHARE) + without * Math.log(1 - PERIOD_SHARE);
        return -2 * (independent - dependent);
    }

    /**
     * {@return Dunning's log-likelihood ratio of two events occurring together}
     *
     * @param a how often the first occurs
     * @param b how often the second
     * @param ab how often both
     * @param n out of how many
     */
    static double ofPair(long a, long b, long ab, long n) {
        double p = (double) b / n;
        double p1 = (double) ab / a;
        double p2 = n == a ? 1 : (double) (b - ab) / (n - a);
        double independentFirst = sum(ab, p, a - ab);
        double independentRest = sum(b - ab, p, n - a - b + ab);
        double dependentFirst = a == ab ? 0 : sum(ab, p1, a - ab);
        double dependentRest = b == ab ? 0 : sum(b - ab, p2, n - a - b + ab);
        return -2 * (independentFirst + independentRest - dependentFirst - dependentRest);
    }

    /** {@return the logarithm of a binomial probability without its coefficient, 0 where a logarithm is not defined} */
    private static double sum(long successes, double p, long failures) {
        return p <= 0 || p >= 1 ? 0 : successes * Math.log(p) + failures * Math.log(1 - p);
    }
}
