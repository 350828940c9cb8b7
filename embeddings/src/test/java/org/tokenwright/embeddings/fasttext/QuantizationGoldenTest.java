package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.ProgressListener;

/** Quantizations of the C++ program, repeated byte by byte. */
class QuantizationGoldenTest {
    @TempDir
    Path folder;

    private static Path golden(String name) {
        return SharedData.path("golden/embeddings/fasttext/" + name);
    }

    @Test
    void plain() throws IOException {
        check("sup_softmax.bin", "q_plain.ftz", QuantizationOptions.builder());
    }

    @Test
    void norms() throws IOException {
        check("sup_softmax.bin", "q_qnorm.ftz", QuantizationOptions.builder().norms(true));
    }

    @Test
    void widerParts() throws IOException {
        check("sup_softmax.bin", "q_dsub4.ftz", QuantizationOptions.builder().partWidth(4));
    }

    @Test
    void partsThatDoNotDivideTheDimension() throws IOException {
        check(
                "sup_softmax.bin",
                "q_dsub3_qnorm.ftz",
                QuantizationOptions.builder().partWidth(3).norms(true));
    }

    @Test
    void output() throws IOException {
        check("sup_softmax.bin", "q_qout.ftz", QuantizationOptions.builder().output(true));
    }

    @Test
    void tree() throws IOException {
        check("sup_hs.bin", "q_hs.ftz", QuantizationOptions.builder().norms(true));
    }

    @Test
    void pruning() throws IOException {
        check("sup_softmax.bin", "q_cut2000.ftz", QuantizationOptions.builder().cutoff(2000));
    }

    @Test
    void pruningAndRetraining() throws IOException {
        check(
                "sup_softmax.bin",
                "q_cut1500_retrain.ftz",
                QuantizationOptions.builder()
                        .cutoff(1500)
                        .retrain(golden("sup.train.txt"), 2, 0.2F, 1)
                        .norms(true));
    }

    private void check(String from, String to, QuantizationOptions.Builder options) throws IOException {
        Path made = folder.resolve("made.ftz");
        FastTextModel small = new FastTextQuantizer(options.build())
                .quantize(FastTextModel.load(golden(from)), ProgressListener.NONE);
        small.save(made);
        PrunedIndex index = small.dictionary().pruned();
        int pairs = index == null ? 0 : index.size();
        byte[] expected = Files.readAllBytes(golden(to));
        byte[] found = Files.readAllBytes(made);
        assertEquals(expected.length, found.length);
        int start = pairsStart(small);
        sortPairs(expected, start, pairs);
        sortPairs(found, start, pairs);
        assertEquals(-1, Arrays.mismatch(expected, found));
        assertArrayEquals(expected, found);
    }

    /** {@return the byte at which the pairs of a pruned index begin} */
    private static int pairsStart(FastTextModel model) {
        int start = 92;
        for (int i = 0; i < model.dictionary().entries().size(); i++) {
            start += model.dictionary().entries().length(i) + 10;
        }
        return start;
    }

    private static void sortPairs(byte[] file, int start, int count) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long[] pairs = new long[count];
        for (int i = 0; i < count; i++) {
            pairs[i] = bytes.getLong(start + 8 * i);
        }
        Arrays.sort(pairs);
        for (int i = 0; i < count; i++) {
            bytes.putLong(start + 8 * i, pairs[i]);
        }
    }
}
