package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** Compares with the features that CharBoundary computes and the probabilities of its small model. */
class GoldenTest {
    /** The probabilities have six decimals. */
    private static final double ROUNDING = 0.6e-6;

    private static final Pattern WHITE =
            Pattern.compile("^[\\p{IsWhite_Space}\\x1c-\\x1f]+|[\\p{IsWhite_Space}\\x1c-\\x1f]+$");

    static Set<String> abbreviations() throws IOException {
        Set<String> abbreviations = new TreeSet<>();
        Json constants = Json.read(SharedData.path("golden/sbd/charboundary-constants.json"));
        for (Json abbreviation : constants.get("DEFAULT_ABBREVIATIONS").list()) {
            abbreviations.add(abbreviation.string());
        }
        return abbreviations;
    }

    static CharBoundaryModel small() throws IOException {
        return CharBoundaryFormats.readOnnx(SharedData.path("golden/sbd/charboundary-small.onnx.xz"), abbreviations());
    }

    static List<Json> texts() throws IOException {
        return Json.readAll(SharedData.path("golden/sbd/charboundary-small.jsonl"));
    }

    @Test
    void describesCandidatesAsTheReference() throws IOException {
        Set<String> abbreviations = abbreviations();
        int candidates = 0;
        for (Json golden : texts()) {
            char[] text = golden.get("text").string().toCharArray();
            Features features = new Features(CharBoundaryFeatures.REFERENCE, 5, 3, abbreviations);
            features.start();
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < text.length; i++) {
                int roles = CharCodes.roles(text[i]);
                if ((roles & CharCodes.QUOTE) != 0) {
                    features.pass(text[i]);
                }
                if ((roles & CharCodes.CANDIDATE) != 0) {
                    int[] expected = golden.get("features").list().get(positions.size()).list().stream()
                            .mapToInt(Json::integer)
                            .toArray();
                    features.describe(text, 0, text.length, i);
                    assertArrayEquals(
                            expected,
                            Arrays.copyOf(features.values, expected.length),
                            golden.get("id").string() + " at " + i);
                    positions.add(Character.codePointCount(text, 0, i));
                    candidates++;
                }
            }
            assertEquals(
                    golden.get("positions").list().stream().map(Json::integer).toList(), positions);
        }
        assertTrue(candidates > 2000, candidates + " candidates");
    }

    @Test
    void findsTheProbabilitiesOfTheReference() throws IOException {
        CharBoundaryModel model = small();
        assertEquals(32, model.trees());
        assertEquals(147_494, model.nodes());
        assertEquals(5, model.charactersBefore());
        assertEquals(3, model.charactersAfter());
        CharBoundaryScanner scanner = new CharBoundaryScanner(
                (values, index) -> model.forest().probability(values), model.newFeatures(), 0, null);
        for (Json golden : texts()) {
            char[] text = golden.get("text").string().toCharArray();
            List<Json> expected = golden.get("proba").list();
            List<Double> found = new ArrayList<>();
            scanner.start(0);
            scanner.scan(text, text.length, true, (end, confidence) -> found.add(confidence));
            assertEquals(expected.size(), found.size(), golden.get("id").string());
            for (int i = 0; i < found.size(); i++) {
                assertEquals(
                        expected.get(i).number(),
                        found.get(i),
                        ROUNDING,
                        golden.get("id").string());
            }
        }
    }

    @Test
    void findsTheSpansOfTheReference() throws IOException {
        CharBoundaryModel model = small();
        for (double threshold : new double[] {0.1, 0.5, 0.9}) {
            CharBoundaryDetector detector = CharBoundaryDetector.of(model).withThreshold(threshold);
            for (Json golden : texts()) {
                String text = golden.get("text").string();
                List<String> expected = new ArrayList<>();
                List<Json> positions = golden.get("positions").list();
                int start = 0;
                for (int i = 0; i <= positions.size(); i++) {
                    boolean last = i == positions.size();
                    if (last || golden.get("proba").list().get(i).number() >= threshold) {
                        int end = last
                                ? text.length()
                                : text.offsetByCodePoints(0, positions.get(i).integer()) + 1;
                        String sentence =
                                WHITE.matcher(text.substring(start, end)).replaceAll("");
                        if (!sentence.isEmpty()) {
                            expected.add(sentence);
                        }
                        start = end;
                    }
                }
                assertEquals(expected, detector.split(text), golden.get("id").string());
            }
        }
    }
}
