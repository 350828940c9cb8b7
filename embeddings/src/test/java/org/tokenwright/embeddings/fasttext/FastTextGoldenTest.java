package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.embeddings.rules.SignificantDigits;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;

/** Models of the C++ program, and what it says of them. */
class FastTextGoldenTest {
    @TempDir
    Path folder;

    private static Path golden(String name) {
        return SharedData.path("golden/embeddings/fasttext/" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sup_softmax.bin",
                "sup_ova.bin",
                "sup_ova_v11.bin",
                "sup_hs.bin",
                "sup_ns.bin",
                "sg.bin",
                "sg_nosub.bin",
                "q_plain.ftz",
                "q_qnorm.ftz",
                "q_dsub4.ftz",
                "q_dsub3_qnorm.ftz",
                "q_qout.ftz",
                "q_cut2000.ftz",
                "q_cut1500_retrain.ftz",
                "q_hs.ftz",
            })
    void answersAreThoseOfTheReference(String name) throws IOException {
        FastTextModel model = FastTextModel.load(golden(name));
        List<String> lines = Files.readAllLines(golden("sup.test.txt"));
        NearestWords nearest = new NearestWords(model);
        for (Json json : Json.readAll(golden(name + ".golden.jsonl"))) {
            String kind = json.get("kind").string();
            switch (kind) {
                case "info" -> info(model, json);
                case "word" -> word(model, json);
                case "sentence" ->
                    assertArrayEquals(
                            json.get("vector").floats(),
                            model.sentenceVector(json.get("text").string()),
                            json.get("text").string());
                case "predict" -> predictions(model, json.get("text").string(), json);
                case "predict_line" ->
                    predictions(model, lines.get(json.get("line").integer()), json);
                case "nn" ->
                    similar(
                            nearest.neighbours(
                                    json.get("word").string(), json.get("k").integer()),
                            json);
                case "analogy" ->
                    similar(
                            nearest.analogies(
                                    json.get("a").string(),
                                    json.get("b").string(),
                                    json.get("c").string(),
                                    json.get("k").integer()),
                            json);
                default -> throw new AssertionError(kind);
            }
        }
    }

    private static void info(FastTextModel model, Json json) {
        assertEquals(json.get("dim").integer(), model.dimension());
        assertEquals(json.get("quantized").string(), String.valueOf(model.isQuantized()));
        assertEquals(json.get("nwords").integer(), model.wordCount());
        assertEquals(json.get("labels").integer(), model.labelCount());
        assertEquals(json.get("model").string(), model.task().toString());
        assertEquals(json.get("loss").string(), model.loss().toString());
    }

    private static void word(FastTextModel model, Json json) {
        String word = json.get("word").string();
        List<String> subwords = new ArrayList<>();
        List<Long> rows = new ArrayList<>();
        for (Subword subword : model.subwords(word)) {
            subwords.add(subword.text());
            rows.add(subword.row());
        }
        if (word.isEmpty()) { // its vector is that of "<>", but the golden file lists nothing
            assertArrayEquals(json.get("vector").floats(), model.wordVector(word));
            return;
        }
        assertEquals(json.get("subwords").list().stream().map(Json::string).toList(), subwords);
        assertEquals(json.get("subword_ids").list().stream().map(Json::bits).toList(), rows);
        assertArrayEquals(json.get("vector").floats(), model.wordVector(word), word);
    }

    private static void predictions(FastTextModel model, String text, Json json) {
        int most =
                json.get("k").integer() < 0 ? Integer.MAX_VALUE : json.get("k").integer();
        double threshold = json.has("threshold") ? json.get("threshold").number() : 0;
        List<Prediction> found = model.predict(text, most, threshold);
        List<Json> expected = json.get("result").list();
        assertEquals(
                expected.stream().map(pair -> pair.list().get(0).string()).toList(),
                found.stream().map(Prediction::label).toList(),
                text);
        for (int i = 0; i < found.size(); i++) {
            float probability = (float) expected.get(i).list().get(1).number();
            assertEquals(probability, found.get(i).referenceProbability(), 1.5e-7 * probability, text);
            assertEquals(probability, found.get(i).probability(), 3e-4, text);
        }
    }

    private static void similar(List<SimilarWord> found, Json json) {
        assertEquals(
                json.get("result").list().stream().map(FastTextGoldenTest::pair).toList(),
                found.stream().map(w -> w.word() + " " + w.similarity()).toList());
    }

    /** {@return a pair of a name and a number, in either order, as "name number"} */
    private static String pair(Json pair) {
        List<Json> items = pair.list();
        int name = items.get(0).value() instanceof String ? 0 : 1;
        return items.get(name).string() + " " + (float) items.get(1 - name).number();
    }

    @Test
    void languagesAreIdentified() throws IOException {
        FastTextModel model = FastTextModel.load(SharedData.path("golden/embeddings/lid176/lid.176.ftz"));
        for (Json json : Json.readAll(SharedData.path("golden/embeddings/lid176/lid.176.golden.jsonl"))) {
            predictions(model, json.get("text").string(), json);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fasttext/sup_softmax.bin",
                "fasttext/sup_ova.bin",
                "fasttext/sup_hs.bin",
                "fasttext/sup_ns.bin",
                "fasttext/sg.bin",
                "fasttext/sg_nosub.bin",
                "fasttext/q_plain.ftz",
                "fasttext/q_qnorm.ftz",
                "fasttext/q_dsub4.ftz",
                "fasttext/q_dsub3_qnorm.ftz",
                "fasttext/q_qout.ftz",
                "fasttext/q_cut2000.ftz",
                "fasttext/q_cut1500_retrain.ftz",
                "fasttext/q_hs.ftz",
                "lid176/lid.176.ftz",
            })
    void savedIsWhatWasLoaded(String name) throws IOException {
        Path file = SharedData.path("golden/embeddings/" + name);
        Path copy = folder.resolve("copy");
        FastTextModel.load(file).save(copy);
        assertEquals(-1, Files.mismatch(file, copy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg", "sg_nosub"})
    void vectorsAreSavedAsText(String name) throws IOException {
        Path copy = folder.resolve("copy.vec");
        FastTextModel.load(golden(name + ".bin")).saveVectors(copy);
        assertEquals(-1, Files.mismatch(golden(name + ".vec"), copy));
    }

    @Test
    void evaluationsAreThoseOfTheReference() throws IOException {
        List<String> results = Files.readAllLines(golden("test_results.txt"));
        int checked = 0;
        for (String result : results) {
            String[] words = result.split("\\s+", -1);
            if (!Files.exists(golden("sup.test.txt").resolveSibling(words[0]))) {
                continue;
            }
            FastTextPredictor predictor = FastTextModel.load(golden(words[0])).predictor();
            FastTextEvaluation one = predictor.evaluate(golden("sup.test.txt"), 1, 0);
            FastTextEvaluation five = predictor.evaluate(golden("sup.test.txt"), 5, 0);
            assertEquals(Long.parseLong(words[3]), one.examples());
            assertEquals(words[5], rounded(one.precision()), result);
            assertEquals(words[7], rounded(one.recall()), result);
            assertEquals(words[9], rounded(five.precision()), result);
            assertEquals(words[11], rounded(five.recall()), result);
            checked++;
        }
        assertEquals(12, checked);
    }

    private static String rounded(double value) {
        SignificantDigits digits = new SignificantDigits(3);
        digits.format((float) value);
        return new String(digits.text(), 0, digits.length(), StandardCharsets.US_ASCII);
    }
}
