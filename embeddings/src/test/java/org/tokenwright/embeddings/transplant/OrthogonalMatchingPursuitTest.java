package org.tokenwright.embeddings.transplant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;

class OrthogonalMatchingPursuitTest {
    private static final long ROOM = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "random_k8",
                "exact_3_sparse_k8",
                "k_above_rank",
                "low_rank_atoms_unreachable_target",
                "badly_scaled_atoms",
                "ties_orthonormal"
            })
    void findsWhatTheReferenceFinds(String name) throws IOException {
        Map<String, Object> golden = read(name);
        double[][] donor = matrix(get(golden, "donor_shared"));
        double[][] base = matrix(get(golden, "base_shared"));
        double[][] targets = matrix(get(golden, "targets"));
        int k = ((Number) get(golden, "k")).intValue();
        List<SparseApproximation> found = OrthogonalMatchingPursuit.over(donor).approximate(targets, k, 1, ROOM);
        List<?> expected = (List<?>) get(golden, "expected");
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            Map<?, ?> one = (Map<?, ?>) expected.get(i);
            SparseApproximation approximation = found.get(i);
            double[] indices = vector(get(one, "indices"));
            assertEquals(indices.length, approximation.atoms().length);
            for (int j = 0; j < indices.length; j++) {
                assertEquals((int) indices[j], approximation.atoms()[j]);
            }
            double norm = DirectPursuit.norm(targets[i]);
            assertArrayEquals(vector(get(one, "coeffs")), approximation.coefficients(), 1e-12);
            assertEquals(((Number) get(one, "residual_norm")).doubleValue(), approximation.residual(), 1e-13 * norm);
            assertArrayEquals(vector(get(one, "transplanted")), sum(approximation, base), 1e-11);
        }
    }

    /** Atoms of every kind: random, repeated, zero, of low rank, of scales far apart, with exact ties. */
    @Test
    void picksWhatTwoLoopsPick() {
        SplittableRandom random = Seeds.random("OrthogonalMatchingPursuitTest");
        for (int round = 0; round < 20; round++) {
            int dimension = random.nextInt(1, 40);
            double[][] atoms = atoms(random, random.nextInt(1, round % 5 == 0 ? 1500 : 200), dimension);
            double[][] targets = new double[random.nextInt(1, 80)][];
            for (int i = 0; i < targets.length; i++) {
                targets[i] = target(random, atoms, dimension);
            }
            int k = random.nextInt(1, 50);
            List<SparseApproximation> found = OrthogonalMatchingPursuit.over(atoms)
                    .approximate(targets, k, random.nextInt(1, 4), random.nextLong(1 << random.nextInt(1, 22)));
            for (int i = 0; i < targets.length; i++) {
                SparseApproximation expected = DirectPursuit.approximate(atoms, targets[i], k);
                SparseApproximation one = found.get(i);
                // below 1e-9 of the target it is rounding errors that are compared
                int certain = 0;
                while (certain < expected.atoms().length
                        && expected.residuals()[certain] > 1e-9 * expected.residuals()[0]) {
                    assertEquals(expected.atoms()[certain], one.atoms()[certain]);
                    certain++;
                }
                assertTrue(one.residual() <= 1.0001 * expected.residual() + 1e-9 * expected.residuals()[0]);
                double[] sum = sum(one, atoms);
                for (int d = 0; d < dimension; d++) {
                    sum[d] -= targets[i][d];
                }
                double bound = 1e-6 * expected.residuals()[0];
                assertEquals(one.residual(), DirectPursuit.norm(sum), bound, "round " + round + " target " + i);
            }
        }
    }

    private static double[][] atoms(SplittableRandom random, int count, int dimension) {
        double[][] atoms = new double[count][dimension];
        int rank = random.nextInt(1, dimension + 1);
        double[][] factors = new double[rank][dimension];
        for (double[] factor : factors) {
            fill(random, factor);
        }
        int kind = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int choice = kind == 4 ? random.nextInt(4) : kind;
            if (i > 0 && random.nextInt(10) == 0) {
                atoms[i] = atoms[random.nextInt(i)].clone(); // a copy
            } else if (random.nextInt(20) == 0) {
                atoms[i] = new double[dimension];
            } else if (choice == 0) {
                fill(random, atoms[i]);
            } else if (choice == 1) {
                for (double[] factor : factors) { // whole numbers, so that the rank is exact
                    int weight = random.nextInt(-2, 3);
                    for (int d = 0; d < dimension; d++) {
                        atoms[i][d] += weight * Math.rint(4 * factor[d]);
                    }
                }
            } else if (choice == 2) {
                atoms[i][random.nextInt(dimension)] = random.nextBoolean() ? 1 : -1;
            } else {
                fill(random, atoms[i]);
                double scale = Math.pow(10, random.nextInt(-30, 30));
                for (int d = 0; d < dimension; d++) {
                    atoms[i][d] *= scale;
                }
            }
        }
        return atoms;
    }

    private static double[] target(SplittableRandom random, double[][] atoms, int dimension) {
        double[] target = new double[dimension];
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < 3; i++) {
                double[] atom = atoms[random.nextInt(atoms.length)];
                double norm = DirectPursuit.norm(atom);
                for (int d = 0; d < dimension && norm > 0; d++) {
                    target[d] += (i + 1) * atom[d] / norm;
                }
            }
        } else if (random.nextInt(20) > 0) {
            fill(random, target);
        }
        return target;
    }

    private static void fill(SplittableRandom random, double[] vector) {
        for (int d = 0; d < vector.length; d++) {
            vector[d] = random.nextDouble(-1, 1);
        }
    }

    /** What made rows of 1e13 elsewhere: copies of one atom, and more atoms asked for than the rank has. */
    @Test
    void coefficientsStayBounded() {
        SplittableRandom random = Seeds.random("OrthogonalMatchingPursuitTest");
        double[][] atoms = new double[300][6];
        for (int i = 0; i < 200; i++) {
            fill(random, atoms[i]);
        }
        for (int i = 200; i < 300; i++) {
            atoms[i] = atoms[7];
        }
        double[][] targets = new double[40][6];
        for (double[] target : targets) {
            fill(random, target);
        }
        for (SparseApproximation one : OrthogonalMatchingPursuit.over(atoms).approximate(targets, 64, 2, ROOM)) {
            assertTrue(one.atoms().length <= 6);
            for (double coefficient : one.coefficients()) {
                assertTrue(Math.abs(coefficient) < 1e5, () -> "coefficient " + coefficient);
            }
        }
    }

    @Test
    void makesNothingOfNoAtoms() {
        List<SparseApproximation> found =
                OrthogonalMatchingPursuit.over(new double[0][]).approximate(new double[100][3], 4, 1, ROOM);
        assertEquals(100, found.size());
        assertEquals(0, found.get(99).atoms().length);
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        SplittableRandom random = Seeds.random("OrthogonalMatchingPursuitTest");
        double[][] atoms = atoms(random, 700, 24);
        double[][] targets = atoms(random, 100, 24);
        List<SparseApproximation> one = OrthogonalMatchingPursuit.over(atoms).approximate(targets, 12, 1, ROOM);
        List<SparseApproximation> three = OrthogonalMatchingPursuit.over(atoms).approximate(targets, 12, 3, 1000);
        for (int i = 0; i < targets.length; i++) {
            assertArrayEquals(one.get(i).atoms(), three.get(i).atoms());
            assertArrayEquals(one.get(i).coefficients(), three.get(i).coefficients());
        }
    }

    @Test
    void saysWhatIsWrong() {
        double[][] atoms = {{1, 0}, {0, 1}};
        OrthogonalMatchingPursuit pursuit = OrthogonalMatchingPursuit.over(atoms);
        assertMessage("k is 0, expected at least 1", () -> pursuit.approximate(atoms, 0, 1, ROOM));
        assertMessage("0 threads, expected at least 1", () -> pursuit.approximate(atoms, 1, 0, ROOM));
        assertMessage("atoms have dimension 2, targets 1", () -> pursuit.approximate(new double[][] {{1}}, 1, 1, ROOM));
        assertMessage(
                "target 0 has the norm NaN, expected a finite one",
                () -> pursuit.approximate(new double[][] {{Double.NaN, 0}}, 1, 1, ROOM));
        assertMessage(
                "row 1 has 1 components, row 0 has 2",
                () -> OrthogonalMatchingPursuit.over(new double[][] {{1, 0}, {1}}));
        SparseApproximation none = OrthogonalMatchingPursuit.over(new double[0][])
                .approximate(new double[][] {{3, 4}}, 2, 1, ROOM)
                .get(0);
        assertEquals(0, none.atoms().length);
        assertEquals(5, none.residual());
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static double[] sum(SparseApproximation approximation, double[][] rows) {
        double[] sum = new double[rows[0].length];
        for (int i = 0; i < approximation.atoms().length; i++) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += approximation.coefficients()[i] * rows[approximation.atoms()[i]][d];
            }
        }
        return sum;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String name) throws IOException {
        try (JsonParser json = new JsonFactory()
                .createParser(SharedData.path("golden/embeddings/omp/" + name + ".json")
                        .toFile())) {
            json.nextToken();
            return (Map<String, Object>) value(json);
        }
    }

    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new HashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        }
        return json.currentToken().isNumeric() ? json.getDoubleValue() : json.getText();
    }

    private static Object get(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static double[][] matrix(Object list) {
        return ((List<?>) list)
                .stream().map(OrthogonalMatchingPursuitTest::vector).toArray(double[][]::new);
    }

    private static double[] vector(Object list) {
        return ((List<?>) list)
                .stream().mapToDouble(x -> ((Number) x).doubleValue()).toArray();
    }
}
