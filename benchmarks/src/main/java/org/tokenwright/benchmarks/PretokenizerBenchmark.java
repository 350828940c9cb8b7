package org.tokenwright.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.tokenizers.pretokenize.PretokenScanner;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;

/** Pretokenizes ten megabytes; MB/s is 10 times the operations per second. */
@State(Scope.Thread)
public class PretokenizerBenchmark {
    /** Name of the pretokenizer. */
    @Param({"gpt2", "gpt4o", "ultimate2"})
    public String pattern = "gpt4o";

    /** Path of a text, or nothing for made-up prose. */
    @Param("")
    public String file = "";

    private byte[] text = new byte[0];
    private final int[] ends = new int[1024];

    /** Creates the benchmark. */
    public PretokenizerBenchmark() {}

    /** Loads the text. */
    @Setup
    public void prepare() {
        text = SampleText.load(file, 10_000_000);
    }

    /**
     * {@return number of pretokens}
     */
    @Benchmark
    public long scan() {
        PretokenScanner scanner = Pretokenizers.of(pattern).newScanner();
        scanner.reset(text, 0, text.length);
        long pretokens = 0;
        for (int found = scanner.next(ends); found > 0; found = scanner.next(ends)) {
            pretokens += found;
        }
        return pretokens;
    }
}
