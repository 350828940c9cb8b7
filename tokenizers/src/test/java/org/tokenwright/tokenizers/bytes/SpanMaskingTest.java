package org.tokenwright.tokenizers.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class SpanMaskingTest {
    @Test
    void targetHoldsTheSpansAndALastSentinel() {
        SpanMasking.Example example =
                SpanMasking.mask(new int[] {10, 11, 12, 13, 14}, new int[] {0, 2}, new int[] {2, 3});
        assertArrayEquals(new int[] {258, 257, 13, 14, 1}, example.input());
        assertArrayEquals(new int[] {258, 10, 11, 257, 12, 256, 1}, example.target());
        assertArrayEquals(new int[] {258, 1}, SpanMasking.of(0.5, 1, 0).mask(3).target());
    }

    /** Ids that are no sentinels come back from input and target together. */
    @Test
    void drawnSpansAreOfTheShareAndRebuildTheText() {
        SplittableRandom random = Seeds.random("drawnSpansAreOfTheShareAndRebuildTheText");
        for (int round = 0; round < 500; round++) {
            double density = 0.05 + 0.9 * random.nextDouble();
            double mean = 1 + 30 * random.nextDouble();
            SpanMasking masking = SpanMasking.of(density, mean, random.nextLong());
            int[] ids = random.ints(2 + random.nextInt(2_000), 300, 400).toArray();
            SpanMasking.Example example = masking.mask(round, ids);
            assertArrayEquals(example.input(), masking.mask(round, ids).input());
            int[] target = example.target();
            IntArrayList rebuilt = new IntArrayList();
            int at = 0;
            int spans = 0;
            for (int id : Arrays.copyOf(example.input(), example.input().length - 1)) {
                if (id >= 300) {
                    rebuilt.add(id);
                    continue;
                }
                assertEquals(258 - spans++, id);
                assertEquals(id, target[at++]);
                while (target[at] >= 300) {
                    rebuilt.add(target[at++]);
                }
            }
            assertArrayEquals(ids, rebuilt.toIntArray());
            assertEquals(258 - spans, target[at]);
            assertEquals(target.length, at + 2);
            int masked = Math.clamp(Math.round(ids.length * density), 1, ids.length - 1);
            assertEquals(masked + spans + 2, target.length);
            long wanted = Math.max(1, Math.round(masked / mean));
            assertTrue(spans == wanted || (spans < wanted && (spans == ids.length - masked || spans == 255)));
            assertTrue(example.input()[0] >= 300);
        }
    }

    /** Where the first span is does not follow from where that of a document before is. */
    @Test
    void documentsAreDrawnIndependently() {
        SpanMasking masking = SpanMasking.of(0.02, 1, 3);
        int documents = 2_000;
        int follows = 0;
        for (int document = 0; document < documents; document++) {
            int[] one = masking.mask(document, new int[102]).input();
            int[] next = masking.mask(document + 1L, new int[101]).input();
            int place = 0;
            while (one[place] != 258) {
                place++;
            }
            follows += next[place - 1] == 258 ? 1 : 0;
        }
        assertTrue(follows < documents / 10, follows + " of " + documents + " spans follow from that before");
    }

    @Test
    void argumentsAreChecked() {
        assertEquals(
                "the density is 1.0, expected above 0 and below 1",
                assertThrows(IllegalArgumentException.class, () -> SpanMasking.of(1, 3, 0))
                        .getMessage());
        assertEquals(
                "the mean length is 0.5, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> SpanMasking.of(0.1, 0.5, 0))
                        .getMessage());
        assertEquals(
                "span 1 is from 1 to 3, expected one that is not empty between 2 and 3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SpanMasking.mask(new int[3], new int[] {0, 1}, new int[] {2, 3}))
                        .getMessage());
        assertEquals(
                "256 starts and 256 ends, expected as many, at most 255",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SpanMasking.mask(new int[3], new int[256], new int[256]))
                        .getMessage());
    }
}
