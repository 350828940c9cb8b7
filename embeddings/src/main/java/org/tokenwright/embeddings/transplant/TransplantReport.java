package org.tokenwright.embeddings.transplant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a transplant did.
 *
 * @param rows how many rows the new matrices have
 * @param shared how many tokens both tokenizers have, whose rows are copied
 * @param sharedSpecial how many of them are special tokens
 * @param made how many rows are made for tokens that the base lacks
 * @param empty how many rows are zeros: ids without a token, and tokens without a vector in the donor
 * @param matrices what was made of each matrix
 * @param warnings what may harm the model, in sentences
 */
public record TransplantReport(
        int rows, int shared, int sharedSpecial, int made, int empty, List<Matrix> matrices, List<String> warnings) {
    /**
     * What was made of a matrix.
     *
     * @param name the name of its tensor in the base
     * @param anchors how many tokens others are made from
     * @param residuals by method {@link TransplantMethod#OMP}: quantiles (0, 25, 50, 75 and 100 percent) over the new tokens of
     *     what is left of a vector, from 0 to 1; else empty
     * @param sweep the mean over the new tokens of what would be left with fewer atoms: 1, 2, 4 and so on up to k; else empty
     */
    public record Matrix(String name, int anchors, List<Double> residuals, Map<Integer, Double> sweep) {}

    static Matrix matrix(String name, int anchors, List<SparseApproximation> approximations, int k) {
        double[] left = approximations.stream()
                .mapToDouble(approximation -> left(approximation, Integer.MAX_VALUE))
                .sorted()
                .toArray();
        List<Double> quantiles = new ArrayList<>();
        Map<Integer, Double> sweep = new TreeMap<>();
        if (left.length > 0) {
            for (int quarter = 0; quarter <= 4; quarter++) {
                quantiles.add(left[(int) Math.round((left.length - 1) * quarter / 4.0)]);
            }
            for (long atoms = 1; atoms < 2L * k; atoms *= 2) {
                int at = (int) Math.min(atoms, k);
                double total = approximations.stream()
                        .mapToDouble(approximation -> left(approximation, at))
                        .sum();
                sweep.put(at, total / left.length);
            }
        }
        return new Matrix(name, anchors, List.copyOf(quantiles), Collections.unmodifiableMap(sweep));
    }

    private static double left(SparseApproximation approximation, int atoms) {
        double[] residuals = approximation.residuals();
        return residuals[0] == 0 ? 0 : residuals[Math.min(atoms, residuals.length - 1)] / residuals[0];
    }
}
