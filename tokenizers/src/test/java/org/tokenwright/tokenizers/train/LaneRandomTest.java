package org.tokenwright.tokenizers.train;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

/** A lane against a plain model, with units whose bytes are also those of several others put together. */
class LaneRandomTest {
    private static final List<String> UNITS = List.of("a", "b", "ab", "ba", "aa", "aab", "c");

    /** A sequence of tokens that occurs so many times. */
    private record Sequence(List<String> tokens, long weight) {}

    /** A pair of neighbours. */
    private record Pair(String left, String right) {}

    @Test
    void mergesAsThePlainModelDoes() {
        SplittableRandom random = Seeds.random("mergesAsThePlainModelDoes");
        int inexact = 0;
        for (int round = 0; round < 2_000; round++) {
            List<Sequence> sequences = sequences(random);
            long floor = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0;
            inexact += compare(sequences, floor) ? 0 : 1;
        }
        assertTrue(inexact > 0, "no lane met a token that it had held before");
    }

    private static List<Sequence> sequences(SplittableRandom random) {
        List<Sequence> sequences = new ArrayList<>();
        long weight = random.nextInt(1, 30);
        int units = random.nextInt(2, UNITS.size() + 1);
        for (int count = random.nextInt(1, 8); count > 0; count--) {
            List<String> tokens = new ArrayList<>();
            for (int length = random.nextInt(1, 20); length > 0; length--) {
                tokens.add(UNITS.get(random.nextInt(units)));
            }
            sequences.add(new Sequence(tokens, weight));
            weight = Math.max(1, weight - random.nextInt(4));
        }
        return sequences;
    }

    /** Merges until no pair above the floor is left; returns false if the lane says before that it is no longer exact. */
    private static boolean compare(List<Sequence> sequences, long floor) {
        Tokens tokens = new Tokens();
        Lane lane = new Lane(layOut(sequences, tokens), tokens, floor, Counting.STANDARD);
        String input = sequences + " above " + floor;
        List<Sequence> plain = sequences;
        for (Optional<Map.Entry<Pair, Long>> best = best(plain, floor); best.isPresent(); best = best(plain, floor)) {
            Pair pair = best.get().getKey();
            assertTrue(lane.findBest(), input);
            assertEquals(pair, new Pair(text(tokens, lane.bestLeft()), text(tokens, lane.bestRight())), input);
            assertEquals(best.get().getValue(), lane.bestCount(), input);
            int product = lane.mergeBest();
            assertEquals(pair.left() + pair.right(), text(tokens, product), input);
            if (!lane.isExact()) {
                return false;
            }
            List<Sequence> merged =
                    plain.stream().map(sequence -> merge(sequence, pair)).toList();
            boolean completing = false;
            for (int i = 0; i < merged.size(); i++) {
                completing |= merged.get(i).tokens().size() == 1
                        && plain.get(i).tokens().size() > 1;
            }
            assertEquals(completing, lane.wasCompleting(), input);
            plain = merged;
        }
        assertTrue(!lane.findBest(), input);
        return true;
    }

    private static Cells layOut(List<Sequence> sequences, Tokens tokens) {
        Cells.Builder cells = new Cells.Builder(100, 1_000);
        for (Sequence sequence : sequences) {
            for (String unit : sequence.tokens()) {
                byte[] bytes = unit.getBytes(ISO_8859_1);
                cells.unit(tokens.add(bytes, 0, bytes.length));
            }
            cells.endSequence(sequence.weight());
        }
        return cells.build();
    }

    private static String text(Tokens tokens, int token) {
        return new String(tokens.bytes(token), ISO_8859_1);
    }

    private static Optional<Map.Entry<Pair, Long>> best(List<Sequence> sequences, long floor) {
        Map<Pair, Long> counts = new HashMap<>();
        for (Sequence sequence : sequences) {
            boolean skip = false;
            for (int i = 0; i + 1 < sequence.tokens().size(); i++) {
                Pair pair = new Pair(sequence.tokens().get(i), sequence.tokens().get(i + 1));
                boolean equal = pair.left().equals(pair.right());
                if (!(equal && skip)) {
                    counts.merge(pair, sequence.weight(), Long::sum);
                }
                skip = equal && !skip;
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > floor)
                .min(Map.Entry.<Pair, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().left())
                        .thenComparing(entry -> entry.getKey().right(), Comparator.naturalOrder()));
    }

    private static Sequence merge(Sequence sequence, Pair pair) {
        List<String> merged = new ArrayList<>();
        List<String> tokens = sequence.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            if (i + 1 < tokens.size()
                    && tokens.get(i).equals(pair.left())
                    && tokens.get(i + 1).equals(pair.right())) {
                merged.add(pair.left() + pair.right());
                i++;
            } else {
                merged.add(tokens.get(i));
            }
        }
        return new Sequence(merged, sequence.weight());
    }
}
