package org.tokenwright.tokenizers.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tokenwright.testing.Seeds;

class EntropySegmenterTest {
    @Test
    void cutsAsTheRulesSay() {
        SplittableRandom random = Seeds.random("EntropySegmenterTest");
        for (int round = 0; round < 2_500; round++) {
            int size = random.nextInt(random.nextInt(20) == 0 ? 10_000 : 30);
            double[] entropies =
                    random.doubles(size, 0, 4).map(h -> Math.rint(h * 8) / 8).toArray();
            double threshold = random.nextDouble(3);
            double increase = random.nextDouble(2) - 0.5;
            double patch = 1 + random.nextDouble(6);
            int max = random.nextBoolean() ? 1 + random.nextInt(6) : Integer.MAX_VALUE;
            assertRule(
                    EntropyRule.global(threshold),
                    max,
                    entropies,
                    random,
                    each(entropies, k -> entropies[k] > threshold));
            assertRule(
                    EntropyRule.monotonic(increase),
                    max,
                    entropies,
                    random,
                    each(entropies, k -> k == 1 || entropies[k] - entropies[k - 1] > increase));
            assertRule(
                    EntropyRule.combined(threshold, increase),
                    max,
                    entropies,
                    random,
                    each(
                            entropies,
                            k -> k == 1
                                    || (k > 2
                                            && entropies[k] > threshold
                                            && entropies[k] - entropies[k - 1] > increase)));
            assertRule(EntropyRule.largest(patch), max, entropies, random, largest(entropies, patch));
        }
    }

    private static List<Integer> each(double[] entropies, IntPredicate begins) {
        return IntStream.range(1, entropies.length).filter(begins).boxed().toList();
    }

    private static List<Integer> largest(double[] entropies, double patch) {
        int count = Math.max((int) ((entropies.length + 1) / patch) - 2, 0);
        return IntStream.range(1, entropies.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -entropies[k]))
                .limit(count)
                .sorted()
                .toList();
    }

    private static void assertRule(
            EntropyRule rule, int max, double[] entropies, SplittableRandom random, List<Integer> starts) {
        List<Integer> ends = new ArrayList<>();
        int start = 0;
        List<Integer> all = new ArrayList<>(starts);
        all.add(entropies.length);
        for (int end : all) {
            for (; end - start > max; start += max) {
                ends.add(start + max);
            }
            if (end > start) {
                ends.add(end);
            }
            start = end;
        }
        int[] expected = ends.stream().mapToInt(end -> end).toArray();
        Segmenter segmenter = Segmenters.entropy(rule.withMaxLength(max), () -> ByteEntropy.of(entropies));
        byte[] text = new byte[entropies.length];
        assertArrayEquals(expected, segmenter.ends(text, 0, text.length), () -> Arrays.toString(entropies));
        SegmentStream stream = segmenter.newStream();
        for (int time = 0; time < 2; time++) {
            assertArrayEquals(expected, Segments.inPieces(stream, text, random), () -> Arrays.toString(entropies));
        }
    }

    @Test
    void orderOfDoubles() {
        double[] values = {
            -0.0, 0.0, 3, Double.MAX_VALUE, -1, Double.MIN_VALUE, -Double.MAX_VALUE, 3, Double.POSITIVE_INFINITY
        };
        for (int count = 0; count <= values.length + 1; count++) {
            int[] expected = IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(k -> -(values[k] + 0.0)))
                    .limit(count)
                    .mapToInt(k -> k)
                    .sorted()
                    .toArray();
            assertArrayEquals(expected, LargestValues.places(values, 0, values.length, count));
        }
    }

    @Test
    void cutsLengths() {
        assertArrayEquals(new int[] {1, 4, 4, 2, 3}, BltPatches.lengths(new int[] {0, 1, 11}, 14, 4));
        assertArrayEquals(new int[0], BltPatches.lengths(new int[0], 0, 4));
        assertArrayEquals(new int[0], BltPatches.spaceStarts());
        assertArrayEquals(new int[0], BltPatches.entropyStarts(new double[0], EntropyRule.global(1), true));
        assertArrayEquals(new int[0], BltPatches.entropyStarts(new double[0], EntropyRule.largest(1), false));
    }

    @Test
    void refusesWhatIsWrong() {
        assertMessage(
                "patch 1 begins at 3 and ends at 2, expected starts from 0 to 9 in order",
                () -> BltPatches.lengths(new int[] {0, 3, 2}, 9, 4));
        assertMessage("the longest patch is 0, expected 1 or more", () -> BltPatches.lengths(new int[] {0}, 9, 0));
        assertMessage("id 260 at index 1 is no byte, expected at most 259", () -> BltPatches.spaceStarts(1, 260));
        assertMessage("the patch size is 0.5, expected 1 or more", () -> EntropyRule.largest(0.5));
        assertMessage("found NaN, expected a finite number", () -> EntropyRule.global(Double.NaN));
        assertMessage(
                "the longest patch is 0, expected 1 or more",
                () -> EntropyRule.global(1).withMaxLength(0));
        assertMessage("there are entropies for 1 bytes, the text has at least 2", () -> cut(1));
        assertMessage("the entropy of byte 1 is NaN", () -> cut(1, Double.NaN));
    }

    private static void cut(double... entropies) {
        Segmenters.entropy(EntropyRule.global(1), () -> ByteEntropy.of(entropies))
                .ends(new byte[2], 0, 2);
    }

    private static void assertMessage(String message, Executable executable) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
