package org.tokenwright.embeddings.transplant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.linear.Matrices;
import org.tokenwright.embeddings.linear.Svd;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;

/** The transplant of one matrix: input embeddings, or the rows of the output. */
final class MatrixTransplant {
    private static final int ROWS_AT_ONCE = 512;

    private final VectorTable donor;
    private final VectorTable base;
    private final int[] anchors;
    private final int[] missing;
    private final int[] baseAnchors;

    MatrixTransplant(VectorTable donor, VectorTable base, TokenAlignment alignment) {
        this.donor = donor;
        this.base = base;
        anchors = alignment.anchors(donor.rows());
        missing = alignment.missing(donor.rows());
        baseAnchors = alignment.baseIds(anchors);
    }

    int anchors() {
        return anchors.length;
    }

    private Rows donorAnchors() {
        return Rows.of(donor, anchors);
    }

    /** {@return the approximation of each missing token, in order of the ids} */
    List<SparseApproximation> pursue(int k, int threads, long cacheBytes) {
        return OrthogonalMatchingPursuit.over(donorAnchors())
                .approximate(Rows.of(donor, missing), k, threads, cacheBytes);
    }

    /** {@return rows that are sums of anchors, each with the sum of one missing token, in order} */
    NewRows sums(List<SparseApproximation> sums) {
        Map<Integer, SparseApproximation> byId = new HashMap<>();
        for (int i = 0; i < missing.length; i++) {
            byId.put(missing[i], sums.get(i));
        }
        return (donorId, row) -> {
            SparseApproximation sum = byId.get(donorId);
            if (sum == null) {
                return;
            }
            double[] anchor = new double[base.dimension()];
            Rows rows = Rows.of(base, baseAnchors);
            for (int i = 0; i < sum.atoms().length; i++) {
                rows.copy(sum.atoms()[i], anchor);
                addScaled(sum.coefficients()[i], anchor, row);
            }
        };
    }

    /** {@return for each missing token its nearest anchors, weighted by cosines of which none is negative} */
    List<SparseApproximation> nearest(int k, int threads) {
        try (Workers workers = new Workers(threads)) {
            UnitAtoms units = new UnitAtoms(donorAnchors(), workers);
            Rows targets = Rows.of(donor, missing);
            List<SparseApproximation> nearest = new ArrayList<>();
            int dimension = donor.dimension();
            int block = Math.max(1, Math.min(64, Integer.MAX_VALUE / Math.max(1, anchors.length)));
            for (int start = 0; start < missing.length; start += block) {
                int size = Math.min(block, missing.length - start);
                float[] vectors = new float[size * dimension];
                double[] target = new double[dimension];
                for (int i = 0; i < size; i++) {
                    targets.copy(start + i, target);
                    double norm = Rows.norm(target, "target", start + i);
                    for (int d = 0; d < dimension && norm > 0; d++) {
                        vectors[i * dimension + d] = (float) (target[d] / norm);
                    }
                }
                float[] cosines = units.products(vectors, size, workers);
                for (int i = 0; i < size; i++) {
                    int at = i * anchors.length;
                    nearest.add(weighted(Arrays.copyOfRange(cosines, at, at + anchors.length), k));
                }
            }
            return nearest;
        }
    }

    private static SparseApproximation weighted(float[] cosines, int k) {
        int[] best = IntStream.range(0, cosines.length)
                .filter(atom -> cosines[atom] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer atom) -> -cosines[atom]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
        double total = Arrays.stream(best).mapToDouble(atom -> cosines[atom]).sum();
        double[] weights =
                Arrays.stream(best).mapToDouble(atom -> cosines[atom] / total).toArray();
        return new SparseApproximation(best, weights, new double[1]);
    }

    /** {@return means of the tokens that the base's tokenizer makes of the text of a token} */
    NewRows subwords(TokenKeys tokens, Tokenizer tokenizer, TokenKeys baseTokens) {
        return (donorId, row) -> {
            int[] ids = pieces(tokens.bytes(donorId), tokenizer, baseTokens.isMarked());
            int known = (int) Arrays.stream(ids).filter(id -> id < base.rows()).count();
            float[] piece = new float[base.dimension()];
            for (int id : ids) {
                if (id < base.rows()) {
                    base.copy(id, piece, 0);
                    for (int d = 0; d < row.length; d++) {
                        row[d] += piece[d] / (double) known;
                    }
                }
            }
        };
    }

    private static int[] pieces(byte[] token, Tokenizer tokenizer, boolean marked) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(token)).toString();
            String start = marked && text.startsWith(" ") ? text.substring(1) : text;
            return tokenizer.encode(start, SpecialTokenPolicy.IGNORE);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return new int[0]; // a part of a character, which no text has alone
        }
    }

    /** {@return vectors of the donor, turned into the base's space} */
    NewRows turned() {
        int from = donor.dimension();
        int to = base.dimension();
        double[] donorMean = mean(donorAnchors());
        double[] baseMean = mean(Rows.of(base, baseAnchors));
        double[] products = new double[Math.multiplyExact(from, to)];
        double square = 0;
        for (int start = 0; start < anchors.length; start += ROWS_AT_ONCE) {
            int size = Math.min(ROWS_AT_ONCE, anchors.length - start);
            double[] x = centred(donorAnchors(), donorMean, start, size);
            double[] y = centred(Rows.of(base, baseAnchors), baseMean, start, size);
            double[] part = Matrices.multiply(Matrices.transpose(x, size, from), y, from, size, to);
            for (int i = 0; i < part.length; i++) {
                products[i] += part[i];
            }
            square += Arrays.stream(x).map(value -> value * value).sum();
        }
        Svd svd = Svd.of(products, from, to);
        int k = svd.values().length;
        double[] rotation = Matrices.multiply(svd.u(), Matrices.transpose(svd.v(), to, k), from, k, to);
        double scale = square == 0 ? 0 : Arrays.stream(svd.values()).sum() / square;
        return (donorId, row) -> {
            if (donorId >= donor.rows()) {
                return;
            }
            double[] vector = centred(Rows.of(donor, new int[] {donorId}), donorMean, 0, 1);
            double[] turned = Matrices.multiply(vector, rotation, 1, from, to);
            for (int d = 0; d < to; d++) {
                row[d] = baseMean[d] + scale * turned[d];
            }
        };
    }

    private static double[] centred(Rows rows, double[] mean, int start, int size) {
        double[] centred = new double[size * mean.length];
        double[] row = new double[mean.length];
        for (int i = 0; i < size; i++) {
            rows.copy(start + i, row);
            for (int d = 0; d < row.length; d++) {
                centred[i * row.length + d] = row[d] - mean[d];
            }
        }
        return centred;
    }

    /** {@return the mean of the base for all} */
    NewRows means() {
        double[] mean = mean(allOfBase());
        return (donorId, row) -> System.arraycopy(mean, 0, row, 0, row.length);
    }

    /** {@return random rows, which depend on the seed and the id} */
    NewRows random(long seed) {
        double[] mean = mean(allOfBase());
        double[] deviation = new double[mean.length];
        double[] vector = new double[mean.length];
        Rows rows = allOfBase();
        for (int i = 0; i < rows.count(); i++) {
            rows.copy(i, vector);
            for (int d = 0; d < vector.length; d++) {
                deviation[d] += (vector[d] - mean[d]) * (vector[d] - mean[d]) / rows.count();
            }
        }
        return (donorId, row) -> {
            SplittableRandom random = new SplittableRandom(new SplittableRandom(seed + donorId).nextLong());
            for (int d = 0; d < row.length; d++) {
                row[d] = mean[d] + Math.sqrt(deviation[d]) * random.nextGaussian();
            }
        };
    }

    private Rows allOfBase() {
        return Rows.of(base, IntStream.range(0, Math.toIntExact(base.rows())).toArray());
    }

    private static double[] mean(Rows rows) {
        double[] mean = new double[rows.dimension()];
        double[] row = new double[rows.dimension()];
        for (int i = 0; i < rows.count(); i++) {
            rows.copy(i, row);
            addScaled(1.0 / rows.count(), row, mean);
        }
        return mean;
    }

    private static void addScaled(double weight, double[] vector, double[] sum) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += weight * vector[d];
        }
    }
}
