package org.tokenwright.embeddings.vectorizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.Seeds;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.vocab.ModelFile;

class TfidfVectorizerTest {
    private static final String[] WORDS = {
        "the",
        "The",
        "cat",
        "Cat",
        "a",
        "naïve",
        "ÉTÉ",
        "x_1",
        "42",
        "µ",
        "中文",
        "한국어",
        "I",
        "don't",
        "-",
        "ΑΣ",
        "²³",
        "no\u0301n"
    };

    @TempDir
    private Path folder;

    private static TfidfTrainer add(TfidfTrainer trainer, String document) {
        byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
        return trainer.add(utf8, 0, utf8.length);
    }

    private static String name(TfidfVectorizer vectorizer, int feature) {
        return new String(vectorizer.features().bytes(feature), StandardCharsets.UTF_8);
    }

    private static double[] dense(SparseVector vector, int size) {
        double[] dense = new double[size];
        for (int i = 0; i < vector.size(); i++) {
            dense[vector.index(i)] = vector.value(i);
        }
        return dense;
    }

    private static TfidfTrainer trainer(Map<String, Json> options) {
        TfidfTrainer trainer = TfidfVectorizer.trainer();
        boolean idf = true;
        boolean smooth = true;
        for (Map.Entry<String, Json> option : options.entrySet()) {
            String text = String.valueOf(option.getValue().value());
            switch (option.getKey()) {
                case "norm" -> trainer.norm(text.equals("l1") ? Norm.L1 : Norm.NONE);
                case "smooth_idf" -> smooth = Boolean.parseBoolean(text);
                case "use_idf" -> idf = Boolean.parseBoolean(text);
                case "sublinear_tf" -> trainer.sublinear(Boolean.parseBoolean(text));
                case "token_pattern" -> trainer.terms(TermRule.NON_SPACE);
                case "ngram_range" -> {
                    int[] range = option.getValue().integers();
                    trainer.ngrams(range[0], range[1]);
                }
                default -> throw new AssertionError(option.getKey());
            }
        }
        return trainer.idf(idf, smooth);
    }

    @Test
    void computesWhatScikitLearnDoes() throws IOException {
        Json golden = Json.read(SharedData.path("golden/other/tfidf.json"));
        List<Json> documents = golden.get("docs").list();
        List<Json> cases = golden.get("cases").list();
        assertEquals(8, cases.size());
        for (Json expected : cases) {
            TfidfTrainer trainer = trainer(expected.get("options").map());
            documents.forEach(document -> add(trainer, document.string()));
            TfidfVectorizer vectorizer = trainer.train();
            Map<String, Json> features = expected.get("vocabulary").map();
            assertEquals(features.size(), vectorizer.features().size());
            features.forEach((name, index) -> assertEquals(name, name(vectorizer, index.integer())));
            for (int i = 0; i < features.size(); i++) {
                Json idf = expected.get("idf");
                double weight = idf.value() instanceof List<?> ? idf.numbers()[i] : 1;
                assertEquals(weight, vectorizer.weight(i), 1e-15);
            }
            for (int i = 0; i < documents.size(); i++) {
                double[] row = expected.get("rows").list().get(i).numbers();
                SparseVector vector = vectorizer.vector(documents.get(i).string());
                assertArrayEquals(row, dense(vector, row.length), 1e-15);
            }
        }
    }

    /** The features of a text, by expressions and strings. */
    private static List<String> plainFeatures(
            String text, boolean words, boolean lowercase, int shortest, int longest) {
        Pattern pattern =
                words ? Pattern.compile("[\\p{L}\\p{N}_]{2,}") : Pattern.compile("[^\\p{IsWhite_Space}\\x1C-\\x1F]+");
        Matcher matcher = pattern.matcher(lowercase ? text.toLowerCase(Locale.ROOT) : text);
        List<String> terms = new ArrayList<>();
        while (matcher.find()) {
            terms.add(matcher.group());
        }
        List<String> features = new ArrayList<>();
        for (int length = shortest; length <= longest; length++) {
            for (int i = 0; i + length <= terms.size(); i++) {
                features.add(String.join(" ", terms.subList(i, i + length)));
            }
        }
        return features;
    }

    @RepeatedTest(10)
    void isThePlainModel() throws IOException {
        SplittableRandom random = Seeds.random("TfidfVectorizerTest.isThePlainModel");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(20); words > 0; words--) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(4) == 0 ? ", " : "\u00A0 ");
            }
            texts.add(text.toString());
        }
        boolean words = random.nextBoolean();
        boolean lowercase = random.nextBoolean();
        int shortest = 1 + random.nextInt(2);
        int longest = shortest + random.nextInt(2);
        boolean binary = random.nextBoolean();
        int leastDocuments = 1 + random.nextInt(3);
        int mostFeatures = random.nextBoolean() ? 10 : 10_000;
        double share = random.nextBoolean() ? 1 : 0.5;
        TfidfTrainer trainer = TfidfVectorizer.trainer()
                .terms(words ? TermRule.WORDS : TermRule.NON_SPACE)
                .lowercase(lowercase)
                .ngrams(shortest, longest)
                .binary(binary)
                .leastDocuments(leastDocuments)
                .largestShare(share)
                .mostFeatures(mostFeatures);
        Map<String, Integer> frequencies = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (String text : texts) {
            add(trainer, text);
            List<String> features = plainFeatures(text, words, lowercase, shortest, longest);
            features.forEach(feature -> counts.merge(feature, 1, Integer::sum));
            new HashSet<>(features).forEach(feature -> frequencies.merge(feature, 1, Integer::sum));
        }
        frequencies.values().removeIf(frequency -> frequency < leastDocuments || frequency > share * texts.size());
        List<String> kept = new ArrayList<>(frequencies.keySet());
        kept.sort((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        kept.sort((a, b) -> counts.getOrDefault(b, 0) - counts.getOrDefault(a, 0));
        kept = new ArrayList<>(kept.subList(0, Math.min(mostFeatures, kept.size())));
        kept.sort((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        if (kept.isEmpty()) {
            assertThrows(IllegalStateException.class, trainer::train);
            return;
        }
        TfidfVectorizer vectorizer = trainer.train();
        Path path = folder.resolve("model");
        vectorizer.save(path);
        vectorizer = TfidfVectorizer.load(path);
        Path again = folder.resolve("again");
        vectorizer.save(again);
        assertEquals(-1, Files.mismatch(path, again));
        assertEquals(texts.size(), vectorizer.documents());
        assertEquals(kept.size(), vectorizer.features().size());
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(kept.get(i), name(vectorizer, i));
            assertEquals(frequencies.get(kept.get(i)), vectorizer.frequency(i));
        }
        for (String text : texts) {
            double[] expected = new double[kept.size()];
            for (String feature : plainFeatures(text, words, lowercase, shortest, longest)) {
                int index = kept.indexOf(feature);
                if (index >= 0) {
                    double weight = Math.log((1.0 + texts.size()) / (1.0 + frequencies.getOrDefault(feature, 0))) + 1;
                    expected[index] = binary ? weight : expected[index] + weight;
                }
            }
            double length = Math.sqrt(Arrays.stream(expected).map(x -> x * x).sum());
            for (int i = 0; i < expected.length && length > 0; i++) {
                expected[i] /= length;
            }
            assertArrayEquals(expected, dense(vectorizer.vector(text), expected.length), 1e-12);
        }
    }

    @Test
    void comparesSparseVectors() {
        SparseVector a = new SparseVector(new int[] {1, 4, 9}, new double[] {1, 2, 3});
        SparseVector b = new SparseVector(new int[] {0, 4, 9, 11}, new double[] {5, 4, -1, 2});
        assertEquals(2 * 4 - 3, a.dot(b));
        assertEquals(Math.sqrt(25 + 1 + 4 + 16 + 4), a.distance(b));
        assertEquals(a.distance(b), b.distance(a));
        assertEquals("{1: 1.0, 4: 2.0, 9: 3.0}", a.toString());
        assertEquals(a, new SparseVector(a.indices(), a.values()));
        assertEquals(a.hashCode(), new SparseVector(a.indices(), a.values()).hashCode());
    }

    @Test
    void learnsFromAStream() throws IOException {
        TextSource source = TextSource.builder().format(TextFormat.LINES).stream(
                        "test", new ByteArrayInputStream("one two\ntwo three\n".getBytes(StandardCharsets.UTF_8)))
                .build();
        TfidfVectorizer vectorizer = TfidfVectorizer.trainer().add(source).train();
        assertEquals(2, vectorizer.documents());
        assertEquals(3, vectorizer.features().size());
        assertEquals(2, vectorizer.frequency(2));
        assertEquals(0, vectorizer.vector("four").size());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertMessage(
                "ngrams are 2 to 1, expected 1 or more to 16 or less",
                () -> TfidfVectorizer.trainer().ngrams(2, 1));
        assertMessage(
                "documents is 0, expected 1 or more",
                () -> TfidfVectorizer.trainer().leastDocuments(0));
        assertMessage(
                "share is 0.0, expected above 0 and at most 1",
                () -> TfidfVectorizer.trainer().largestShare(0));
        assertMessage(
                "features is 0, expected 1 to 16777216",
                () -> TfidfVectorizer.trainer().mostFeatures(0));
        TfidfTrainer trainer = add(TfidfVectorizer.trainer(), "a b");
        assertEquals(
                "an option is set after 1 documents, expected before the first",
                assertThrows(IllegalStateException.class, () -> trainer.binary(true))
                        .getMessage());
        assertEquals(
                "no feature is left of the 0 of 1 documents, expected some that at least 1 and at most 1.0 documents"
                        + " have",
                assertThrows(IllegalStateException.class, trainer::train).getMessage());
        assertMessage(
                "byte 1 of the text is ff, expected a character in UTF-8",
                () -> trainer.add(new byte[] {'a', (byte) 0xFF}, 0, 2));
        assertEquals(1, trainer.documents());
        TfidfVectorizer vectorizer = add(trainer, "word").train();
        assertMessage("the text holds an unpaired surrogate, expected characters", () -> vectorizer.vector("a\uD800"));
        Path path = folder.resolve("other");
        ModelFile.writer("bpe").write(path);
        assertEquals(
                path + ", byte 56: found a file of kind \"bpe\", expected kind \"tfidf\"",
                assertThrows(CorruptInputException.class, () -> TfidfVectorizer.load(path))
                        .getMessage());
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** Ids are features as their decimal digits in a text are. */
    @Test
    void takesTokensAsTheirDigits() throws IOException {
        SplittableRandom random = Seeds.random("TfidfVectorizerTest.takesTokensAsTheirDigits");
        TfidfTrainer ofTokens = TfidfVectorizer.trainer().terms(TermRule.TOKENS).ngrams(1, 2);
        TfidfTrainer ofText =
                TfidfVectorizer.trainer().terms(TermRule.NON_SPACE).ngrams(1, 2);
        int[] ids = new int[0];
        byte[] text = new byte[0];
        for (int i = 0; i < 20; i++) {
            ids = random.ints(random.nextInt(1, 10), 0, 30).toArray();
            text = Arrays.stream(ids)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "))
                    .getBytes(UTF_8);
            ofTokens.add(ids, 0, ids.length);
            ofText.add(text, 0, text.length);
        }
        TfidfVectorizer tokens = ofTokens.train();
        TfidfVectorizer words = ofText.train();
        assertEquals(0, tokens.vector(ids, 0, ids.length).distance(words.vector(text, 0, text.length)));
        assertArrayEquals(words.features(text, 0, text.length), tokens.features(ids, 0, ids.length));
        Path path = folder.resolve("tokens.tfidf");
        tokens.save(path);
        assertEquals(TermRule.TOKENS, TfidfVectorizer.load(path).terms());
        assertEquals(
                "terms are tokens, found a text, expected ids",
                assertThrows(IllegalStateException.class, () -> tokens.vector("1 2"))
                        .getMessage());
        assertEquals(
                "terms are NON_SPACE, found ids, expected a text",
                assertThrows(IllegalStateException.class, () -> ofText.add(new int[1], 0, 1))
                        .getMessage());
        assertEquals(
                "id is -1, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> tokens.vector(new int[] {-1}, 0, 1))
                        .getMessage());
    }
}
