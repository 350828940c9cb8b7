package org.tokenwright.embeddings.transplant;

import org.tokenwright.embeddings.VectorTable;

/** Rows of numbers. Immutable. */
interface Rows {
    int count();

    int dimension();

    /** Copies a row to the start of an array. */
    void copy(int row, double[] target);

    /** {@return some rows of a table} */
    static Rows of(VectorTable table, int[] rows) {
        return new Rows() {
            @Override
            public int count() {
                return rows.length;
            }

            @Override
            public int dimension() {
                return table.dimension();
            }

            @Override
            public void copy(int row, double[] target) {
                float[] singles = new float[table.dimension()];
                table.copy(rows[row], singles, 0);
                for (int i = 0; i < singles.length; i++) {
                    target[i] = singles[i];
                }
            }
        };
    }

    /** {@return the rows of an array} */
    static Rows of(double[][] rows) {
        int dimension = rows.length == 0 ? 0 : rows[0].length;
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != dimension) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + rows[row].length + " components, row 0 has " + dimension);
            }
        }
        return new Rows() {
            @Override
            public int count() {
                return rows.length;
            }

            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public void copy(int row, double[] target) {
                System.arraycopy(rows[row], 0, target, 0, dimension);
            }
        };
    }

    /** {@return the dot product of two vectors: four sums, of every fourth term, are added at the end} */
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * {@return the norm of a row}
     *
     * @throws IllegalArgumentException if it is not finite
     */
    static double norm(double[] vector, String what, int row) {
        double norm = Math.sqrt(dot(vector, vector));
        if (!(norm <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " " + row + " has the norm " + norm + ", expected a finite one");
        }
        return norm;
    }
}
