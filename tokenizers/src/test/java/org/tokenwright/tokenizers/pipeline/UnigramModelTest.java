package org.tokenwright.tokenizers.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Seeds;
import org.tokenwright.vocab.Vocabulary;

/** The Unigram model against plain ones that look at the whole text. */
class UnigramModelTest {
    private static final List<String> CHARACTERS = List.of("a", "b", "c", "\u2581", "\u2581", "é", "漢", "😀");

    @Test
    void findsThePathOfSentencePiece() {
        compareFloats(600, 300, Seeds.random("findsThePathOfSentencePiece"));
    }

    @Test
    @Tag("long")
    void findsThePathOfSentencePieceInLongTexts() {
        compareFloats(300, 20_000, Seeds.random("findsThePathOfSentencePieceInLongTexts"));
    }

    @Test
    void findsThePathOfHuggingFace() {
        compareDoubles(600, Seeds.random("findsThePathOfHuggingFace"));
    }

    private static void compareFloats(int rounds, int longest, SplittableRandom random) {
        for (int round = 0; round < rounds; round++) {
            List<String> tokens = tokens(random);
            PieceTable.Builder builder = PieceTable.builder().add("<unk>".getBytes(UTF_8), 0, PieceType.UNKNOWN);
            double[] scores = new double[tokens.size() + 1];
            List<String> found = new ArrayList<>();
            found.add(null);
            float lowest = Float.MAX_VALUE;
            float highest = Float.MIN_NORMAL;
            List<PieceType> types = new ArrayList<>();
            for (String token : tokens) {
                float score = score(random);
                PieceType type = type(random);
                types.add(type);
                builder.add(token.getBytes(UTF_8), score, type);
                found.add(type == PieceType.UNUSED ? null : token);
                scores[found.size() - 1] = score;
                lowest = type == PieceType.NORMAL ? Math.min(lowest, score) : lowest;
                highest = type == PieceType.NORMAL ? Math.max(highest, score) : highest;
            }
            for (int i = 0; i < types.size(); i++) {
                if (types.get(i) == PieceType.USER_DEFINED) {
                    scores[i + 1] = tokens.get(i).getBytes(UTF_8).length * highest - 0.1;
                }
            }
            List<Integer> byteIds = random.nextBoolean() ? addBytes(builder, scores.length) : List.of();
            PlainUnigram plain = new PlainUnigram(found, scores, lowest - 10f, true);
            PieceEncoder encoder = UnigramModel.sentencePiece(builder.build()).newEncoder();
            for (int i = 0; i < 6; i++) {
                String text = text(random, longest);
                List<Integer> expected = plain.ids(plain.path(text), 0, byteIds, false);
                assertEquals(expected, encode(encoder, text), () -> found + " on " + text);
            }
        }
    }

    private static void compareDoubles(int rounds, SplittableRandom random) {
        for (int round = 0; round < rounds; round++) {
            List<String> tokens = tokens(random);
            tokens.add("xy");
            int unknown = random.nextInt(tokens.size());
            boolean hasBytes = random.nextBoolean();
            List<Integer> byteIds = new ArrayList<>();
            for (int value = 0; value < 256 && hasBytes; value++) {
                byteIds.add(tokens.size());
                tokens.add(new String(PieceTable.byteName(value), UTF_8));
            }
            double[] scores =
                    random.doubles(tokens.size(), -9, 30).map(Math::rint).toArray();
            Vocabulary.Builder vocabulary = Vocabulary.builder();
            double lowest = Double.MAX_VALUE;
            for (int id = 0; id < scores.length; id++) {
                vocabulary.add(tokens.get(id).getBytes(UTF_8));
                lowest = Math.min(lowest, scores[id]);
            }
            PlainUnigram plain = new PlainUnigram(tokens, scores, lowest - 10, false);
            PieceEncoder encoder = UnigramModel.huggingFace(vocabulary.build(), scores, unknown, hasBytes)
                    .newEncoder();
            for (int i = 0; i < 6; i++) {
                String text = text(random, 40) + (random.nextBoolean() ? "xy" : "<0x41>xx") + text(random, 400);
                List<Integer> expected = plain.ids(plain.path(text), unknown, byteIds, true);
                assertEquals(expected, encode(encoder, text), () -> tokens + " on " + text);
            }
        }
    }

    private static List<Integer> addBytes(PieceTable.Builder builder, int first) {
        List<Integer> byteIds = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            builder.add(PieceTable.byteName(value), 0, PieceType.BYTE);
            byteIds.add(first + value);
        }
        return byteIds;
    }

    private static PieceType type(SplittableRandom random) {
        int kind = random.nextInt(12);
        return kind == 0 ? PieceType.USER_DEFINED : kind == 1 ? PieceType.UNUSED : PieceType.NORMAL;
    }

    /** Scores that often have equal sums, or nearly so. */
    private static float score(SplittableRandom random) {
        float score = -random.nextInt(1, 20) * 0.7f;
        return random.nextBoolean() ? score : score + (float) random.nextDouble(-1e-3, 1e-3);
    }

    static List<String> tokens(SplittableRandom random) {
        Set<String> tokens = new LinkedHashSet<>();
        for (int count = random.nextInt(1, 60); count > 0; count--) {
            StringBuilder token = new StringBuilder(random.nextInt(3) == 0 ? "\u2581" : "");
            for (int length = random.nextInt(1, 5); length > 0; length--) {
                token.append(CHARACTERS.get(random.nextInt(random.nextInt(4) == 0 ? CHARACTERS.size() : 3)));
            }
            tokens.add(token.toString());
        }
        return new ArrayList<>(tokens);
    }

    static String text(SplittableRandom random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(1, longest); length > 0; length--) {
            int kind = random.nextInt(8);
            text.append(
                    kind < 6 ? CHARACTERS.get(random.nextInt(4)) : CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return text.toString();
    }

    /** Encodes a text, which stands anywhere in its array, and checks that tokens tile it. */
    static List<Integer> encode(PieceEncoder encoder, String text) {
        byte[] utf8 = ("é" + text + "é").getBytes(UTF_8);
        IdBuffer out = new IdBuffer();
        out.add(-7, 0);
        encoder.encode(utf8, 2, utf8.length - 2, out);
        List<Integer> ids = new ArrayList<>();
        int end = 2;
        for (int i = 1; i < out.size(); i++) {
            ids.add(out.ids()[i]);
            assertEquals(true, out.ends()[i] > end, "ends ascend");
            end = out.ends()[i];
        }
        assertEquals(utf8.length - 2, end);
        return ids;
    }

    @Test
    void refusesWhatIsNoModel() {
        Vocabulary vocabulary = vocabulary("a", "b");
        assertMessage("there are 1 scores, expected 2, one for each id", vocabulary, new double[1], 0);
        assertMessage("the unknown token is 2, expected an id below 2", vocabulary, new double[2], 2);
        assertMessage("the score of id 1 is NaN, expected a number", vocabulary, new double[] {0, Double.NaN}, 0);
    }

    private static void assertMessage(String message, Vocabulary vocabulary, double[] scores, int unknown) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> UnigramModel.huggingFace(vocabulary, scores, unknown, false));
        assertEquals(message, e.getMessage());
    }

    @Test
    void refusesTextThatNoTokenCovers() {
        PieceEncoder encoder = UnigramModel.huggingFace(vocabulary("a", "b"), new double[2], -1, false)
                .newEncoder();
        Exception e = assertThrows(IllegalArgumentException.class, () -> encode(encoder, "abc"));
        assertEquals("no token covers byte 4 of the text, and the model has no unknown token", e.getMessage());
        assertEquals(List.of(0, 1), encode(encoder, "ab"));
    }

    private static Vocabulary vocabulary(String... tokens) {
        Vocabulary.Builder vocabulary = Vocabulary.builder();
        for (String token : tokens) {
            vocabulary.add(token.getBytes(UTF_8));
        }
        return vocabulary.build();
    }
}
