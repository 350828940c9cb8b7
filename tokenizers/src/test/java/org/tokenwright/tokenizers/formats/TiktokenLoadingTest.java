package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokenwright.tokenizers.Tokenizer;

/** What it costs to load published ranks, in a warm JVM. */
@Tag("long")
class TiktokenLoadingTest {
    @ParameterizedTest
    @CsvSource({"r50k_base, 300, 25", "p50k_base, 300, 25", "cl100k_base, 300, 25", "o200k_base, 1500, 50"})
    void loadsFastAndKeepsLittle(String name, double mostMillis, double mostMegabytes) throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long start = System.nanoTime();
            TiktokenFormat.load(name);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        long before = heap();
        Tokenizer tokenizer = TiktokenFormat.load(name).tokenizer();
        tokenizer.encode("Hello, world");
        double megabytes = (heap() - before) / 1e6;
        System.out.printf("%s: loaded in %.0f ms, keeps %.1f MB%n", name, best, megabytes);
        assertTrue(best < mostMillis, best + " ms");
        assertTrue(megabytes < mostMegabytes, megabytes + " MB");
        assertFalse(tokenizer.specialTokens().isEmpty());
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
