package org.tokenwright.tokenizers.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;

/** SentencePiece's BPE against a plain one, with vocabularies that no trainer would make. */
class ScoredBpeModelTest {
    @Test
    void mergesAsThePlainModelDoes() {
        compare(2_000, 60, Seeds.random("mergesAsThePlainModelDoes"));
    }

    @Test
    @Tag("long")
    void mergesLongTextsAsThePlainModelDoes() {
        compare(500, 600, Seeds.random("mergesLongTextsAsThePlainModelDoes"));
    }

    private static void compare(int rounds, int longest, SplittableRandom random) {
        for (int round = 0; round < rounds; round++) {
            List<String> tokens = UnigramModelTest.tokens(random);
            for (String character : List.of("a", "b", "\u2581")) {
                if (random.nextInt(4) > 0 && !tokens.contains(character)) {
                    tokens.add(character);
                }
            }
            boolean hasUnused = random.nextInt(3) == 0;
            boolean hasUserDefined = random.nextInt(3) == 0;
            Map<String, Float> scores = new HashMap<>();
            Set<String> userDefined = new HashSet<>();
            Set<String> unused = new HashSet<>();
            PieceTable.Builder builder = PieceTable.builder().add("<unk>".getBytes(UTF_8), 0, PieceType.UNKNOWN);
            for (String token : tokens) {
                float score = -random.nextInt(random.nextBoolean() ? 5 : 1000);
                PieceType type = PieceType.NORMAL;
                if (hasUnused && random.nextInt(3) == 0) {
                    type = PieceType.UNUSED;
                    unused.add(token);
                } else if (hasUserDefined && random.nextInt(8) == 0) {
                    type = PieceType.USER_DEFINED;
                    userDefined.add(token);
                }
                scores.put(token, score);
                builder.add(token.getBytes(UTF_8), score, type);
            }
            PlainScoredBpe plain = new PlainScoredBpe(scores, userDefined, unused);
            PieceEncoder encoder = ScoredBpeModel.of(builder.build()).newEncoder();
            for (int i = 0; i < 5; i++) {
                String text = UnigramModelTest.text(random, longest);
                List<Integer> expected = ids(plain.encode(text), tokens);
                assertEquals(
                        expected,
                        UnigramModelTest.encode(encoder, text),
                        () -> scores + ", unused " + unused + ", user-defined " + userDefined + " on " + text);
            }
        }
    }

    private static List<Integer> ids(List<String> symbols, List<String> tokens) {
        List<Integer> ids = new ArrayList<>();
        for (String symbol : symbols) {
            int id = tokens.indexOf(symbol) + 1;
            if (id > 0 || ids.isEmpty() || ids.getLast() > 0) {
                ids.add(id);
            }
        }
        return ids;
    }

    @Test
    void encodesLongRunsInTimeThatIsHardlyMoreThanLinear() {
        PieceTable.Builder builder = PieceTable.builder().add("<unk>".getBytes(UTF_8), 0, PieceType.UNKNOWN);
        String run = "a";
        for (int i = 0; run.length() <= 4096; i++, run += run) {
            builder.add(run.getBytes(UTF_8), -i, PieceType.NORMAL);
        }
        PieceEncoder encoder = ScoredBpeModel.of(builder.build()).newEncoder();
        List<Integer> ids = UnigramModelTest.encode(encoder, "a".repeat(1 << 20));
        assertEquals(256, ids.size());
    }

    @Test
    void refusesTokensThatAreTooLongTogether() {
        PieceTable.Builder builder = PieceTable.builder().add("<unk>".getBytes(UTF_8), 0, PieceType.UNKNOWN);
        byte[] token = "a".repeat(1 << 16).getBytes(UTF_8);
        for (byte first : new byte[] {'b', 'c'}) {
            token[0] = first;
            builder.add(token.clone(), 0, PieceType.NORMAL);
        }
        PieceTable pieces = builder.build();
        Exception e = assertThrows(IllegalArgumentException.class, () -> ScoredBpeModel.of(pieces));
        assertEquals(
                "the squares of the lengths of all pieces have the sum 8589934617, expected at most 4294967296",
                e.getMessage());
    }
}
