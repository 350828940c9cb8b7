package org.tokenwright.embeddings.transplant;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The cosines of picked atoms with all atoms, kept for the next targets as far as there is room. For one thread at a time. */
final class GramColumns {
    private static final int AT_ONCE = 64;

    private final UnitAtoms atoms;
    private final int most;
    private final float[] @Nullable [] columns;
    private final int[] uses;
    private int held;

    /**
     * Creates an empty cache.
     *
     * @param most how many columns are kept
     */
    GramColumns(UnitAtoms atoms, int most) {
        this.atoms = atoms;
        this.most = most;
        columns = new float[atoms.count()][];
        uses = new int[atoms.count()];
    }

    float[] column(int atom) {
        return Objects.requireNonNull(columns[atom], "a column that is required");
    }

    /** Makes room for new columns, by dropping those that were used least. Until the next call no column is dropped. */
    void reserve(int added) {
        if (held + added <= most) {
            return;
        }
        int kept = Math.max(0, Math.min(most - added, most / 2));
        int[] byUse = IntStream.range(0, columns.length)
                .filter(atom -> columns[atom] != null)
                .boxed()
                .sorted(Comparator.comparingInt((Integer atom) -> -uses[atom]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = kept; i < byUse.length; i++) {
            columns[byUse[i]] = null;
        }
        held = Math.min(held, kept);
        Arrays.setAll(uses, atom -> uses[atom] / 2);
    }

    /** Computes the columns of atoms that are not held. */
    void require(int[] picked, Workers workers) {
        int[] missing = Arrays.stream(picked)
                .peek(atom -> uses[atom]++)
                .filter(atom -> columns[atom] == null)
                .sorted()
                .distinct()
                .toArray();
        for (int start = 0; start < missing.length; start += AT_ONCE) {
            compute(Arrays.copyOfRange(missing, start, Math.min(missing.length, start + AT_ONCE)), workers);
        }
        held += missing.length;
    }

    private void compute(int[] missing, Workers workers) {
        int dimension = atoms.atoms().dimension();
        float[] vectors = new float[missing.length * dimension];
        for (int i = 0; i < missing.length; i++) {
            atoms.copyUnit(missing[i], vectors, i * dimension);
        }
        float[] products = atoms.products(vectors, missing.length, workers);
        for (int i = 0; i < missing.length; i++) {
            columns[missing[i]] = Arrays.copyOfRange(products, i * atoms.count(), (i + 1) * atoms.count());
        }
    }
}
