package org.tokenwright.embeddings.vectorizers;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a search for texts that break a bound has found: the pair that comes nearest to it.
 *
 * @param pairs how many pairs of texts were compared
 * @param largestRatio the largest distance of two vectors, divided by its bound: above 1 if the bound does not hold, but for
 *     rounding
 * @param first the tokens of one text of that pair
 * @param second those of the other
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RobustnessCheck(long pairs, double largestRatio, int[] first, int[] second) {
    /*
     * Pairs are built to move far: from few different tokens, the most different ones among them, with one substitution repeated
     * or any; then single tokens are changed as long as the ratio grows.
     */
    private static final int CLIMBS = 20;
    private static final int MOST_DIFFERENT = 6;

    /**
     * Searches for texts that break a bound. Costs {@code trials} times some twenty pairs of vectors.
     *
     * @param bound the bound
     * @param trials how many pairs the search starts from, 1 or more
     * @param longest how many tokens a text has at most, 1 or more
     * @param seed decides all that chance decides
     * @return the pair that comes nearest to its bound; of no tokens if none has a bound
     * @throws IllegalArgumentException if {@code trials} or {@code longest} is below 1, or there are no tokens
     */
    public static RobustnessCheck search(RobustnessBound bound, int trials, int longest, long seed) {
        if (trials < 1 || longest < 1 || bound.tokenBound() < 1) {
            throw new IllegalArgumentException("trials is " + trials + ", longest is " + longest + ", and there are "
                    + bound.tokenBound() + " different tokens, expected 1 or more of each");
        }
        Search search = new Search(bound, longest, new SplittableRandom(seed));
        for (int i = 0; i < trials; i++) {
            search.substitutions();
            search.edits();
        }
        return new RobustnessCheck(search.pairs, search.largest, search.first, search.second);
    }

    private static final class Search {
        private final RobustnessBound bound;
        private final int longest;
        private final SplittableRandom random;
        private long pairs;
        private double largest;
        private int[] first = new int[0];
        private int[] second = new int[0];

        Search(RobustnessBound bound, int longest, SplittableRandom random) {
            this.bound = bound;
            this.longest = longest;
            this.random = random;
        }

        private int[] tokens() {
            int[] tokens = new int[1 + random.nextInt(MOST_DIFFERENT)];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = random.nextInt(bound.tokenBound());
            }
            int[] extremes = bound.extremes();
            return random.nextBoolean()
                    ? extremes
                    : random.nextBoolean() ? concatenated(tokens, extremes) : concatenated(tokens, new int[] {0});
        }

        private static int[] concatenated(int[] a, int[] b) {
            int[] all = Arrays.copyOf(a, a.length + b.length);
            System.arraycopy(b, 0, all, a.length, b.length);
            return all;
        }

        private int any(int[] tokens) {
            return tokens[random.nextInt(tokens.length)];
        }

        private int[] text(int[] tokens, int length) {
            int[] text = new int[length];
            boolean uniform = random.nextBoolean();
            int one = any(tokens);
            for (int i = 0; i < length; i++) {
                text[i] = uniform ? one : any(tokens);
            }
            return text;
        }

        private int some(int most) {
            return random.nextBoolean() ? 1 + random.nextInt(most) : 1 + random.nextInt(Math.min(most, 3));
        }

        void substitutions() {
            int[] tokens = tokens();
            int[] a = text(tokens, 1 + random.nextInt(longest));
            int[] b = a.clone();
            int one = any(tokens);
            boolean uniform = random.nextBoolean();
            for (int i = some(a.length); i > 0; i--) {
                b[random.nextInt(b.length)] = uniform ? one : any(tokens);
            }
            double ratio = ofSubstitutions(a, b);
            for (int climb = 0; climb < CLIMBS; climb++) {
                int[] changed = random.nextBoolean() ? a : b;
                int place = random.nextInt(changed.length);
                int before = changed[place];
                changed[place] = any(tokens);
                double next = ofSubstitutions(a, b);
                if (next < ratio) {
                    changed[place] = before;
                } else {
                    ratio = next;
                }
            }
        }

        private double ofSubstitutions(int[] a, int[] b) {
            int changed = 0;
            for (int i = 0; i < a.length; i++) {
                changed += a[i] == b[i] ? 0 : 1;
            }
            return changed == 0 ? 0 : ratio(bound.ofSubstitutions(a.length, changed), a, b);
        }

        void edits() {
            int[] tokens = tokens();
            int[] a = text(tokens, 1 + random.nextInt(longest));
            int[] b = a;
            int edits = some(a.length);
            if (bound.ofEdits(a.length, edits) == Double.POSITIVE_INFINITY) {
                return;
            }
            int kind = random.nextInt(4);
            for (int i = 0; i < edits; i++) {
                b = edited(b, any(tokens), kind == 3 ? random.nextInt(3) : kind);
            }
            ratio(bound.ofEdits(a.length, edits), a, b);
        }

        /** Replaces (0), inserts (1) or removes (2) a token. */
        private int[] edited(int[] text, int token, int kind) {
            int at = random.nextInt(text.length + (kind == 1 ? 1 : 0));
            int kept = kind == 1 ? at : at + 1;
            int[] result = new int[text.length + (kind == 1 ? 1 : kind == 2 ? -1 : 0)];
            System.arraycopy(text, 0, result, 0, at);
            System.arraycopy(text, kept, result, result.length - (text.length - kept), text.length - kept);
            if (kind != 2) {
                result[at] = token;
            }
            return result;
        }

        private double ratio(double limit, int[] a, int[] b) {
            if (limit == Double.POSITIVE_INFINITY) {
                return 0;
            }
            pairs++;
            double distance = bound.distance(a, b);
            double ratio = distance == 0 ? 0 : distance / limit;
            if (ratio > largest) {
                largest = ratio;
                first = a.clone();
                second = b.clone();
            }
            return ratio;
        }
    }
}
