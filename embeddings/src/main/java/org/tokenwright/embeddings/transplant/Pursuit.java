package org.tokenwright.embeddings.transplant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The pursuit of one target. For one thread at a time. */
final class Pursuit {
    /*
     * The pick is the atom of the largest |a r|, a the atom, r the residual. Correlations with all atoms are only estimated, in
     * floats, for unit atoms u and the unit target: u t - sum g_i (u u_i), g the coefficients of the picked atoms u_i, which is
     * Batch-OMP (Rubinstein, Zibulevsky and Elad 2008) and does not depend on the dimension. An estimate is wrong by at most
     * `error`: each product of rounded unit vectors of dimension d is off by (d/4 + 8) 2^-24, as four terms are added at a time,
     * and so is the sum over s atoms with s in the place of d; both are multiplied by 1 + sum |g_i|. All atoms that could be the
     * best within this bound are computed as the direct algorithm does, in doubles with the residual itself, so picks are those
     * of the direct algorithm. Ill-conditioned atoms make g large, and the bound with it: that costs time, nothing else.
     *
     * Where a candidate is refused because it depends on the picked atoms, the next best is taken from the sorted candidates as
     * long as it is above what the atoms outside the band can reach; after that all atoms are computed, once a step.
     */
    private static final double ZERO_RESIDUAL = 1e-12;
    private static final double DEPENDENT = 1e-10;
    private static final double UNIT_ROUNDING = 0x1p-24;
    private static final double UNDERFLOW = 1e-30;

    private final UnitAtoms atoms;
    private final GramColumns gram;
    private final float[] products;
    private final int productsAt;
    private final int most;
    private final double[] target;
    private final double targetNorm;
    private final double[] residual;
    private final BitSet used = new BitSet();
    private final double[][] basis;
    private final double[][] triangle;
    private final double[] projections;
    private final double[] residuals;
    private final int[] picked;
    private int count;
    private boolean ended;

    /**
     * Begins a pursuit.
     *
     * @param target what is approximated
     * @param targetNorm its norm
     * @param products the estimated cosines of the target with all atoms, from an index on
     * @param most how many atoms are picked at most
     */
    Pursuit(
            UnitAtoms atoms,
            GramColumns gram,
            double[] target,
            double targetNorm,
            float[] products,
            int productsAt,
            int most) {
        this.atoms = atoms;
        this.gram = gram;
        this.products = products;
        this.productsAt = productsAt;
        this.most = Math.min(most, atoms.count());
        this.target = target;
        this.targetNorm = targetNorm;
        residual = target.clone();
        basis = new double[this.most][];
        triangle = new double[this.most][];
        projections = new double[this.most];
        residuals = new double[this.most + 1];
        picked = new int[this.most];
        residuals[0] = targetNorm;
        ended = this.most == 0;
    }

    /** {@return the atom that was picked last, or -1 if none was picked in the last step} */
    int last() {
        return ended ? -1 : picked[count - 1];
    }

    /** Buffers of a thread. Norms are divided by the largest of them, so that no float overflows. */
    static final class Scratch {
        private final double largestNorm;
        private final float[] norms;
        private final float[] largestNorms;
        private final float[] estimates;
        private final float[] largest;

        Scratch(UnitAtoms atoms) {
            double maximum = 0;
            for (int atom = 0; atom < atoms.count(); atom++) {
                maximum = Math.max(maximum, atoms.norm(atom));
            }
            largestNorm = maximum;
            norms = new float[atoms.count()];
            largestNorms = new float[atoms.panels()];
            for (int atom = 0; atom < norms.length; atom++) {
                int panel = atom / UnitAtoms.PANEL;
                norms[atom] = maximum == 0 ? 0 : (float) (atoms.norm(atom) / maximum);
                largestNorms[panel] = Math.max(largestNorms[panel], norms[atom]);
            }
            estimates = new float[atoms.count()];
            largest = new float[atoms.panels()];
        }
    }

    /** Picks one more atom, if there is one. The Gram columns of the atoms picked before must be there. */
    void step(Scratch scratch) {
        if (ended) {
            return;
        }
        if (count == most || residuals[count] <= ZERO_RESIDUAL * targetNorm) {
            ended = true;
            return;
        }
        double[] weights = count == 0 ? new double[0] : unitCoefficients();
        double total = 1;
        for (double weight : weights) {
            total += Math.abs(weight);
        }
        double error = UNIT_ROUNDING * total * (target.length + count + 64) / 4 + UNDERFLOW;
        ended = !pick(scratch, weights, error);
    }

    private boolean pick(Scratch scratch, double[] weights, double error) {
        if (error < 1) {
            estimate(scratch, weights);
            double bound = bound(scratch, error);
            if (bound > 0) {
                double reach = bound * scratch.largestNorm * targetNorm;
                for (Candidate candidate : sorted(band(scratch, error, bound))) {
                    if (candidate.magnitude < reach) {
                        break;
                    }
                    if (add(candidate.atom)) {
                        return true;
                    }
                }
            }
        }
        int[] rest = IntStream.range(0, atoms.count())
                .filter(atom -> !used.get(atom) && atoms.norm(atom) > 0)
                .toArray();
        for (Candidate candidate : sorted(rest)) {
            if (candidate.magnitude == 0) {
                return false;
            }
            if (add(candidate.atom)) {
                return true;
            }
        }
        return false;
    }

    /** {@return what the best atom reaches at least, relative to the largest norm and the norm of the target} */
    private static double bound(Scratch scratch, double error) {
        double bound = 0;
        for (int panel = 0; panel < scratch.largest.length; panel++) {
            bound = Math.max(bound, scratch.largest[panel] - error * scratch.largestNorms[panel]);
        }
        return bound - UNDERFLOW;
    }

    /** {@return the atoms that may reach a bound} */
    private int[] band(Scratch scratch, double error, double bound) {
        IntStream.Builder band = IntStream.builder();
        for (int panel = 0; panel < atoms.panels(); panel++) {
            if (scratch.largest[panel] + error * scratch.largestNorms[panel] + UNDERFLOW < bound) {
                continue;
            }
            int start = panel * UnitAtoms.PANEL;
            for (int atom = start; atom < start + atoms.width(panel); atom++) {
                if (scratch.estimates[atom] + error * scratch.norms[atom] + UNDERFLOW >= bound && !used.get(atom)) {
                    band.add(atom);
                }
            }
        }
        return band.build().toArray();
    }

    /** An atom and the magnitude of its correlation with the residual. */
    private record Candidate(int atom, double magnitude) {}

    private List<Candidate> sorted(int[] candidates) {
        double[] atom = new double[target.length];
        List<Candidate> sorted = new ArrayList<>(candidates.length);
        for (int candidate : candidates) {
            atoms.atoms().copy(candidate, atom);
            sorted.add(new Candidate(candidate, Math.abs(Rows.dot(atom, residual))));
        }
        sorted.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.magnitude)
                .thenComparingInt(Candidate::atom));
        return sorted;
    }

    /** Adds an atom, unless it depends on those before it; in both cases it is not looked at again. */
    private boolean add(int number) {
        used.set(number);
        double[] rest = new double[target.length];
        atoms.atoms().copy(number, rest);
        double[] column = new double[count + 1];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < count; i++) {
                double projection = Rows.dot(basis[i], rest);
                column[i] += projection;
                addScaled(-projection, basis[i], rest);
            }
        }
        double norm = Math.sqrt(Rows.dot(rest, rest));
        if (norm <= DEPENDENT * atoms.norm(number)) {
            return false;
        }
        for (int d = 0; d < rest.length; d++) {
            rest[d] /= norm;
        }
        column[count] = norm;
        double projection = Rows.dot(rest, residual);
        addScaled(-projection, rest, residual);
        basis[count] = rest;
        triangle[count] = column;
        projections[count] = projection;
        picked[count++] = number;
        residuals[count] = Math.sqrt(Rows.dot(residual, residual));
        return true;
    }

    private static void addScaled(double weight, double[] a, double[] sum) {
        for (int i = 0; i < a.length; i++) {
            sum[i] += weight * a[i];
        }
    }

    /** Solves the triangular system: the coefficients of the picked atoms. */
    private double[] coefficients() {
        double[] coefficients = Arrays.copyOf(projections, count);
        for (int i = count - 1; i >= 0; i--) {
            coefficients[i] /= triangle[i][i];
            for (int row = 0; row < i; row++) {
                coefficients[row] -= coefficients[i] * triangle[i][row];
            }
        }
        return coefficients;
    }

    SparseApproximation result() {
        return new SparseApproximation(
                Arrays.copyOf(picked, count), coefficients(), Arrays.copyOf(residuals, count + 1));
    }

    private double[] unitCoefficients() {
        double[] weights = coefficients();
        for (int i = 0; i < count; i++) {
            weights[i] *= atoms.norm(picked[i]) / targetNorm;
        }
        return weights;
    }

    private void estimate(Scratch scratch, double[] weights) {
        for (int panel = 0; panel < atoms.panels(); panel++) {
            int start = panel * UnitAtoms.PANEL;
            int width = atoms.width(panel);
            float[] estimates = scratch.estimates;
            System.arraycopy(products, productsAt + start, estimates, start, width);
            int i = 0;
            for (; i + 4 <= count; i += 4) {
                subtract(
                        estimates,
                        start,
                        width,
                        gram.column(picked[i]),
                        (float) weights[i],
                        gram.column(picked[i + 1]),
                        (float) weights[i + 1],
                        gram.column(picked[i + 2]),
                        (float) weights[i + 2],
                        gram.column(picked[i + 3]),
                        (float) weights[i + 3]);
            }
            for (; i < count; i++) {
                float weight = (float) weights[i];
                float[] column = gram.column(picked[i]);
                for (int j = start; j < start + width; j++) {
                    estimates[j] -= weight * column[j];
                }
            }
            scratch.largest[panel] = scaleByNorms(scratch, start, start + width);
        }
    }

    private static void subtract(
            float[] estimates,
            int start,
            int width,
            float[] a,
            float wa,
            float[] b,
            float wb,
            float[] c,
            float wc,
            float[] d,
            float wd) {
        for (int j = start; j < start + width; j++) {
            estimates[j] -= wa * a[j] + wb * b[j] + (wc * c[j] + wd * d[j]);
        }
    }

    /** Turns estimates of cosines into those of correlations; returns the largest. */
    private static float scaleByNorms(Scratch scratch, int start, int end) {
        float[] estimates = scratch.estimates;
        float[] norms = scratch.norms;
        for (int j = start; j < end; j++) {
            estimates[j] = Math.abs(estimates[j]) * norms[j];
        }
        float largest = 0;
        for (int j = start; j < end; j++) {
            if (estimates[j] > largest) {
                largest = estimates[j];
            }
        }
        return largest;
    }
}
