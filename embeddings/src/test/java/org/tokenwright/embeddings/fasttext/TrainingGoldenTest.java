package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.ProgressListener;

/** Trainings of the C++ program with one thread, repeated byte by byte. */
class TrainingGoldenTest {
    @TempDir
    Path folder;

    private static Path golden(String name) {
        return SharedData.path("golden/embeddings/fasttext/" + name);
    }

    /** {@return a learning rate as the C++ program reads it} */
    private static double rate(float rate) {
        return rate;
    }

    @Test
    void softmaxOfWordBigrams() throws IOException {
        check("sup_softmax.bin", supervised(16, 5, rate(0.5F)).wordNgrams(2).buckets(2000));
    }

    @Test
    void oneVersusAllWithSubwords() throws IOException {
        check(
                "sup_ova.bin",
                supervised(10, 3, rate(0.3F))
                        .characterNgrams(2, 4)
                        .buckets(3000)
                        .loss(FastTextLoss.ONE_VS_ALL)
                        .minCount(2));
    }

    @Test
    void hierarchicalSoftmax() throws IOException {
        check(
                "sup_hs.bin",
                supervised(10, 10, rate(0.5F))
                        .characterNgrams(3, 3)
                        .buckets(1000)
                        .wordNgrams(3)
                        .loss(FastTextLoss.HIERARCHICAL_SOFTMAX)
                        .minCount(2));
    }

    @Test
    void negativeSampling() throws IOException {
        check(
                "sup_ns.bin",
                supervised(10, 5, rate(0.5F))
                        .loss(FastTextLoss.NEGATIVE_SAMPLING)
                        .minCount(2));
    }

    @Test
    void skipgramWithSubwords() throws IOException {
        check(
                "sg.bin",
                FastTextOptions.skipgram()
                        .dimension(12)
                        .epochs(3)
                        .minCount(2)
                        .buckets(5000)
                        .windowSize(3));
    }

    @Test
    void skipgramOfWords() throws IOException {
        check(
                "sg_nosub.bin",
                FastTextOptions.skipgram()
                        .dimension(8)
                        .epochs(2)
                        .minCount(3)
                        .characterNgrams(3, 0)
                        .loss(FastTextLoss.SOFTMAX));
    }

    @Test
    void floretWithFourHashes() throws IOException {
        check(
                "../floret/f_sg_h4.bin",
                FastTextOptions.skipgram()
                        .dimension(8)
                        .epochs(2)
                        .minCount(2)
                        .buckets(1000)
                        .characterNgrams(4, 5)
                        .floret(4));
    }

    @Test
    void floretClassifier() throws IOException {
        check(
                "../floret/f_sup_h1.bin",
                supervised(8, 5, rate(0.5F))
                        .minCount(2)
                        .buckets(1500)
                        .characterNgrams(3, 4)
                        .floret(1));
    }

    private static FastTextOptions.Builder supervised(int dimension, int epochs, double rate) {
        return FastTextOptions.supervised().dimension(dimension).epochs(epochs).learningRate(rate);
    }

    private void check(String name, FastTextOptions.Builder options) throws IOException {
        FastTextOptions built = options.reproducible(true).build();
        Path corpus = golden(built.task() == FastTextTask.SUPERVISED ? "sup.train.txt" : "unsup.train.txt");
        Path trained = folder.resolve("model.bin");
        new FastTextTrainer(built).train(corpus, ProgressListener.NONE).save(trained);
        assertEquals(-1, Files.mismatch(golden(name), trained));
    }
}
