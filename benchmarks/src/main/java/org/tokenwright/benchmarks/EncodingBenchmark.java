package org.tokenwright.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/** Encodes and decodes ten megabytes in documents of 8 KiB; MB/s is 10 times the operations per second. */
@State(Scope.Thread)
public class EncodingBenchmark {
    private static final int DOCUMENT = 8192;

    /** Path of a model, or nothing for one trained on the text. */
    @Param("")
    public String model = "";

    /** Path of a text, or nothing for made-up prose. */
    @Param("")
    public String file = "";

    private byte[] text = new byte[0];
    private int[] ids = new int[0];
    private @Nullable Tokenizer tokenizer;
    private @Nullable Encoder warm;

    /** Creates the benchmark. */
    public EncodingBenchmark() {}

    /**
     * Loads or trains the model and encodes the text once.
     *
     * @throws IOException if a file cannot be read
     */
    @Setup
    public void prepare() throws IOException {
        text = SampleText.load(file, 10_000_000);
        Tokenizer loaded = model.isEmpty() ? train() : Tokenizers.load(Path.of(model));
        Encoder encoder = loaded.newEncoder(SpecialTokenPolicy.IGNORE);
        int count = encoder.encode(text, 0, text.length);
        ids = Arrays.copyOf(encoder.ids(), count);
        tokenizer = loaded;
        warm = encoder;
    }

    private Tokenizer train() throws IOException {
        TextSource source = TextSource.builder().stream("benchmark", new ByteArrayInputStream(text))
                .format(TextFormat.LINES_WITH_ENDS)
                .build();
        TrainerOptions options = TrainerOptions.of(32_768, Pretokenizers.of("gpt4o"));
        return BoundlessBpeTrainer.train(source, options, ProgressListener.NONE).tokenizer();
    }

    /**
     * {@return number of tokens, by an encoder that has seen the text before}
     */
    @Benchmark
    public long encodeWarm() {
        return encode(Objects.requireNonNull(warm));
    }

    /**
     * {@return number of tokens, by a new encoder}
     */
    @Benchmark
    public long encodeCold() {
        return encode(Objects.requireNonNull(tokenizer).newEncoder(SpecialTokenPolicy.IGNORE));
    }

    /**
     * {@return the bytes of the text}
     */
    @Benchmark
    public byte[] decode() {
        return Objects.requireNonNull(tokenizer).decodeBytes(ids);
    }

    private long encode(Encoder encoder) {
        long tokens = 0;
        for (int start = 0; start < text.length; ) {
            int end = Math.min(text.length, start + DOCUMENT);
            while (end < text.length && (text[end] & 0xC0) == 0x80) {
                end++;
            }
            tokens += encoder.encode(text, start, end);
            start = end;
        }
        return tokens;
    }
}
