package org.tokenwright.embeddings.vectorizers;

import java.util.Arrays;
import java.util.List;
import org.tokenwright.embeddings.VectorTable;

/**
 * Infers the vector of a document for word vectors that are given (Le and Mikolov, "Distributed Representations of Sentences and
 * Documents", 2014): the q that makes
 *
 * <pre>
 * F(q) = 1/N sum over t of -ln softmax(R (h_t + q))[w_t]  +  alpha/2 |q|^2
 * </pre>
 *
 * smallest, where R has a row for each word, w_t is the word at place t, and h_t comes from the words around it. The sum is over
 * the N places that have a whole window of words on both sides. F is strictly convex: there is one such q, it depends on nothing
 * but the document, and it is found to rounding; no learning rate, no number of epochs and no seed has a part in it.
 *
 * <p>Immutable, safe for any number of threads. It holds R and the vectors of contexts in double.
 */
public final class ParagraphVector {
    /*
     * Damped Newton steps: a step is halved until the gradient is shorter than before by enough. As F is smooth and strongly
     * convex, that converges from anywhere, and quadratically at the end. The gradient is looked at and not F, whose differences
     * near the minimum are lost in rounding long before.
     *
     * Gradient and Hessian need, for each place, the softmax p over all words, but only its sums: with m = sum_i p_i R_i, a place
     * adds m - R_w to the gradient and sum_i p_i R_i R_i^T - m m^T to the Hessian, and the first term of that is summed over the
     * places before it meets R. A step costs O(N D d + D d^2 + d^3) for D words of d components; without contexts, all places
     * are one.
     */
    private static final int MAX_STEPS = 200;
    private static final int MAX_HALVINGS = 60;
    private static final double TOLERANCE = 1e-11;
    private static final double SUFFICIENT = 1e-4;

    private final double[][] words;
    private final double[][][] contexts;
    private final int window;
    private final double contextWeight;
    private final double alpha;
    private final double largest;

    /**
     * Takes all there is.
     *
     * @param words a row for each word
     * @param contexts nothing, one table for all places of the window, or one for each of its places
     * @param contextWeight by what a row of a context is multiplied
     */
    ParagraphVector(double[][] words, double[][][] contexts, int window, double contextWeight, double alpha) {
        this.words = words;
        this.contexts = contexts;
        this.window = window;
        this.contextWeight = contextWeight;
        this.alpha = alpha;
        double longest = 0;
        for (double[] word : words) {
            longest = Math.max(longest, Math.sqrt(dot(word, word)));
        }
        largest = longest;
    }

    private static ParagraphVector of(
            VectorTable words, List<? extends VectorTable> contexts, int window, boolean mean, double alpha) {
        if (window < 0) {
            throw new IllegalArgumentException("window is " + window + ", expected 0 or more");
        }
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha is " + alpha + ", expected a number above 0");
        }
        double[][][] rows = new double[contexts.size()][][];
        for (int i = 0; i < rows.length; i++) {
            VectorTable context = contexts.get(i);
            if (context.rows() != words.rows() || context.dimension() != words.dimension()) {
                throw new IllegalArgumentException("the vectors of contexts are " + context.rows() + " x "
                        + context.dimension() + ", expected " + words.rows() + " x " + words.dimension()
                        + " as those of words");
            }
            rows[i] = rows(context);
        }
        return new ParagraphVector(rows(words), rows, window, mean ? 1.0 / (2 * window) : 1, alpha);
    }

    private static double[][] rows(VectorTable table) {
        double[][] rows = new double[Math.toIntExact(table.rows())][table.dimension()];
        float[] row = new float[table.dimension()];
        for (int i = 0; i < rows.length; i++) {
            table.copy(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                if (!Float.isFinite(row[j])) {
                    throw new IllegalArgumentException(
                            "component " + j + " of row " + i + " is " + row[j] + ", expected a finite number");
                }
                rows[i][j] = row[j];
            }
        }
        return rows;
    }

    /**
     * {@return an inference without contexts: the distributed bag of words}
     *
     * @param words the rows of R
     * @param window how many words at either end of a document are passed over, 0 or more
     * @param alpha the weight of the length of q, above 0
     * @throws IllegalArgumentException if {@code window} or {@code alpha} is out of range, or a component is not finite
     */
    public static ParagraphVector bagOfWords(VectorTable words, int window, double alpha) {
        return of(words, List.of(), window, false, alpha);
    }

    /**
     * {@return an inference where a context is the sum of the vectors of the words around: the distributed memory}
     *
     * @param words the rows of R
     * @param contexts a vector for each word, of the same shape
     * @param window how many words on either side are the context, 0 or more
     * @param alpha the weight of the length of q, above 0
     * @throws IllegalArgumentException if {@code window} or {@code alpha} is out of range, shapes differ, or a component is not
     *     finite
     */
    public static ParagraphVector sumOfContext(VectorTable words, VectorTable contexts, int window, double alpha) {
        return of(words, List.of(contexts), window, false, alpha);
    }

    /**
     * {@return an inference where a context is the mean of the vectors of the words around: the distributed memory}
     *
     * @param words the rows of R
     * @param contexts a vector for each word, of the same shape
     * @param window how many words on either side are the context, 1 or more
     * @param alpha the weight of the length of q, above 0
     * @throws IllegalArgumentException if {@code window} or {@code alpha} is out of range, shapes differ, or a component is not
     *     finite
     */
    public static ParagraphVector meanOfContext(VectorTable words, VectorTable contexts, int window, double alpha) {
        if (window < 1) {
            throw new IllegalArgumentException("window is " + window + ", expected 1 or more");
        }
        return of(words, List.of(contexts), window, true, alpha);
    }

    /**
     * {@return an inference where each place of the window has vectors of its own, which are added: what concatenating them before
     * R comes to}
     *
     * @param words the rows of R
     * @param contexts for each place of the window, from the first before the word to the last behind it, a vector for each word
     * @param alpha the weight of the length of q, above 0
     * @throws IllegalArgumentException if the number of contexts is odd, {@code alpha} is out of range, shapes differ, or a
     *     component is not finite
     */
    public static ParagraphVector concatenatedContext(
            VectorTable words, List<? extends VectorTable> contexts, double alpha) {
        if (contexts.isEmpty() || contexts.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    "there are " + contexts.size() + " contexts, expected as many before a word as behind it");
        }
        return of(words, contexts, contexts.size() / 2, false, alpha);
    }

    /**
     * {@return the number of components of a vector}
     */
    public int dimension() {
        return words.length == 0 ? 0 : words[0].length;
    }

    /**
     * {@return the number of words}
     */
    public int words() {
        return words.length;
    }

    /**
     * Infers the vector of a document. A step costs O(tokens words dimension), without contexts O(words dimension<sup>2</sup>);
     * some five to ten steps are usual.
     *
     * @param document its words, by their numbers
     * @return the minimum of F, where the length of its gradient is at most 1e-11 times the longest row of R, or as small as
     *     rounding lets it be
     * @throws IllegalArgumentException if the document is shorter than a word and the window on both sides of it
     * @throws IndexOutOfBoundsException if there is no such word
     */
    public double[] vector(int... document) {
        Places places = new Places(document);
        double[] q = new double[dimension()];
        Derivatives at = places.derivatives(q);
        for (int step = 0; step < MAX_STEPS; step++) {
            double slope = length(at.gradient());
            if (slope <= TOLERANCE * largest) {
                return q;
            }
            double[] direction = at.gradient().clone();
            if (!Cholesky.solve(at.hessian(), direction)) {
                direction = at.gradient();
            }
            double[] next = q;
            double length = 1;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
                next = moved(q, direction, length);
                at = places.derivatives(next);
                if (length(at.gradient()) <= (1 - SUFFICIENT * length) * slope) {
                    break;
                }
            }
            q = next;
        }
        throw new ArithmeticException("no minimum after " + MAX_STEPS + " steps: the gradient has the length "
                + length(at.gradient()) + ", expected " + TOLERANCE * largest);
    }

    private static double length(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double[] moved(double[] q, double[] direction, double length) {
        double[] next = q.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] -= length * direction[i];
        }
        return next;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    int window() {
        return window;
    }

    double alpha() {
        return alpha;
    }

    double contextWeight() {
        return contextWeight;
    }

    /** {@return the rows of R; not to be changed} */
    double[][] outputs() {
        return words;
    }

    /** {@return the tables of contexts; not to be changed} */
    double[][][] contexts() {
        return contexts;
    }

    /**
     * What F is around a place.
     *
     * @param gradient its first derivatives
     * @param hessian its second derivatives, on and below the diagonal
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Derivatives(double[] gradient, double[] hessian) {}

    /** What a document makes of F. */
    private final class Places {
        private final int n;
        private final double[][] hidden;
        private final int[] counts;
        private final double[] targets = new double[dimension()];
        private final double[] probabilities = new double[words.length];

        Places(int[] document) {
            n = document.length - 2 * window;
            if (n < 1) {
                throw new IllegalArgumentException("the document has " + document.length + " words, expected at least "
                        + (2 * window + 1) + " with a window of " + window);
            }
            boolean alone = contexts.length == 0;
            hidden = new double[alone ? 1 : n][];
            counts = new int[hidden.length];
            for (int t = window; t < document.length - window; t++) {
                int place = alone ? 0 : t - window;
                counts[place]++;
                hidden[place] = hidden(document, t);
                double[] word = words[document[t]];
                for (int i = 0; i < targets.length; i++) {
                    targets[i] += word[i];
                }
            }
        }

        private double[] hidden(int[] document, int t) {
            double[] sum = new double[dimension()];
            for (int slot = 0; slot < 2 * window && contexts.length > 0; slot++) {
                int place = t - window + slot + (slot < window ? 0 : 1);
                double[] row = contexts[contexts.length == 1 ? 0 : slot][document[place]];
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += contextWeight * row[i];
                }
            }
            return sum;
        }

        /** Fills in the probabilities of all words at a place. */
        private void softmax(int place, double[] q) {
            double[] input = hidden[place].clone();
            for (int i = 0; i < input.length; i++) {
                input[i] += q[i];
            }
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < words.length; i++) {
                probabilities[i] = dot(words[i], input);
                highest = Math.max(highest, probabilities[i]);
            }
            double sum = 0;
            for (int i = 0; i < words.length; i++) {
                probabilities[i] = Math.exp(probabilities[i] - highest);
                sum += probabilities[i];
            }
            for (int i = 0; i < words.length; i++) {
                probabilities[i] /= sum;
            }
        }

        Derivatives derivatives(double[] q) {
            int dimension = q.length;
            double[] gradient = new double[dimension];
            double[] hessian = new double[dimension * dimension];
            for (int i = 0; i < dimension; i++) {
                gradient[i] = alpha * q[i] - targets[i] / n;
                hessian[i * dimension + i] = alpha;
            }
            double[] sums = new double[words.length];
            double[] mean = new double[dimension];
            for (int place = 0; place < hidden.length; place++) {
                softmax(place, q);
                double weight = (double) counts[place] / n;
                Arrays.fill(mean, 0);
                for (int i = 0; i < words.length; i++) {
                    sums[i] += weight * probabilities[i];
                    addScaled(probabilities[i], words[i], mean);
                }
                addScaled(weight, mean, gradient);
                addOuter(-weight, mean, hessian);
            }
            addOuterProducts(sums, hessian);
            return new Derivatives(gradient, hessian);
        }

        /** Adds the outer product of each row of R with itself, times its weight: four rows at a time, for fewer stores. */
        private void addOuterProducts(double[] weights, double[] lower) {
            int dimension = dimension();
            int word = 0;
            for (; word + 4 <= words.length; word += 4) {
                double[] a = words[word];
                double[] b = words[word + 1];
                double[] c = words[word + 2];
                double[] d = words[word + 3];
                double[] row = new double[dimension];
                for (int i = 0; i < dimension; i++) {
                    double wa = weights[word] * a[i];
                    double wb = weights[word + 1] * b[i];
                    double wc = weights[word + 2] * c[i];
                    double wd = weights[word + 3] * d[i];
                    System.arraycopy(lower, i * dimension, row, 0, i + 1);
                    for (int j = 0; j <= i; j++) {
                        row[j] += (wa * a[j] + wb * b[j]) + (wc * c[j] + wd * d[j]);
                    }
                    System.arraycopy(row, 0, lower, i * dimension, i + 1);
                }
            }
            for (; word < words.length; word++) {
                addOuter(weights[word], words[word], lower);
            }
        }

        private static void addScaled(double weight, double[] vector, double[] sum) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * vector[i];
            }
        }

        private static void addOuter(double weight, double[] vector, double[] lower) {
            for (int i = 0; i < vector.length; i++) {
                double scaled = weight * vector[i];
                for (int j = 0; j <= i; j++) {
                    lower[i * vector.length + j] += scaled * vector[j];
                }
            }
        }
    }
}
