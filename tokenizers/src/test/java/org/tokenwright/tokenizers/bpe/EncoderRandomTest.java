package org.tokenwright.tokenizers.bpe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.slow.SlowEncoder;
import org.tokenwright.vocab.MergeTable;

/** Merging against the plain encoder, with merge tables that no trainer would make. */
class EncoderRandomTest {
    @Test
    void mergersGiveWhatThePlainEncoderGives() {
        compare(3_000, Seeds.random("mergersGiveWhatThePlainEncoderGives"));
    }

    @Test
    @Tag("long")
    void mergersGiveWhatThePlainEncoderGivesOnManyTables() {
        compare(300_000, Seeds.random("mergersGiveWhatThePlainEncoderGivesOnManyTables"));
    }

    private static void compare(int rounds, SplittableRandom random) {
        for (int round = 0; round < rounds; round++) {
            compareOne(random);
        }
    }

    private static void compareOne(SplittableRandom random) {
        List<String> tokens = new ArrayList<>(List.of("a", "b", "c"));
        List<List<String>> merges = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (int rank = random.nextInt(1, 120); rank > 0; rank--) {
            List<String> pair = List.of(pick(tokens, random), pick(tokens, random));
            String product = pair.get(0) + pair.get(1);
            if (product.length() < 12 && (seen.add(pair) || random.nextInt(3) == 0)) {
                merges.add(pair);
                if (!tokens.contains(product)) {
                    tokens.add(product);
                }
            }
        }
        MergeTable table = table(tokens, merges);
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(1, random.nextBoolean() ? 20 : 200); length > 0; length--) {
            text.append(tokens.get(random.nextInt(3)).repeat(random.nextInt(6) == 0 ? 7 : 1));
        }
        String input = merges + " on " + text;
        int[] symbols = text.chars().map(c -> c - 'a').toArray();

        SlowEncoder slow = new SlowEncoder(merges, List.of());
        assertMerged(slow.encodeWord(text.toString()), tokens, symbols, table, true, input);

        SlowEncoder slowSuper = new SlowEncoder(List.of(), merges);
        List<String> units = Arrays.asList(text.toString().split(""));
        assertMerged(slowSuper.encode(units), tokens, symbols, table, false, input);
    }

    private static void assertMerged(
            List<String> expected,
            List<String> tokens,
            int[] symbols,
            MergeTable table,
            boolean clocked,
            String input) {
        int[] ids = expected.stream().mapToInt(tokens::indexOf).toArray();
        int[] merged =
                IntStream.concat(IntStream.of(-9), Arrays.stream(symbols)).toArray();
        int end = new Merger(table, clocked).merge(merged, 1, merged.length);
        assertArrayEquals(ids, Arrays.copyOfRange(merged, 1, end), input);
        int[] byLong = symbols.clone();
        LongMerger longMerger = new LongMerger(table, clocked);
        int longEnd = longMerger.merge(byLong, 0, byLong.length);
        assertArrayEquals(ids, Arrays.copyOf(byLong, longEnd), input);
        int[] again = symbols.clone();
        assertEquals(longEnd, longMerger.merge(again, 0, again.length), input);
        assertArrayEquals(ids, Arrays.copyOf(again, longEnd), input);
    }

    private static MergeTable table(List<String> tokens, List<List<String>> merges) {
        int[] lefts =
                merges.stream().mapToInt(pair -> tokens.indexOf(pair.get(0))).toArray();
        int[] rights =
                merges.stream().mapToInt(pair -> tokens.indexOf(pair.get(1))).toArray();
        int[] products = merges.stream()
                .mapToInt(pair -> tokens.indexOf(pair.get(0) + pair.get(1)))
                .toArray();
        return MergeTable.of(lefts, rights, products);
    }

    private static String pick(List<String> tokens, SplittableRandom random) {
        return tokens.get(random.nextInt(tokens.size()));
    }
}
