package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

class FastTextTunerTest {
    @TempDir
    Path folder;

    private final SplittableRandom random = Seeds.random("FastTextTunerTest");
    private Path corpus = Path.of("");
    private Path validation = Path.of("");

    @BeforeEach
    void write() throws IOException {
        corpus = RandomTexts.write(folder.resolve("corpus.txt"), RandomTexts.lines(400, random));
        validation = RandomTexts.write(folder.resolve("validation.txt"), RandomTexts.lines(100, random));
    }

    /** Options that learn almost nothing. */
    private FastTextOptions.Builder poor() {
        return FastTextOptions.supervised()
                .learningRate(0.01)
                .epochs(1)
                .dimension(4)
                .buckets(10_000)
                .seed(random.nextInt());
    }

    private static TuningOptions.Builder few(FastTextOptions.Builder first) {
        return TuningOptions.builder(first.build())
                .fix(TunedOption.BUCKETS)
                .fix(TunedOption.DIMENSION)
                .trials(12);
    }

    private TuningResult tune(TuningOptions.Builder options) throws IOException {
        return new FastTextTuner(options.build()).tune(corpus, validation, ProgressListener.NONE);
    }

    @Test
    void findsABetterModelAndTheSameOneAgain() throws IOException {
        FastTextOptions.Builder first = poor();
        TuningResult result = tune(few(first));
        double poor = new FastTextTrainer(first.build())
                .train(corpus, ProgressListener.NONE)
                .predictor()
                .evaluate(validation, 1, 0)
                .f1();
        assertTrue(result.score() > poor, result + " is not better than " + poor);
        assertEquals(12, result.trials());
        assertEquals(
                result.score(),
                result.model().predictor().evaluate(validation, 1, 0).f1());
        TuningResult again = tune(few(first));
        assertEquals(result.options().toString(), again.options().toString());
        assertEquals(bytes(result.model()), bytes(again.model()));
        FastTextModel trained = new FastTextTrainer(result.options()).train(corpus, ProgressListener.NONE);
        assertEquals(bytes(result.model()), bytes(trained));
    }

    private String bytes(FastTextModel model) throws IOException {
        Path file = folder.resolve("model");
        model.save(file);
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    void leavesFixedOptionsAlone() throws IOException {
        TuningOptions.Builder options = few(poor().wordNgrams(2).characterNgrams(1, 2));
        for (TunedOption option : TunedOption.values()) {
            options.fix(option);
        }
        assertEquals(
                "-loss softmax -lr 0.01000 -epoch 1 -dim 4 -wordNgrams 2 -minn 1 -maxn 2 -bucket 10000 -minCount 1",
                tune(options.trials(2)).options().toString());
    }

    @Test
    void candidatesStayInTheirRanges() {
        TuningOptions options = TuningOptions.builder(poor().build()).build();
        TuningCandidate candidate = TuningCandidate.of(options.first());
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < 2000; i++) {
            candidate = candidate.near(options, i / 2000.0, random);
            seen.add("ngrams " + candidate.minNgram() + " to " + candidate.maxNgram());
            seen.add("words " + candidate.wordNgrams());
            seen.add("width " + candidate.partWidth());
            assertTrue(candidate.epochs() >= 1 && candidate.epochs() <= 100);
            assertTrue(candidate.rate() >= 0.01 && candidate.rate() <= 5);
            assertTrue(candidate.dimension() >= 1 && candidate.dimension() <= 1000);
            assertTrue(candidate.buckets() >= 10_000 && candidate.buckets() <= 10_000_000);
        }
        assertEquals(
                "[ngrams 0 to 0, ngrams 2 to 5, ngrams 3 to 6, width 16, width 2, width 4, width 8,"
                        + " words 1, words 2, words 3, words 4, words 5]",
                seen.toString());
    }

    @Test
    void fitsASize() throws IOException {
        TuningResult result = tune(few(poor()).trials(4).modelSize(16_000));
        Path file = folder.resolve("small.ftz");
        result.model().save(file);
        assertTrue(result.model().isQuantized());
        assertTrue(Files.size(file) <= 16_000, Files.size(file) + " bytes");
        assertEquals(
                "none of 2 trials gave a model; of the last one: a size of 1000 bytes has room for 0 words and n-grams,"
                        + " must have for 256",
                assertThrows(
                                TuningFailedException.class,
                                () -> tune(few(poor()).trials(2).modelSize(1000)))
                        .getMessage());
    }

    @Test
    void endsWhenTimeIsOver() throws IOException {
        long start = System.nanoTime();
        FastTextOptions.Builder endless = poor().epochs(Integer.MAX_VALUE / 2);
        String message = assertThrows(
                        TuningFailedException.class,
                        () -> tune(TuningOptions.builder(endless.build()).duration(Duration.ofMillis(500))))
                .getMessage();
        assertEquals(
                "none of 1 trials gave a model; of the last one: it had not ended after 0.5 s; allow more time",
                message);
        assertTrue(System.nanoTime() - start < 60_000_000_000L);
    }

    @Test
    void canBeCancelled() {
        FastTextTuner tuner = new FastTextTuner(few(poor()).build());
        assertThrows(
                CancellationException.class,
                () -> tuner.tune(corpus, validation, progress -> {
                    if (progress.phase().startsWith("trial 2, best ")) {
                        throw new CancellationException();
                    }
                }));
    }

    @Test
    void readsMetrics() throws IOException {
        for (String text : new String[] {
            "f1",
            "f1:__label__1",
            "precisionAtRecall:30.0",
            "precisionAtRecall:30.0:__label__1",
            "recallAtPrecision:5.5"
        }) {
            assertEquals(text, TuningMetric.of(text).toString());
            double score = tune(few(poor().epochs(20).learningRate(1)).trials(1).metric(TuningMetric.of(text)))
                    .score();
            assertTrue(score > 0.5 && score <= 1, text + " is " + score);
        }
        assertEquals(
                "metric f2, must be f1, precisionAtRecall:N or recallAtPrecision:N, each perhaps with :LABEL",
                message(() -> TuningMetric.of("f2")));
        assertEquals(
                "metric precisionAtRecall:101, must have a number from 0 to 100",
                message(() -> TuningMetric.of("precisionAtRecall:101")));
        assertEquals(
                "tuning of task cbow, is only for task supervised",
                message(() -> TuningOptions.builder(FastTextOptions.cbow().build())));
        assertEquals(
                validation + ", the whole file: found label x to measure, expected a label of the corpus",
                assertThrows(CorruptInputException.class, () -> tune(few(poor()).metric(TuningMetric.of("f1:x"))))
                        .getMessage());
    }

    private static String message(Executable action) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    @Test
    void curvesAreThoseOfAPlainLoop() {
        int labels = 3;
        int one = random.nextInt(-1, labels);
        ScoredLabels scored = new ScoredLabels(one);
        List<double[]> all = new ArrayList<>();
        int gold = 0;
        for (int i = 0; i < 200; i++) {
            RowList given = new RowList();
            BestList best = new BestList(2);
            for (int label = 0; label < labels; label++) {
                if (random.nextInt(3) == 0) {
                    given.add(label);
                }
            }
            for (int label = 0; label < labels; label++) {
                best.add(random.nextInt(-20, 3) / 4F, label, 0);
            }
            scored.visit(given, best);
            for (int j = 0; j < given.size(); j++) {
                gold += one < 0 || one == given.get(j) ? 1 : 0;
            }
            for (int j = 0; j < best.size(); j++) {
                boolean right = false;
                for (int k = 0; k < given.size(); k++) {
                    right |= given.get(k) == best.item(j);
                }
                if (one < 0 || one == best.item(j)) {
                    all.add(new double[] {best.value(j), right ? 1 : 0});
                }
            }
        }
        for (double bound : new double[] {0, 0.1, 0.3, 0.34, 0.5, 0.9, 1}) {
            double precision = 0;
            double recall = 0;
            for (double[] threshold : all) {
                long above = all.stream().filter(s -> s[0] >= threshold[0]).count();
                long hits = all.stream()
                        .filter(s -> s[0] >= threshold[0] && s[1] > 0)
                        .count();
                double p = (double) hits / above;
                double r = (double) hits / gold;
                precision = r >= bound ? Math.max(precision, p) : precision;
                recall = p >= bound ? Math.max(recall, r) : recall;
            }
            assertEquals(precision, scored.precisionAtRecall(bound), "precision at recall " + bound);
            assertEquals(recall, scored.recallAtPrecision(bound), "recall at precision " + bound);
        }
    }
}
