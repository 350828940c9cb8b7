package org.tokenwright.boundary.punkt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** Compares with what the trainers of NLTK and nupunkt learn. */
class GoldenTrainingTest {
    private static final String FOLDER = "golden/sbd/train-";

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bva6", "scotus5"})
    void learnsAsNltk(String text) throws IOException {
        compare(text, "nltk", PunktTrainerOptions.kissStrunk());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bva6", "scotus5"})
    void learnsAsNltkWithAllCollocations(String text) throws IOException {
        compare(text, "nltk-allcollocs", PunktTrainerOptions.kissStrunk().collocationsOf(true, false));
    }

    @Test
    void learnsAsNltkInBatches() throws IOException {
        compare("scotus5", "nltk-batches40000", PunktTrainerOptions.kissStrunk().batchChars(40_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bva6", "scotus5"})
    void learnsAsNupunkt(String text) throws IOException {
        compare(text, "nupunkt", PunktTrainerOptions.nupunkt());
    }

    @Test
    void learnsAsNupunktWithPruning() throws IOException {
        compare(
                "scotus5",
                "nupunkt-mem-batches40000",
                PunktTrainerOptions.nupunkt()
                        .batchChars(40_000)
                        .pruning(10_000, 3, 3, 5)
                        .knownAbbreviations(List.of("...", "u.s", "mr", "dr", "in")));
    }

    private static void compare(String text, String kind, PunktTrainerOptions.Builder options) throws IOException {
        Json golden = Json.read(SharedData.path(FOLDER + text + "." + kind + ".json"));
        PunktTrainer trainer = new PunktTrainer(options.build());
        trainer.train(Files.readString(SharedData.path(FOLDER + text + ".txt")));
        PunktModel model = trainer.model();
        PunktReport report = trainer.report();
        assertEquals(
                golden.get("abbrev_types").list().stream()
                        .map(Json::string)
                        .sorted()
                        .toList(),
                model.abbreviations());
        Map<String, Integer> contexts = new TreeMap<>();
        golden.get("ortho_context").map().forEach((type, context) -> contexts.put(type, context.integer()));
        assertEquals(contexts, model.orthographicContexts());
        Map<String, Double> starters = new TreeMap<>();
        report.starters().forEach(starter -> starters.put(starter.type(), starter.score()));
        assertEquals(golden.get("sent_starters").list().size(), starters.size());
        assertEquals(starters.keySet(), new TreeSet<>(model.sentenceStarters()));
        for (Json starter : golden.get("sent_starters").list()) {
            double score = starter.list().get(1).number();
            assertEquals(score, get(starters, starter.list().get(0).string()), 1e-9 * Math.abs(score));
        }
        Map<String, Double> pairs = new TreeMap<>();
        report.collocations().forEach(pair -> pairs.put(pair.first() + " " + pair.second(), pair.score()));
        assertEquals(golden.get("collocations").list().size(), pairs.size());
        assertEquals(pairs.size(), model.collocations().size());
        for (Json pair : golden.get("collocations").list()) {
            double score = pair.list().get(2).number();
            String key = pair.list().get(0).string() + " " + pair.list().get(1).string();
            assertEquals(score, get(pairs, key), 1e-9 * Math.abs(score), key);
        }
        assertEquals(golden.get("period_tokens").integer(), report.periodTokens());
        assertEquals(golden.get("sentbreaks").integer(), report.sentenceBreaks());
        if (!options.build().prunes()) {
            assertEquals(golden.get("tokens").integer(), report.tokens());
        }
        if (golden.has("abbrev_scores")) {
            compareScores(golden.get("abbrev_scores").list(), report.abbreviations());
        }
    }

    private static <T> T get(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static void compareScores(List<Json> golden, List<PunktReport.Abbreviation> report) {
        Map<String, PunktReport.Abbreviation> scored = new TreeMap<>();
        report.forEach(abbreviation -> scored.put(abbreviation.type(), abbreviation));
        for (Json entry : golden) {
            PunktReport.Abbreviation found = get(scored, entry.list().get(0).string());
            assertEquals(entry.list().get(1).integer(), found.withPeriod(), found.type());
            assertEquals(entry.list().get(2).integer(), found.withoutPeriod(), found.type());
            double score = entry.list().get(3).number();
            assertEquals(score, found.score(), 1e-9 * Math.abs(score), found.type());
        }
    }
}
