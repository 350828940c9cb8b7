package org.tokenwright.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

/** The cache against a map: it may forget, and gives nothing that was not put into it. */
class PieceCacheTest {
    private static final int LARGEST_ID = (1 << 24) - 1;

    @Test
    void cacheGivesWhatWasPut() {
        SplittableRandom random = Seeds.random("cacheGivesWhatWasPut");
        for (int round = 0; round < 20; round++) {
            compare(random, 5_000, random.nextInt(1, 300));
        }
    }

    @Test
    @Tag("long")
    void cacheGivesWhatWasPutWhenItHasForgotten() {
        SplittableRandom random = Seeds.random("cacheGivesWhatWasPutWhenItHasForgotten");
        compare(random, 2_000_000, 12);
        compare(random, 200_000, 256);
    }

    private static void compare(SplittableRandom random, int pieces, int longest) {
        PieceCache cache = new PieceCache();
        Map<String, int[]> expected = new HashMap<>();
        byte[] text = new byte[400];
        int[] ids = new int[400];
        int misses = 0;
        for (int i = 0; i < pieces; i++) {
            int length = random.nextInt(1, longest + 1);
            int start = random.nextInt(text.length - length + 1);
            for (int at = start; at < start + length; at++) {
                text[at] = (byte) random.nextInt(length > 2 ? 3 : 256);
            }
            String key = Arrays.toString(Arrays.copyOfRange(text, start, start + length));
            int end = cache.get(text, start, start + length, ids, 2);
            if (end < 0) {
                misses += expected.containsKey(key) ? 1 : 0;
                int count = random.nextInt(random.nextBoolean() ? Math.min(length, 6) : length) + 1;
                int bound = random.nextBoolean() ? 1000 : LARGEST_ID + 1;
                int[] made = random.ints(count, 0, bound).toArray();
                cache.put(text, start, start + length, made, 0, count);
                expected.put(key, made);
            } else {
                assertArrayEquals(expected.get(key), Arrays.copyOfRange(ids, 2, end), key);
            }
        }
        assertTrue(pieces > 5_000 || longest > PieceCache.LONGEST || misses == 0, () -> "forgotten of " + pieces);
    }

    @Test
    void longPretokensAreNotRemembered() {
        PieceCache cache = new PieceCache();
        byte[] text = new byte[PieceCache.LONGEST + 1];
        cache.put(text, 0, text.length, new int[] {1}, 0, 1);
        assertEquals(PieceCache.MISSING, cache.get(text, 0, text.length, new int[8], 0));
        cache.put(text, 1, text.length, new int[] {1}, 0, 1);
        assertEquals(1, cache.get(text, 1, text.length, new int[8], 0));
    }
}
