package org.tokenwright.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

/** The table of products against a map. */
class PairProductsTest {
    private static final int ROUNDS = 200;
    private static final int MOST = 3_000;
    private static final int LOOKUPS = 3_000;

    @Test
    void tableHasWhatAMapHas() {
        SplittableRandom random = Seeds.random("tableHasWhatAMapHas");
        for (int round = 0; round < ROUNDS; round++) {
            int bound = random.nextInt(2) == 0 ? random.nextInt(1, 100) : PairProducts.BOUND;
            compare(random, bound, random.nextInt(MOST));
        }
    }

    @Test
    void largestNumbersAreFound() {
        PairProducts table = new PairProducts(1);
        int largest = PairProducts.BOUND - 1;
        assertEquals(PairProducts.NOTHING, table.get(largest, largest));
        table.put(largest, largest, largest);
        assertEquals(largest, table.get(largest, largest));
        assertEquals(PairProducts.NOTHING, table.get(PairProducts.BOUND, largest), "the number behind all");
        assertEquals(PairProducts.NOTHING, table.get(0, 0));
    }

    private static void compare(SplittableRandom random, int bound, int most) {
        PairProducts table = new PairProducts(most);
        Map<Long, Integer> map = new HashMap<>();
        for (int i = 0; i < most; i++) {
            int left = random.nextInt(bound);
            int right = random.nextInt(bound);
            int product = random.nextInt(1, PairProducts.BOUND);
            if (map.putIfAbsent(pair(left, right), product) == null) {
                table.put(left, right, product);
            }
        }
        map.forEach((pair, product) -> assertEquals(product, table.get((int) (pair >>> 32), pair.intValue())));
        for (int i = 0; i < LOOKUPS; i++) {
            int left = random.nextInt(bound);
            int right = random.nextInt(bound);
            int expected = map.getOrDefault(pair(left, right), PairProducts.NOTHING);
            assertEquals(expected, table.get(left, right), () -> left + " " + right);
        }
    }

    private static long pair(int left, int right) {
        return ((long) left << 32) | right;
    }
}
