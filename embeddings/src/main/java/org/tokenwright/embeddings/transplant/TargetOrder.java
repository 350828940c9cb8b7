package org.tokenwright.embeddings.transplant;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.tokenwright.embeddings.linear.Matrices;

/**
 * Brings targets together that are alike, as they pick the same atoms, whose Gram columns are then computed once and found in the
 * cache: each target goes to the nearest, by cosine, of some atoms that are spread evenly.
 */
final class TargetOrder {
    private static final int PIVOTS = 512;
    private static final int AT_ONCE = 256;

    private TargetOrder() {}

    /**
     * {@return the numbers of the targets in the order in which they are to be pursued} Costs O(targets pivots dimension).
     *
     * @throws IllegalArgumentException if a norm is not finite
     */
    static int[] of(Rows targets, UnitAtoms atoms) {
        int dimension = atoms.atoms().dimension();
        int count = Math.min(PIVOTS, atoms.count());
        float[] pivots = pivots(atoms, count);
        int[] nearest = new int[targets.count()];
        float[] vectors = new float[AT_ONCE * dimension];
        double[] target = new double[dimension];
        for (int start = 0; start < nearest.length; start += AT_ONCE) {
            int size = Math.min(AT_ONCE, nearest.length - start);
            for (int i = 0; i < size; i++) {
                targets.copy(start + i, target);
                double norm = Rows.norm(target, "target", start + i);
                for (int d = 0; d < dimension; d++) {
                    vectors[i * dimension + d] = norm > 0 ? (float) (target[d] / norm) : 0;
                }
            }
            float[] cosines = new float[size * count];
            Matrices.addProduct(vectors, pivots, 0, cosines, 0, count, size, dimension, count);
            for (int i = 0; i < size; i++) {
                nearest[start + i] = largest(cosines, i * count, count);
            }
        }
        return IntStream.range(0, nearest.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer number) -> nearest[number]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** {@return atoms divided by their norms, a row for each component} */
    private static float[] pivots(UnitAtoms atoms, int count) {
        int dimension = atoms.atoms().dimension();
        float[] pivots = new float[count * dimension];
        float[] pivot = new float[dimension];
        for (int i = 0; i < count; i++) {
            atoms.copyUnit((int) ((long) i * atoms.count() / count), pivot, 0);
            for (int d = 0; d < dimension; d++) {
                pivots[d * count + i] = pivot[d];
            }
        }
        return pivots;
    }

    private static int largest(float[] values, int start, int count) {
        int largest = 0;
        for (int i = 1; i < count; i++) {
            if (values[start + i] > values[start + largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
