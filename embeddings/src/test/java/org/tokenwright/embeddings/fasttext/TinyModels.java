package org.tokenwright.embeddings.fasttext;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Models of a few hundred bytes, one of each kind. */
final class TinyModels {
    static final int COUNT = 7;

    private static final int DIMENSION = 3;
    private static final String[] WORDS = {"</s>", "one", "two", "drei"};
    private static final String[] LABELS = {"__label__a", "__label__b", "__label__c"};

    private TinyModels() {}

    static byte[] bytes(int kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelWriter.write(model(kind), out);
        return out.toByteArray();
    }

    static FastTextModel model(int kind) {
        boolean supervised = kind < 5;
        boolean quantized = kind >= 3 && supervised;
        boolean prunes = kind == 4;
        FastTextLoss loss = FastTextLoss.ofCode(1 + kind % 4);
        ModelArguments arguments = new ModelArguments(
                DIMENSION,
                5,
                5,
                1,
                5,
                2,
                loss,
                supervised ? FastTextTask.SUPERVISED : FastTextTask.SKIPGRAM,
                7,
                2,
                3,
                100,
                1e-4,
                kind == 6 ? 2 : 0);
        WordTable entries = new WordTable(8);
        add(entries, WORDS);
        if (supervised) {
            add(entries, LABELS);
        }
        long[] counts = new long[entries.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 10L - i;
        }
        PrunedIndex pruned = prunes ? new PrunedIndex(new int[] {6, 2}, new int[] {1, 0}) : null;
        byte[] prefix = FastTextModel.LABEL_PREFIX.getBytes(StandardCharsets.UTF_8);
        Dictionary dictionary = new Dictionary(arguments, entries, counts, WORDS.length, 50, pruned, prefix);
        SplittableRandom random = new SplittableRandom(kind);
        int outputs = supervised ? LABELS.length : WORDS.length;
        int rows = (int) dictionary.rows();
        Table input = quantized ? quantized(rows, prunes, random) : matrix(rows, random);
        Table output = prunes ? quantized(outputs, true, random) : matrix(outputs, random);
        return new FastTextModel(dictionary, input, output, prunes);
    }

    private static void add(WordTable entries, String[] words) {
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            entries.add(bytes, 0, bytes.length);
        }
    }

    private static Matrix matrix(int rows, SplittableRandom random) {
        Matrix matrix = new Matrix(rows, DIMENSION);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < DIMENSION; i++) {
                matrix.row(row)[i] = (float) random.nextDouble(-1, 1);
            }
        }
        return matrix;
    }

    private static QuantizedTable quantized(int rows, boolean withNorms, SplittableRandom random) {
        byte[] codes = new byte[2 * rows];
        random.nextBytes(codes);
        byte @Nullable [] normCodes = withNorms ? new byte[rows] : null;
        ProductQuantizer norms = withNorms ? new ProductQuantizer(1, 1, centroids(1, random)) : null;
        return new QuantizedTable(
                rows,
                DIMENSION,
                new ProductQuantizer(DIMENSION, 2, centroids(DIMENSION, random)),
                codes,
                normCodes,
                norms);
    }

    private static float[] centroids(int dimension, SplittableRandom random) {
        float[] centroids = new float[dimension * ProductQuantizer.CENTROIDS];
        for (int i = 0; i < centroids.length; i++) {
            centroids[i] = (float) random.nextDouble(-1, 1);
        }
        return centroids;
    }
}
