package org.tokenwright.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    @Param({"gpt2", "gpt4", "gpt4o", "qwen2", "ultimate1", "ultimate2", "wordlevel", "superbpe2", "gpt4o-script"})
    public String pattern = "gpt4o";

    /** Path of a text, or nothing for made-up prose. */
    @Param("")
    public String file = "";

    private byte[] text = new byte[0];
    private String string = "";
    private Pattern regex = Pattern.compile("");
    private final int[] ends = new int[1024];

    /** Creates the benchmark. */
    public PretokenizerBenchmark() {}

    /** Loads the text. */
    @Setup
    public void prepare() {
        text = SampleText.load(file, 10_000_000);
        string = new String(text, StandardCharsets.UTF_8);
        regex = Pattern.compile(Pretokenizers.of(pattern).regex(), Pattern.UNICODE_CHARACTER_CLASS);
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

    /**
     * {@return number of pretokens} What {@code java.util.regex} does with the same expression, for comparison; it does not
     * know of scripts.
     */
    @Benchmark
    public long javaRegex() {
        Matcher matcher = regex.matcher(string);
        long pretokens = 0;
        while (matcher.find()) {
            pretokens++;
        }
        return pretokens;
    }
}
