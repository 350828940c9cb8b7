package org.tokenwright.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;

/** Reads ten megabytes from memory in one format; MB/s is 10 times the operations per second. */
@State(Scope.Thread)
public class ReaderBenchmark {
    /** The format. */
    @Param({"LINES", "TEXT", "JSONL"})
    public TextFormat format = TextFormat.LINES;

    /** Path of a text of that format, or nothing for made-up prose. */
    @Param("")
    public String file = "";

    private byte[] text = new byte[0];

    /** Creates the benchmark. */
    public ReaderBenchmark() {}

    /** Makes the text. */
    @Setup
    public void prepare() {
        text = SampleText.load(file, 10_000_000);
        if (format == TextFormat.JSONL && file.isEmpty()) {
            String lines = new String(text, StandardCharsets.UTF_8).replaceAll("(.{2000}[^\n ]*)[\n ]+", "$1\n");
            text = ("{\"text\":\"" + lines.strip().replaceAll("\n+", "\"}\n{\"text\":\"") + "\"}\n")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * {@return bytes of all documents}
     *
     * @throws IOException if the text is malformed
     */
    @Benchmark
    public long read() throws IOException {
        TextSource source = TextSource.builder().stream("benchmark", new ByteArrayInputStream(text))
                .format(format)
                .build();
        long bytes = 0;
        try (DocumentReader reader = source.open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                bytes += document.length();
            }
        }
        return bytes;
    }
}
