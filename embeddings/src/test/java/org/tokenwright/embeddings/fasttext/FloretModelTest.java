package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokenwright.embeddings.hashing.FloretVectors;
import org.tokenwright.testing.Json;
import org.tokenwright.testing.SharedData;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

/** Models of floret, {@code .bin}. */
class FloretModelTest {
    private static final String FOLDER = "golden/embeddings/floret/";

    /** Byte of a file at which the mode is. */
    private static final int MODE = 52;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"f_sg_h4", "f_sup_h1"})
    void vectorsAndRowsOfFloret(String name) throws IOException {
        FastTextModel model = FastTextModel.load(SharedData.path(FOLDER + name + ".bin"));
        assertTrue(model.isFloret());
        for (Json golden : Json.readAll(SharedData.path(FOLDER + name + ".golden.jsonl"))) {
            String word = golden.get("word").string();
            float[] expected = golden.get("vector").floats();
            float[] vector = model.wordVector(word);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], vector[i], Math.ulp(expected[i]), word);
            }
            int hashes =
                    word.equals("</s>") ? 1 : model.dictionary().arguments().hashes();
            List<Subword> subwords = model.subwords(word);
            List<Json> ngrams = golden.get("ngrams").list();
            int[] rows = golden.get("rows").integers();
            assertEquals(Math.max(1, rows.length), subwords.size(), word);
            for (int i = 0; i < rows.length; i++) {
                assertEquals(
                        new Subword(ngrams.get(i / hashes).string(), rows[i] + model.wordCount()), subwords.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f_sg_h4", "f_sup_h1"})
    void filesAreWrittenByteByByte(String name) throws IOException {
        Path original = SharedData.path(FOLDER + name + ".bin");
        FastTextModel model = FastTextModel.load(original);
        Path copy = folder.resolve("copy");
        model.save(copy);
        assertEquals(-1, Files.mismatch(original, copy));
        model.floretVectors().write(copy);
        assertEquals(-1, Files.mismatch(SharedData.path(FOLDER + name + ".floret"), copy));
    }

    private FastTextModel train(FastTextOptions.Builder options) throws IOException {
        Path corpus = Files.writeString(
                folder.resolve("corpus"), "the cat and the dog and the bird saw the fish\nthe end of the cat\n");
        return new FastTextTrainer(options.dimension(5).minCount(1).build()).train(corpus, ProgressListener.NONE);
    }

    @Test
    void tableHasTheVectorsOfTheModel() throws IOException {
        for (FastTextOptions.Builder options : List.of(FastTextOptions.skipgram(), FastTextOptions.cbow())) {
            FastTextModel model = train(options.buckets(50).floret(2));
            assertEquals("</s>", model.word(0));
            assertEquals("the", model.word(1));
            FloretVectors vectors = model.floretVectors();
            for (String word : List.of("the", "cat", "unseen", "a", "ß")) {
                assertArrayEquals(vectors.vector(word), model.wordVector(word), 1e-6f, word);
            }
            assertArrayEquals(new float[5], model.wordVector(""));
        }
    }

    @Test
    void reproducibleTrainingKeepsTheFirstWord() throws IOException {
        FastTextModel model =
                train(FastTextOptions.skipgram().buckets(50).floret(1).reproducible(true));
        assertEquals("the", model.word(0));
        assertTrue(model.subwords("</s>").isEmpty());
        assertEquals(new Subword("the", 0), model.subwords("the").get(0));
        assertEquals("<the>", model.subwords("the").get(1).text());
    }

    @Test
    void tableOfWholeWords() throws IOException {
        FastTextModel model = train(
                FastTextOptions.skipgram().buckets(50).characterNgrams(0, 0).floret(3));
        assertEquals(3, model.subwords("dog").size());
        assertArrayEquals(model.floretVectors().vector("dog"), model.wordVector("dog"), 1e-6f);
    }

    @Test
    void quantizedModels() throws IOException {
        FastTextModel model = train(FastTextOptions.skipgram().buckets(300).floret(2));
        FastTextModel small = quantized(model, 0);
        assertArrayEquals(small.floretVectors().vector("dog"), small.wordVector("dog"), 1e-6f);
        FastTextModel pruned = quantized(model, 290);
        assertTrue(pruned.isFloret());
        assertFalse(pruned.subwords("unseen").isEmpty());
        assertEquals(
                "the model was pruned",
                assertThrows(IllegalStateException.class, pruned::floretVectors).getMessage());
    }

    @Test
    void goesOn() throws IOException {
        FastTextModel model = train(FastTextOptions.skipgram().buckets(300).floret(2));
        Path more = Files.writeString(folder.resolve("more"), "new words come and the old words stay\n".repeat(5));
        FastTextOptions options = FastTextOptions.continuing(model).minCount(5).build();
        FastTextModel grown = new FastTextTrainer(options).train(more, ProgressListener.NONE);
        assertEquals("</s>", grown.word(0));
        assertEquals(model.wordCount() + 5, grown.wordCount());
        assertArrayEquals(grown.floretVectors().vector("words"), grown.wordVector("words"), 1e-6f);
        assertEquals(
                "hashes 1, must be 2 as in the model to go on with",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FastTextOptions.continuing(model)
                                        .floret(1)
                                        .build())
                        .getMessage());
    }

    @Test
    void sizeOfAPrunedFile() throws IOException {
        FastTextModel model = train(FastTextOptions.skipgram().buckets(300).floret(2));
        QuantizationOptions options =
                QuantizationOptions.builder().modelSize(8_400).build();
        Path file = folder.resolve("small.ftz");
        new FastTextQuantizer(options).quantize(model, ProgressListener.NONE).save(file);
        assertTrue(Files.size(file) <= 8_400 && Files.size(file) > 8_350, Files.size(file) + " bytes");
    }

    private FastTextModel quantized(FastTextModel model, int cutoff) throws IOException {
        Path file = folder.resolve("small.ftz");
        QuantizationOptions options =
                QuantizationOptions.builder().cutoff(cutoff).build();
        new FastTextQuantizer(options).quantize(model, ProgressListener.NONE).save(file);
        return FastTextModel.load(file);
    }

    @Test
    void modeOfFastTextIsReadAsFastText() throws IOException {
        byte[] bytes = TinyModels.bytes(0);
        ByteBuffer longer = ByteBuffer.allocate(bytes.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        longer.put(bytes, 0, MODE).putInt(1).putInt(1).put(bytes, MODE, bytes.length - MODE);
        FastTextModel model = FastTextModel.load(Files.write(folder.resolve("mode"), longer.array()));
        assertFalse(model.isFloret());
        Path copy = folder.resolve("copy");
        model.save(copy);
        assertArrayEquals(bytes, Files.readAllBytes(copy));
        assertEquals(
                "the model is one of fastText, not of floret",
                assertThrows(IllegalStateException.class, model::floretVectors).getMessage());
    }

    @Test
    void longNgramsAreRefused() throws IOException {
        byte[] bytes = TinyModels.bytes(6);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(MODE - 4, 101);
        Path file = Files.write(folder.resolve("long"), bytes);
        assertEquals(
                file + ", byte 60: found n-grams of up to 101 characters, expected at most 100",
                assertThrows(CorruptInputException.class, () -> FastTextModel.load(file))
                        .getMessage());
        assertEquals(
                "n-grams of up to 101 characters with floret, must be up to 100",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FastTextOptions.cbow()
                                        .characterNgrams(3, 101)
                                        .floret(1)
                                        .build())
                        .getMessage());
        assertEquals(
                "hashes 5, must be 1 to 4",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> FastTextOptions.cbow().floret(5))
                        .getMessage());
    }

    @Test
    void vectorOfAnNgramIsTheSumOfItsRows() throws IOException {
        FastTextModel model = train(FastTextOptions.skipgram().buckets(50).floret(4));
        float[] sum = new float[5];
        for (Subword subword : model.subwords("bird")) {
            if (subword.text().equals("<bir")) {
                model.input().addTo(subword.row(), 1, sum);
            }
        }
        assertArrayEquals(sum, model.ngramVector("<bir"), 1e-6f);
    }
}
