package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Seeds;
import org.tokenwright.tokenizers.slow.Bytes;
import org.tokenwright.tokenizers.slow.SlowRankEncoder;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

class RankMergesTest {
    private static final int MERGED_BYTES_ALONE = 0;

    @Test
    void pairsGiveWhatRanksGiveForAnyRanks() {
        SplittableRandom random = Seeds.random("pairsGiveWhatRanksGiveForAnyRanks");
        int made = 0;
        int descending = 0;
        for (int round = 0; round < 3_000; round++) {
            Map<String, Integer> ranks = random.nextBoolean() ? anyRanks(random) : trainedRanks(random);
            Vocabulary tokens = vocabulary(ranks);
            RankMerges merges = RankMerges.of(tokens);
            assertSame(merges.table(), RankMerges.of(tokens, MERGED_BYTES_ALONE).table(), ranks);
            SlowRankEncoder slow = new SlowRankEncoder(ranks);
            for (int i = 0; i < 20; i++) {
                String text = text(random, random.nextInt(1, 24));
                assertEquals(slow.merge(text), merge(text, merges.table(), tokens), () -> text + " by " + ranks);
            }
            ranks.forEach((token, rank) ->
                    assertEquals(slow.merge(token).size() == 1, merges.isMade(rank), () -> token + " by " + ranks));
            made += merges.table().size();
            descending += merges.isAscending() ? 0 : 1;
        }
        assertTrue(made > 10_000, made + " merges");
        assertTrue(descending > 300, descending + " with a token below its parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r50k_base", "p50k_base", "cl100k_base", "o200k_base"})
    void everyTokenOfThePublishedRanksIsMadeByOnePair(String name) throws IOException {
        try (InputStream in = RankMergesTest.class.getResourceAsStream("/com/knuddels/jtokkit/" + name + ".tiktoken")) {
            Vocabulary tokens = RankFile.read(in, name).vocabulary();
            RankMerges merges = RankMerges.of(tokens);
            assertEquals(tokens.size() - 256, merges.table().size());
            assertTrue(merges.isAscending());
            assertSame(merges.table(), RankMerges.of(tokens, MERGED_BYTES_ALONE).table(), name);
        }
    }

    @Test
    void tokensThatAreAllBeginningsOfEachOtherTakeNoQuadraticTime() {
        for (boolean longestFirst : new boolean[] {false, true}) {
            Vocabulary.Builder tokens = Vocabulary.builder();
            int most = 3_000;
            for (int i = 0; i < most; i++) {
                byte[] token = new byte[longestFirst ? most - i : i + 1];
                Arrays.fill(token, (byte) 'a');
                tokens.add(token);
            }
            Vocabulary built = tokens.build();
            RankMerges merges =
                    Assertions.assertTimeout(Duration.ofSeconds(20), () -> RankMerges.of(built), "not by steps");
            assertTrue(merges.table().size() > 0);
        }
    }

    private static Vocabulary vocabulary(Map<String, Integer> ranks) {
        Vocabulary.Builder tokens = Vocabulary.builder();
        ranks.forEach((token, rank) -> tokens.put(rank, Bytes.toArray(token)));
        return tokens.build();
    }

    /** Tokens in any order, with holes. */
    private static Map<String, Integer> anyRanks(SplittableRandom random) {
        Set<String> tokens = new LinkedHashSet<>(List.of("a", "b", "c", "d"));
        for (int i = random.nextInt(30); i > 0; i--) {
            tokens.add(text(random, random.nextInt(1, 6)));
        }
        List<String> shuffled = new ArrayList<>(tokens);
        if (random.nextBoolean()) {
            for (int i = shuffled.size() - 1; i > 0; i--) {
                shuffled.set(i, shuffled.set(random.nextInt(i + 1), shuffled.get(i)));
            }
        }
        return ranked(shuffled, random);
    }

    /** Tokens that are two earlier ones together, as training gives them, though not always to be reached. */
    private static Map<String, Integer> trainedRanks(SplittableRandom random) {
        List<String> tokens = new ArrayList<>(List.of("a", "b", "c", "d"));
        for (int i = random.nextInt(40); i > 0; i--) {
            String token = tokens.get(random.nextInt(tokens.size())) + tokens.get(random.nextInt(tokens.size()));
            if (token.length() < 20 && !tokens.contains(token)) {
                tokens.add(token);
            }
        }
        return ranked(tokens, random);
    }

    private static Map<String, Integer> ranked(List<String> tokens, SplittableRandom random) {
        Map<String, Integer> ranks = new HashMap<>();
        int rank = 0;
        for (String token : tokens) {
            rank += random.nextInt(10) == 0 ? 2 : 1;
            ranks.put(token, rank);
        }
        return ranks;
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(random.nextInt(1, 5))));
        }
        return text.toString();
    }

    /** Merges pairs, as plainly as can be: always the lowest rank there is, the leftmost first. */
    private static List<String> merge(String text, MergeTable merges, Vocabulary tokens) {
        List<String> parts = new ArrayList<>(List.of(text.split("")));
        while (true) {
            int best = -1;
            int lowest = MergeTable.NO_RANK;
            for (int i = 0; i + 1 < parts.size(); i++) {
                int left = tokens.idOf(Bytes.toArray(parts.get(i)));
                int right = tokens.idOf(Bytes.toArray(parts.get(i + 1)));
                int rank = left < 0 || right < 0 ? MergeTable.NO_RANK : merges.rank(left, right);
                if (rank < lowest) {
                    lowest = rank;
                    best = i;
                }
            }
            if (best < 0) {
                return parts;
            }
            parts.set(best, parts.get(best) + parts.remove(best + 1));
        }
    }

    private static void assertSame(MergeTable expected, MergeTable table, Object about) {
        assertEquals(expected.size(), table.size(), about::toString);
        for (int rank = 0; rank < table.size(); rank++) {
            assertEquals(expected.left(rank), table.left(rank), about::toString);
            assertEquals(expected.right(rank), table.right(rank), about::toString);
            assertEquals(expected.product(rank), table.product(rank), about::toString);
        }
    }
}
