package org.tokenwright.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokenwright.tokenizers.segment.SegmentStream;
import org.tokenwright.tokenizers.segment.Segmenters;

/** Cuts ten megabytes into segments, 64 KiB at a time; MB/s is 10 times the operations per second. */
@State(Scope.Thread)
public class SegmenterBenchmark {
    private static final int PIECE = 1 << 16;

    /** Name of the rule. */
    @Param({"words", "spacebyte", "bytes:8", "characters:4", "uax29", "hat", "tfree"})
    public String rule = "words";

    /** Path of a text, or nothing for made-up prose. */
    @Param("")
    public String file = "";

    private byte[] text = new byte[0];
    private long segments;

    /** Creates the benchmark. */
    public SegmenterBenchmark() {}

    /** Loads the text. */
    @Setup
    public void prepare() {
        text = SampleText.load(file, 10_000_000);
    }

    /**
     * {@return number of segments}
     */
    @Benchmark
    public long segment() {
        segments = 0;
        SegmentStream stream = Segmenters.of(rule).newStream();
        for (int start = 0; start < text.length; start += PIECE) {
            stream.add(text, start, Math.min(start + PIECE, text.length), this::count);
        }
        stream.finish(this::count);
        return segments;
    }

    private void count(long[] ends, int start, int end) {
        segments += end - start;
    }
}
