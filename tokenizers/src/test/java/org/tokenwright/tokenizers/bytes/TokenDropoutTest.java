package org.tokenwright.tokenizers.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

class TokenDropoutTest {
    private static final ByteTokenizer BYT5 = ByteTokenizers.byt5();

    /** Pinned: these are the documents that models were trained with. */
    @Test
    void whatIsNoIdStays() {
        int[] ids = {-1, 65, -100, 66, 1};
        assertArrayEquals(
                new int[] {-1, -100, 1}, TokenDropout.removing(BYT5, 1, 0).apply(0, ids));
        assertArrayEquals(
                new int[] {-1, 2, -100, 2, 1},
                TokenDropout.replacing(BYT5, 1, 2, 0).apply(0, ids));
    }

    @Test
    void whatIsDroppedStaysTheSame() {
        int[] ids = BYT5.encode("the quick brown fox jumps over the lazy dog");
        assertEquals(PINNED, BYT5.decode(TokenDropout.removing(BYT5, 0.25, 42).apply(7, ids)));
    }

    private static final String PINNED = "th quic bow fjumps ver the azydog";

    @Test
    void bothModesDropTheSameAndSpecialTokensStay() {
        SplittableRandom random = Seeds.random("bothModesDropTheSameAndSpecialTokensStay");
        for (int round = 0; round < 200; round++) {
            double probability = random.nextInt(5) / 4.0;
            long seed = random.nextLong();
            long document = random.nextLong();
            int[] ids = random.ints(random.nextInt(50), 0, 384).toArray();
            int[] replaced =
                    TokenDropout.replacing(BYT5, probability, 383, seed).apply(document, ids);
            int[] removed = TokenDropout.removing(BYT5, probability, seed).apply(document, ids);
            assertEquals(ids.length, replaced.length);
            int[] left = IntStream.range(0, ids.length)
                    .filter(i -> replaced[i] == ids[i])
                    .map(i -> ids[i])
                    .toArray();
            assertArrayEquals(left, removed);
            for (int i = 0; i < ids.length; i++) {
                boolean special = BYT5.specialTokens().bytes(ids[i]) != null;
                assertTrue(replaced[i] == ids[i] || (!special && probability > 0 && replaced[i] == 383));
                assertTrue(special || probability < 1 || replaced[i] == 383);
            }
        }
    }

    @Test
    void partsOfADocumentLoseTheSame() {
        SplittableRandom random = Seeds.random("partsOfADocumentLoseTheSame");
        TokenDropout dropout = TokenDropout.removing(BYT5, 0.3, random.nextLong());
        int[] ids = random.ints(1_000, 3, 259).toArray();
        int[] whole = dropout.apply(5, ids);
        int[] parts = ids.clone();
        int end = 0;
        for (int from = 0; from < ids.length; ) {
            int to = Math.min(ids.length, from + random.nextInt(1, 100));
            int behind = dropout.apply(5, from, parts, from, to);
            System.arraycopy(parts, from, parts, end, behind - from);
            end += behind - from;
            from = to;
        }
        assertArrayEquals(whole, Arrays.copyOf(parts, end));
    }

    @Test
    void theShareIsTheProbability() {
        int[] ids = new int[1_000_000];
        Arrays.fill(ids, 100);
        double left = TokenDropout.removing(BYT5, 0.2, 1).apply(0, ids).length / 1e6;
        assertEquals(0.8, left, 0.002);
    }

    @Test
    void argumentsAreChecked() {
        assertEquals(
                "the probability is 1.5, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> TokenDropout.removing(BYT5, 1.5, 0))
                        .getMessage());
        assertEquals(
                "the probability is NaN, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> TokenDropout.removing(BYT5, Double.NaN, 0))
                        .getMessage());
        assertEquals(
                "the id is -1, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> TokenDropout.replacing(BYT5, 0.5, -1, 0))
                        .getMessage());
    }
}
