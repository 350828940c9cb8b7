package org.tokenwright.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/** Trains on ten megabytes of lines; MB/s is 10 times the operations per second. */
@State(Scope.Thread)
public class TrainingBenchmark {
    /** Tokens in all. */
    @Param("30000")
    public int size = 30_000;

    /** Threads that count. */
    @Param({"1", "2"})
    public int threads = 1;

    /** Path of a text, or nothing for made-up prose. */
    @Param("")
    public String file = "";

    private byte[] text = new byte[0];

    /** Creates the benchmark. */
    public TrainingBenchmark() {}

    /** Loads the text. */
    @Setup
    public void prepare() {
        text = SampleText.load(file, 10_000_000);
    }

    /**
     * {@return a plain model}
     *
     * @throws IOException never
     */
    @Benchmark
    public BpeModel bpe() throws IOException {
        return BpeTrainer.train(source(), options("gpt2"), ProgressListener.NONE);
    }

    /**
     * {@return a BoundlessBPE model}
     *
     * @throws IOException never
     */
    @Benchmark
    public BpeModel boundless() throws IOException {
        return BoundlessBpeTrainer.train(source(), options("gpt4o"), ProgressListener.NONE);
    }

    private TrainerOptions options(String pattern) {
        return TrainerOptions.of(size, Pretokenizers.of(pattern)).withThreads(threads);
    }

    private TextSource source() throws IOException {
        return TextSource.builder().stream("benchmark", new ByteArrayInputStream(text))
                .format(TextFormat.LINES_WITH_ENDS)
                .build();
    }
}
