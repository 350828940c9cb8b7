package org.tokenwright.embeddings.hashing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tokenwright.embeddings.VectorTable;
import org.tokenwright.embeddings.fasttext.WordVectors;
import org.tokenwright.testing.Seeds;

/** spaCy's CharacterEmbed and StaticVectors, whose parts are compared with what their definitions say step by step. */
class TokenPartTest {
    private static final Lexicon LEXICON = Lexicon.of(Map.of());
    private static final List<String> TOKENS =
            List.of("", "a", "ab", "abc", "Apfel", "über", "internationalization", "日本");

    private static float[] embed(TokenPart part, String token) {
        float[] vector = new float[part.dimension()];
        part.embed(token, vector, 0);
        return vector;
    }

    /** A row says its own number. */
    private static VectorTable numbers(int rows) {
        float[] components = new float[rows];
        for (int i = 0; i < rows; i++) {
            components[i] = i;
        }
        return FloatTable.of(1, components);
    }

    @Test
    void bytesComeFromBothEnds() {
        TokenPart part = TokenPart.characters(numbers(4 * 256));
        assertArrayEquals(new float[] {255, 256 + 255, 512 + 255, 768 + 255}, embed(part, ""));
        assertArrayEquals(new float[] {'a', 256 + 255, 512 + 255, 768 + 255}, embed(part, "a"));
        assertArrayEquals(new float[] {'a', 256 + 'b', 512 + 255, 768 + 255}, embed(part, "ab"));
        assertArrayEquals(new float[] {'a', 256 + 'c', 512 + 'b', 768 + 255}, embed(part, "abc"));
        assertArrayEquals(new float[] {'a', 256 + 'e', 512 + 'b', 768 + 'd'}, embed(part, "abcde"));
        assertArrayEquals(new float[] {0xC3, 256 + 'r', 512 + 0xBC, 768 + 'e'}, embed(part, "über"));
    }

    @Test
    void bytesAsTheyAreDealtOneAfterTheOther() {
        SplittableRandom random = Seeds.random("TokenPartTest.bytesAsTheyAreDealtOneAfterTheOther");
        int places = 1 + random.nextInt(9);
        FloatTable table =
                TrainableTable.uniform(places * 256, 3, 1, random.nextLong()).freeze();
        for (String token : TOKENS) {
            Deque<Integer> left = new ArrayDeque<>();
            for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
                left.add(b & 0xFF);
            }
            float[] expected = new float[3 * places];
            for (int place = 0; place < places; place++) {
                int value = left.isEmpty() ? 255 : place % 2 == 0 ? left.removeFirst() : left.removeLast();
                table.copy(place * 256L + value, expected, 3 * place);
            }
            assertArrayEquals(expected, embed(TokenPart.characters(table), token), token);
        }
    }

    @Test
    void vectorsAreMultipliedByTheMatrix() {
        WordVectors vectors = WordVectors.of(
                List.of("north", "east"), 2, word -> word.equals("north") ? new float[] {0, 1} : new float[] {1, 0});
        TokenPart part = TokenPart.vectors(vectors, FloatTable.of(2, 1, 2, 3, 4, 5, 6));
        assertArrayEquals(new float[] {2, 4, 6}, embed(part, "north"));
        assertArrayEquals(new float[] {1, 3, 5}, embed(part, "east"));
        assertArrayEquals(new float[3], embed(part, "West"));
    }

    private static List<TokenPart> characterEmbed(SplittableRandom random) {
        return List.of(
                TokenPart.characters(TrainableTable.uniform(4 * 256, 3, 1, random.nextLong())),
                TokenPart.attribute(
                        LEXICON, LexicalAttribute.LOWER, TrainableTable.uniform(20, 5, 1, random.nextLong()), 5));
    }

    private static List<TokenPart> withVectors(SplittableRandom random) {
        FloretVectors table = FloretVectors.of(
                FloretNgrams.of(50, 2, 3, 2),
                TrainableTable.uniform(50, 4, 1, random.nextLong()).freeze());
        return List.of(
                TokenPart.attribute(
                        LEXICON, LexicalAttribute.NORM, TrainableTable.uniform(20, 5, 1, random.nextLong()), 8),
                TokenPart.vectors(table, TrainableTable.uniform(5, 4, 1, random.nextLong())));
    }

    /** Each part learns what a small change of one number of its table does to the vector. */
    @Test
    void gradientsAreThoseOfSmallChanges() {
        SplittableRandom random = Seeds.random("TokenPartTest.gradientsAreThoseOfSmallChanges");
        List<TokenPart> parts = new ArrayList<>(characterEmbed(random));
        parts.addAll(withVectors(random));
        for (TokenPart part : parts) {
            for (String token : TOKENS) {
                float[] gradient = TrainableTable.uniform(part.dimension() + 1, 1, random);
                TrainableTable trained = TrainableTable.copyOf(part.table());
                part.addGradient(token, gradient, 1, trained);
                float[] row = new float[trained.dimension()];
                for (int i = 0; i < trained.rows(); i++) {
                    trained.copyGradient(i, row, 0);
                    int component = random.nextInt(row.length);
                    double slope = slope(part, token, gradient, i, component);
                    assertEquals(slope, row[component], 2e-3 * (1 + Math.abs(slope)), token);
                }
            }
        }
    }

    private static double slope(TokenPart part, String token, float[] gradient, int row, int component) {
        float step = 0.25f; // all parts are linear in their tables
        float[] components = TrainableTable.components(part.table());
        int index = row * part.table().dimension() + component;
        components[index] += step;
        float[] more = embed(part.over(FloatTable.of(part.table().dimension(), components)), token);
        float[] before = embed(part, token);
        double slope = 0;
        for (int i = 0; i < more.length; i++) {
            slope += ((double) more[i] - before[i]) * gradient[i + 1] / step;
        }
        return slope;
    }

    @Test
    void mixedPartsLearn() {
        SplittableRandom random = Seeds.random("TokenPartTest.mixedPartsLearn");
        for (List<TokenPart> parts : List.of(characterEmbed(random), withVectors(random))) {
            MultiHashTrainer trainer = MultiHashTrainer.random(parts, 6, 3, random.nextLong());
            assertArrayEquals(embed(parts.get(0), "Apfel"), firstPart(trainer, parts, "Apfel"));
            float[] target = {1, -1, 1, -1, 1, -1};
            double first = distance(target, trainer.vector("Apfel"));
            for (int step = 0; step < 300; step++) {
                float[] gradient = trainer.vector("Apfel");
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] -= target[i];
                }
                trainer.addGradient("Apfel", gradient);
                trainer.step(0.01f);
            }
            MultiHashEmbed trained = trainer.freeze();
            assertTrue(distance(target, trained.vector("Apfel")) < 0.5 * first + 1e-6);
            assertArrayEquals(
                    trained.vector("Birne"), MultiHashTrainer.of(trained).vector("Birne"));
        }
    }

    private static float[] firstPart(MultiHashTrainer trainer, List<TokenPart> parts, String token) {
        return Arrays.copyOf(trainer.freeze().concatenated(token), parts.get(0).dimension());
    }

    private static double distance(float[] target, float[] vector) {
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            sum += ((double) vector[i] - target[i]) * (vector[i] - target[i]);
        }
        return sum;
    }

    @Test
    void shapesAreChecked() {
        WordVectors vectors = WordVectors.of(List.of("a"), 2, word -> new float[2]);
        assertMessage(
                "a table of 257 rows, expected 256 for each byte that is looked at",
                () -> TokenPart.characters(numbers(257)));
        assertMessage(
                "a table of 512 rows of 1, expected 256 of 1",
                () -> TokenPart.characters(numbers(256)).over(numbers(512)));
        assertMessage(
                "a matrix of 1 columns, expected 2 as the vectors have components",
                () -> TokenPart.vectors(vectors, numbers(3)));
        assertMessage(
                "the trained matrix has 1 rows of 2, expected 2 of 2",
                () -> TokenPart.vectors(vectors, FloatTable.of(2, 1, 2, 3, 4))
                        .addGradient("a", new float[2], 0, TrainableTable.uniform(1, 2, 1, 1)));
        assertMessage("0 parts, expected one or more", () -> MultiHashTrainer.random(List.of(), 1, 1, 1));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
