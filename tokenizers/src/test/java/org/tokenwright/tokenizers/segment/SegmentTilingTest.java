package org.tokenwright.tokenizers.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.SpecialTokenPolicy;

@Tag("long")
class SegmentTilingTest {
    private static final int TEXTS = 1_000_000;

    /** Each text by one rule, and in pieces. */
    @Test
    void aMillionTextsTileExactly() {
        SplittableRandom random = Seeds.random("aMillionTextsTileExactly");
        List<Segmenter> segmenters = new ArrayList<>();
        SegmenterTest.names().forEach(name -> segmenters.add(Segmenters.of(name)));
        segmenters.add(Segmenters.limited(Segmenters.of("hat"), 5));
        segmenters.add(Segmenters.entropy(EntropyRule.global(1.5), Wave::new));
        segmenters.add(Segmenters.entropy(EntropyRule.monotonic(0.5).withMaxLength(4), Wave::new));
        segmenters.add(Segmenters.entropy(EntropyRule.combined(1, 0.1), Wave::new));
        segmenters.add(Segmenters.entropy(EntropyRule.largest(3), Wave::new));
        segmenters.add(
                Segmenters.tokens(SegmentTokenizers.of("gpt4o_simple.model", "gpt4o"), SpecialTokenPolicy.IGNORE));
        List<SegmentStream> streams =
                segmenters.stream().map(Segmenter::newStream).toList();
        for (int text = 0; text < TEXTS; text++) {
            byte[] utf8 = Segments.random(random, text % 1000 == 0 ? 2_000 : 40);
            int rule = text % segmenters.size();
            if (segmenters.get(rule).name().equals("tokens")) {
                utf8 = new String(utf8, UTF_8).getBytes(UTF_8);
            }
            byte[] bytes = utf8;
            int[] ends = segmenters.get(rule).ends(utf8, 0, utf8.length);
            Segments.assertTiling(ends, utf8.length, segmenters.get(rule).name());
            assertArrayEquals(ends, Segments.inPieces(streams.get(rule), utf8, random), () -> Segments.show(bytes));
        }
    }

    /** A model with an opinion on every byte. */
    private static final class Wave implements ByteEntropy {
        private int state;

        @Override
        public void begin() {
            state = 1;
        }

        @Override
        public void add(byte[] utf8, int start, int end, double[] entropies) {
            for (int i = start; i < end; i++) {
                entropies[i - start] = (state >>> 20) / 1024.0;
                state = 31 * state + utf8[i];
                state ^= state << 13;
            }
        }
    }
}
