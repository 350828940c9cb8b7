package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Sentences;
import org.tokenwright.boundary.Spans;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** Compares with what NLTK and nupunkt find. */
class GoldenSpansTest {
    private static PunktModel nltk() throws IOException {
        return PunktFormats.read(SharedData.path("golden/sbd/nltk-english-params.json"));
    }

    private static PunktModel nupunkt() throws IOException {
        return PunktFormats.read(SharedData.path("golden/sbd/nupunkt-params-pruned.json"));
    }

    @Test
    void equalsNltk() throws IOException {
        compare("nltk", PunktDetector.of(nltk(), PunktProfile.KISS_STRUNK), Sentences::trimmed, true);
    }

    @Test
    void equalsNupunkt() throws IOException {
        compare("nupunkt", PunktDetector.of(nupunkt(), PunktProfile.NUPUNKT), Sentences::trimmed, true);
    }

    @Test
    void equalsNupunktContiguous() throws IOException {
        compare("nupunkt_contiguous", PunktDetector.of(nupunkt(), PunktProfile.NUPUNKT), Sentences::contiguous, false);
    }

    @Test
    void equalsOldNupunkt() throws IOException {
        compare("nupunkt_051", PunktDetector.of(nupunkt(), PunktProfile.NUPUNKT_FAST), Sentences::trimmed, true);
    }

    @Test
    void equalsAdaptive() throws IOException {
        compare("adaptive", PunktDetector.adaptive(nupunkt(), 0.7), Sentences::trimmed, true);
    }

    @Test
    void equalsParagraphs() throws IOException {
        compare("paragraphs", PunktDetector.of(nupunkt(), PunktProfile.NUPUNKT), Sentences::paragraphs, true);
    }

    /**
     * In one text, edge/72, the reference loses decisions: it hands them out in their order, to a sentence those whose token's
     * text is somewhere in it, up to the first that ends it. Of "!!" the second mark is left over, is not in "??", and blocks
     * all that follow, which get 1.0 as if nothing had been decided. The mean of a sentence's own decisions is 0.8.
     */
    @Test
    void equalsAdaptiveConfidence() throws IOException {
        PunktDetector detector = PunktDetector.adaptive(nupunkt(), 0.7);
        for (Json golden : texts()) {
            String id = golden.get("id").string();
            if (golden.has("adaptive_confidence") && !id.equals("edge/72")) {
                Sentences sentences = detector.detect(golden.get("text").string());
                List<Json> expected = golden.get("adaptive_confidence").list();
                assertEquals(expected.size(), sentences.size(), id);
                for (int i = 0; i < sentences.size(); i++) {
                    assertEquals(expected.get(i).number(), sentences.confidence(i), 1e-6, id);
                }
            }
        }
    }

    @Test
    void countsEachDecisionForItsSentence() throws IOException {
        Sentences sentences = PunktDetector.adaptive(nupunkt(), 0.7).detect("!!! ??? ...");
        double[] expected = {0.8, 0.8, 0.8, 0.8, 1};
        assertEquals(expected.length, sentences.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], sentences.confidence(i), 1e-6, "sentence " + i);
        }
    }

    @Test
    void cutsTheSameWords() throws IOException {
        for (PunktProfile profile : List.of(PunktProfile.KISS_STRUNK, PunktProfile.NUPUNKT)) {
            String column = profile.isNupunkt() ? "words_nupunkt" : "words_nltk";
            for (Json golden : texts()) {
                if (golden.has(column)) {
                    assertEquals(
                            golden.get(column).list().stream().map(Json::string).toList(),
                            words(profile, golden.get("text").string()),
                            golden.get("id").string());
                }
            }
        }
    }

    private static List<String> words(PunktProfile profile, String text) {
        List<String> words = new ArrayList<>();
        WordTokenizer tokenizer = new WordTokenizer(profile);
        tokenizer.reset(text.toCharArray(), 0, text.length());
        while (tokenizer.next()) {
            words.add(text.substring(tokenizer.start, tokenizer.end));
        }
        return words;
    }

    private static List<Json> texts() throws IOException {
        Path path = SharedData.path("golden/sbd/spans.jsonl");
        return Json.readAll(path);
    }

    private static void compare(String column, SentenceDetector detector, Function<Sentences, Spans> view, boolean trim)
            throws IOException {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Json golden : texts()) {
            String text = golden.get("text").string();
            List<String> expected = new ArrayList<>();
            for (Json span : golden.get(column).list()) {
                int from = text.offsetByCodePoints(0, span.list().get(0).integer());
                int to = text.offsetByCodePoints(0, span.list().get(1).integer());
                while (trim && from < to && CharClasses.isWhite(text.charAt(from))) {
                    from++;
                }
                while (trim && from < to && CharClasses.isWhite(text.charAt(to - 1))) {
                    to--;
                }
                if (from < to) {
                    expected.add("[" + from + "," + to + ")");
                }
            }
            compared += expected.size();
            String found = view.apply(detector.detect(text)).toString();
            if (!found.equals(String.join(" ", expected))) {
                differences.add(golden.get("id").string() + "\nexpected " + expected + "\nfound    " + found);
            }
        }
        assertTrue(compared > 100, column + " has only " + compared + " spans");
        assertEquals(List.of(), differences);
    }
}
