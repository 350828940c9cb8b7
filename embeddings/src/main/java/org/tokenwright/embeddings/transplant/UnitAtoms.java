package org.tokenwright.embeddings.transplant;

import org.tokenwright.embeddings.linear.Matrices;

/** Atoms divided by their norms, as floats, laid out for products with all of them. Immutable. */
final class UnitAtoms {
    /** How many atoms a panel holds, whose components of one dimension are side by side. */
    static final int PANEL = 512;

    private final Rows atoms;
    private final double[] norms;
    private final float[][] panels;

    /**
     * Divides atoms by their norms. Costs O(atoms dimension), 4 bytes a component.
     *
     * @throws IllegalArgumentException if a norm is not finite
     */
    UnitAtoms(Rows atoms, Workers workers) {
        this.atoms = atoms;
        norms = new double[atoms.count()];
        panels = new float[(atoms.count() + PANEL - 1) / PANEL][];
        workers.run(panels.length, this::fill);
    }

    private void fill(int panel) {
        int dimension = atoms.dimension();
        int width = width(panel);
        float[] components = new float[Math.multiplyExact(width, dimension)];
        double[] atom = new double[dimension];
        for (int i = 0; i < width; i++) {
            int number = panel * PANEL + i;
            atoms.copy(number, atom);
            double norm = Rows.norm(atom, "atom", number);
            norms[number] = norm;
            for (int d = 0; d < dimension && norm > 0; d++) {
                components[d * width + i] = (float) (atom[d] / norm);
            }
        }
        panels[panel] = components;
    }

    Rows atoms() {
        return atoms;
    }

    int count() {
        return norms.length;
    }

    int panels() {
        return panels.length;
    }

    int width(int panel) {
        return Math.min(PANEL, count() - panel * PANEL);
    }

    double norm(int atom) {
        return norms[atom];
    }

    /** Copies an atom divided by its norm. */
    void copyUnit(int atom, float[] target, int offset) {
        int panel = atom / PANEL;
        int width = width(panel);
        for (int d = 0; d < atoms.dimension(); d++) {
            target[offset + d] = panels[panel][d * width + atom % PANEL];
        }
    }

    /**
     * {@return the dot products of vectors with all atoms: of vector v with atom a at index v count + a}
     *
     * @param vectors the vectors, one after the other
     * @param rows how many
     */
    float[] products(float[] vectors, int rows, Workers workers) {
        float[] products = new float[Math.multiplyExact(rows, count())];
        workers.run(
                panels.length,
                panel -> Matrices.addProduct(
                        vectors,
                        panels[panel],
                        0,
                        products,
                        panel * PANEL,
                        count(),
                        rows,
                        atoms.dimension(),
                        width(panel)));
        return products;
    }
}
