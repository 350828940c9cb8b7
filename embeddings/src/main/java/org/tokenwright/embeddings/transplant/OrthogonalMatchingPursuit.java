package org.tokenwright.embeddings.transplant;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tokenwright.embeddings.VectorTable;

/**
 * Approximates vectors by sums of a few atoms: again and again the atom is picked that correlates most with what is left, and
 * all coefficients are fitted anew (Pati, Rezaiifar and Krishnaprasad 1993). Of two atoms that correlate alike the one with the
 * lower number is picked. Atoms are used as they are, neither centred nor divided by their norms.
 *
 * <p>A search ends after k atoms, when what is left is at most 1e-12 of the vector, or when no atom correlates with it. An atom
 * is passed over of which at most 1e-10 is orthogonal to the atoms picked before, as is a copy of one of them; so coefficients
 * stay bounded where atoms repeat or their rank is below k.
 *
 * <p>Picks are those of the plain algorithm in doubles, for any number of threads and any memory. Immutable, safe for any number
 * of threads.
 */
public final class OrthogonalMatchingPursuit {
    /** The memory for inner products of atoms unless told otherwise: {@value} bytes. */
    public static final long DEFAULT_CACHE_BYTES = 1L << 30;

    private static final int TARGETS_AT_ONCE = 64;

    private final Rows atoms;

    private OrthogonalMatchingPursuit(Rows atoms) {
        this.atoms = atoms;
    }

    /**
     * {@return a pursuit over all rows of a table}
     *
     * @param atoms the table; it is read again and again
     */
    public static OrthogonalMatchingPursuit over(VectorTable atoms) {
        return new OrthogonalMatchingPursuit(Rows.of(atoms, allRows(atoms)));
    }

    /**
     * {@return a pursuit over some vectors}
     *
     * @param atoms the vectors, not copied
     * @throws IllegalArgumentException if they are not of one dimension
     */
    public static OrthogonalMatchingPursuit over(double[][] atoms) {
        return new OrthogonalMatchingPursuit(Rows.of(atoms));
    }

    static OrthogonalMatchingPursuit over(Rows atoms) {
        return new OrthogonalMatchingPursuit(atoms);
    }

    private static int[] allRows(VectorTable table) {
        return range(Math.toIntExact(table.rows()));
    }

    /**
     * Approximates all rows of a table. Costs for n atoms of dimension d, per target, O(n d) once and O(n s + d s) for the
     * atom number s; besides O(n d) for each atom that is picked and is not in the cache. Holds 4 n d bytes.
     *
     * @param targets the vectors
     * @param k how many atoms are picked for each at most
     * @param threads how many threads work
     * @param cacheBytes how much memory inner products of atoms may take; at least those of one target are held
     * @return for each target, in order, its approximation
     * @throws IllegalArgumentException if {@code k} or {@code threads} is below 1, dimensions differ, or a norm is not finite
     */
    public List<SparseApproximation> approximate(VectorTable targets, int k, int threads, long cacheBytes) {
        return approximate(Rows.of(targets, allRows(targets)), k, threads, cacheBytes);
    }

    /**
     * Approximates vectors, as the other method of this name does.
     *
     * @param targets the vectors
     * @param k how many atoms are picked for each at most
     * @param threads how many threads work
     * @param cacheBytes how much memory inner products of atoms may take; at least those of one target are held
     * @return for each target, in order, its approximation
     * @throws IllegalArgumentException if {@code k} or {@code threads} is below 1, dimensions differ, or a norm is not finite
     */
    public List<SparseApproximation> approximate(double[][] targets, int k, int threads, long cacheBytes) {
        return approximate(Rows.of(targets), k, threads, cacheBytes);
    }

    List<SparseApproximation> approximate(Rows targets, int k, int threads, long cacheBytes) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", expected at least 1");
        }
        if (atoms.count() > 0 && targets.count() > 0 && atoms.dimension() != targets.dimension()) {
            throw new IllegalArgumentException(
                    "atoms have dimension " + atoms.dimension() + ", targets " + targets.dimension());
        }
        int most = Math.min(k, Math.min(atoms.count(), atoms.dimension()));
        try (Workers workers = new Workers(threads)) {
            UnitAtoms unitAtoms = new UnitAtoms(atoms, workers);
            long columns = cacheBytes / (4L * Math.max(1, atoms.count()));
            int block = (int) Math.max(1, Math.min(TARGETS_AT_ONCE, columns / Math.max(1, 2 * most)));
            block = Math.min(block, Integer.MAX_VALUE / Math.max(1, atoms.count()));
            GramColumns gram = new GramColumns(unitAtoms, (int) Math.min(columns, Integer.MAX_VALUE));
            Pursuit.Scratch[] scratches = new Pursuit.Scratch[threads];
            Arrays.setAll(scratches, thread -> new Pursuit.Scratch(unitAtoms));
            boolean ordered = most > 0 && targets.count() > block;
            int[] order = ordered ? TargetOrder.of(targets, unitAtoms) : range(targets.count());
            SparseApproximation[] results = new SparseApproximation[targets.count()];
            for (int start = 0; start < targets.count(); start += block) {
                int[] together = Arrays.copyOfRange(order, start, Math.min(order.length, start + block));
                Block pursued = new Block(unitAtoms, gram, targets, together, most, workers);
                pursued.run(gram, most, workers, scratches);
                for (int i = 0; i < together.length; i++) {
                    results[together[i]] = pursued.result(i);
                }
            }
            return List.of(results);
        }
    }

    private static int[] range(int end) {
        return IntStream.range(0, end).toArray();
    }

    /** Some targets that go forward step by step, all together, so that Gram columns are computed for all of them. */
    private static final class Block {
        private final Pursuit[] pursuits;

        Block(UnitAtoms atoms, GramColumns gram, Rows targets, int[] numbers, int most, Workers workers) {
            int size = numbers.length;
            int dimension = targets.dimension();
            double[][] vectors = new double[size][dimension];
            double[] norms = new double[size];
            float[] units = new float[Math.multiplyExact(size, dimension)];
            for (int i = 0; i < size; i++) {
                targets.copy(numbers[i], vectors[i]);
                norms[i] = Rows.norm(vectors[i], "target", numbers[i]);
                for (int d = 0; d < dimension && norms[i] > 0; d++) {
                    units[i * dimension + d] = (float) (vectors[i][d] / norms[i]);
                }
            }
            float[] products = atoms.products(units, size, workers);
            pursuits = new Pursuit[size];
            for (int i = 0; i < size; i++) {
                pursuits[i] = new Pursuit(atoms, gram, vectors[i], norms[i], products, i * atoms.count(), most);
            }
        }

        void run(GramColumns gram, int most, Workers workers, Pursuit.Scratch[] scratches) {
            gram.reserve(pursuits.length * most);
            for (int step = 0; step < most; step++) {
                workers.run(scratches.length, part -> {
                    for (int i = part; i < pursuits.length; i += scratches.length) {
                        pursuits[i].step(scratches[part]);
                    }
                });
                int[] picked = Arrays.stream(pursuits)
                        .mapToInt(Pursuit::last)
                        .filter(atom -> atom >= 0)
                        .toArray();
                if (picked.length == 0) {
                    break;
                }
                if (step + 1 < most) {
                    gram.require(picked, workers);
                }
            }
        }

        SparseApproximation result(int target) {
            return pursuits[target].result();
        }
    }
}
