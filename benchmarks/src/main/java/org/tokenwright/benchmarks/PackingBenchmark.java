package org.tokenwright.benchmarks;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.tokenizers.packing.PackingAlgorithm;
import org.tokenwright.tokenizers.packing.PackingReport;
import org.tokenwright.tokenizers.packing.SequencePacker;

/** Plans rows of 2,048 tokens for documents of log-normal lengths, with a median of 299 and a mean of 614 tokens. */
@State(Scope.Thread)
public class PackingBenchmark {
    private static final int SEQUENCE_LENGTH = 2048;
    private static final double MEDIAN = 299;
    private static final double MEAN = 614;

    /** Number of documents. */
    @Param("10000000")
    public int documents = 10_000_000;

    /** How they are distributed. */
    @Param
    public PackingAlgorithm algorithm = PackingAlgorithm.BFD_SPLIT;

    private int[] lengths = new int[0];

    /** Creates the benchmark. */
    public PackingBenchmark() {}

    /** Draws the lengths. */
    @Setup
    public void prepare() {
        Random random = new Random(1);
        double sigma = Math.sqrt(2 * Math.log(MEAN / MEDIAN));
        lengths = new int[documents];
        for (int document = 0; document < documents; document++) {
            double length = MEDIAN * Math.exp(sigma * random.nextGaussian());
            lengths[document] = (int) Math.max(1, Math.rint(length));
        }
    }

    /**
     * {@return what the plan comes to}
     */
    @Benchmark
    public PackingReport plan() {
        return SequencePacker.of(algorithm, SEQUENCE_LENGTH).pack(lengths).report();
    }
}
