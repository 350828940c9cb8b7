package org.tokenwright.tokenizers.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.SplittableRandom;

/** Any bytes: every rule tiles them, as the slow model does, in any pieces. */
class SegmenterFuzzTest {
    private static final int LONGEST_COMPARED = 300;

    @FuzzTest(maxDuration = "1m")
    void tilesAnyBytes(byte[] bytes) {
        for (String name : SegmenterTest.names()) {
            Segmenter segmenter = Segmenters.of(name);
            int[] ends = segmenter.ends(bytes, 0, bytes.length);
            Segments.assertTiling(ends, bytes.length, name);
            SplittableRandom random = new SplittableRandom(bytes.length);
            assertArrayEquals(ends, Segments.inPieces(segmenter.newStream(), bytes, random), name);
            if (bytes.length <= LONGEST_COMPARED) {
                assertArrayEquals(SlowSegmenters.ends(name, bytes), ends, name);
            }
        }
    }
}
