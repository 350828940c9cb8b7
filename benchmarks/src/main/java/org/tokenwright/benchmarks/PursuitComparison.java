package org.tokenwright.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.transplant.OrthogonalMatchingPursuit;
import org.tokenwright.embeddings.transplant.SparseApproximation;

/**
 * Approximates new tokens by anchors, beside a plain loop over targets and anchors: time, memory, CPU time per target, and whether
 * the picks are the same. Arguments: targets, targets of the plain loop, anchors, dimension, k, threads. Vectors are random, around
 * 500 centres, as those of tokens are around topics.
 *
 * <pre>
 * mvn -Pjmh -pl benchmarks -am -DskipTests verify -Djmh.args="10000 20 30000 1024 64 2" \
 *     -Dbenchmark.main=org.tokenwright.benchmarks.PursuitComparison
 * </pre>
 */
public final class PursuitComparison {
    private static final int CENTRES = 500;

    private PursuitComparison() {}

    /**
     * Runs the comparison.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        int[] numbers = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        run(System.out, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    /** {@return of how many targets the picks differ} */
    static int run(PrintStream out, int targets, int plainTargets, int anchors, int dimension, int k, int threads) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] centres = new float[CENTRES][dimension];
        for (float[] centre : centres) {
            fill(random, centre, new float[dimension]);
        }
        float[][] atoms = vectors(random, anchors, centres);
        float[][] wanted = vectors(random, targets, centres);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long wall = System.nanoTime();
        long start = cpuNanos();
        List<SparseApproximation> found = OrthogonalMatchingPursuit.over(table(atoms))
                .approximate(table(wanted), k, threads, OrthogonalMatchingPursuit.DEFAULT_CACHE_BYTES);
        double own = (cpuNanos() - start) / 1e6 / targets;
        double seconds = (System.nanoTime() - wall) / 1e9;
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        plain(atoms, wanted[0], Math.min(2, k));
        int differences = 0;
        start = cpuNanos();
        for (int i = 0; i < plainTargets; i++) {
            differences +=
                    Arrays.equals(plain(atoms, wanted[i], k), found.get(i).atoms()) ? 0 : 1;
        }
        double plain = (cpuNanos() - start) / 1e6 / plainTargets;
        out.printf(
                Locale.ROOT,
                "%d targets, %d anchors of dimension %d, k %d: %.1f s, %.2f ms CPU per target, plain loop %.2f ms (%.1f times as"
                        + " long); picks of %d of %d targets differ; at most %d MB of heap, with the vectors%n",
                targets,
                anchors,
                dimension,
                k,
                seconds,
                own,
                plain,
                plain / own,
                differences,
                plainTargets,
                heap >> 20);
        return differences;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static float[][] vectors(SplittableRandom random, int count, float[][] centres) {
        float[][] vectors = new float[count][centres[0].length];
        for (float[] vector : vectors) {
            fill(random, vector, centres[random.nextInt(centres.length)]);
        }
        return vectors;
    }

    private static void fill(SplittableRandom random, float[] vector, float[] centre) {
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) random.nextGaussian() + centre[d];
        }
    }

    /** The algorithm as it is written down: all correlations with the residual, one after the other. */
    private static int[] plain(float[][] atoms, float[] target, int k) {
        int dimension = target.length;
        double[] residual = new double[dimension];
        for (int d = 0; d < dimension; d++) {
            residual[d] = target[d];
        }
        double[][] basis = new double[k][];
        boolean[] used = new boolean[atoms.length];
        int[] picked = new int[k];
        for (int step = 0; step < k; step++) {
            double most = -1;
            for (int atom = 0; atom < atoms.length; atom++) {
                double correlation = Math.abs(dot(atoms[atom], residual));
                if (!used[atom] && correlation > most) {
                    most = correlation;
                    picked[step] = atom;
                }
            }
            used[picked[step]] = true;
            basis[step] = new double[dimension];
            for (int d = 0; d < dimension; d++) {
                basis[step][d] = atoms[picked[step]][d];
            }
            for (int i = 0; i < 2 * step; i++) {
                subtract(basis[i % step], basis[step]);
            }
            double norm = Math.sqrt(dot(basis[step], basis[step]));
            for (int d = 0; d < dimension; d++) {
                basis[step][d] /= norm;
            }
            subtract(basis[step], residual);
        }
        return picked;
    }

    private static double dot(float[] a, double[] b) {
        double dot = 0;
        for (int d = 0; d < a.length; d++) {
            dot += a[d] * b[d];
        }
        return dot;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int d = 0; d < a.length; d++) {
            dot += a[d] * b[d];
        }
        return dot;
    }

    private static void subtract(double[] unit, double[] from) {
        double projection = dot(unit, from);
        for (int d = 0; d < unit.length; d++) {
            from[d] -= projection * unit[d];
        }
    }

    private static VectorTable table(float[][] rows) {
        return new VectorTable() {
            @Override
            public long rows() {
                return rows.length;
            }

            @Override
            public int dimension() {
                return rows[0].length;
            }

            @Override
            public void addTo(long row, float weight, float[] sum) {
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += weight * rows[(int) row][d];
                }
            }

            @Override
            public void copy(long row, float[] target, int offset) {
                System.arraycopy(rows[(int) row], 0, target, offset, dimension());
            }

            @Override
            public float dot(long row, float[] vector) {
                float dot = 0;
                for (int d = 0; d < vector.length; d++) {
                    dot += rows[(int) row][d] * vector[d];
                }
                return dot;
            }
        };
    }
}
