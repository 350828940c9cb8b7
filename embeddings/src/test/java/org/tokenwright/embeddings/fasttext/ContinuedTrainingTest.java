package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.text.ProgressListener;

class ContinuedTrainingTest {
    @TempDir
    Path folder;

    private static FastTextModel train(FastTextOptions.Builder options, Path corpus) throws IOException {
        return new FastTextTrainer(options.build()).train(corpus, ProgressListener.NONE);
    }

    private Path texts(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void learnsNewWordsAndLabels() throws IOException {
        for (FastTextLoss loss : FastTextLoss.values()) {
            boolean tree = loss == FastTextLoss.HIERARCHICAL_SOFTMAX;
            Path first = texts("first", "__label__a apple tree", "__label__b bread oven", "__label__a apple juice");
            String label = tree ? "__label__b" : "__label__new";
            Path second = texts("second", label + " train rails", label + " rails steam bread", "__label__a apple");
            FastTextModel old =
                    train(FastTextOptions.supervised().dimension(8).epochs(40).loss(loss), first);
            Path file = folder.resolve("old.bin");
            old.save(file);
            FastTextModel grown = train(FastTextOptions.continuing(FastTextModel.load(file)), second);
            assertEquals(old.wordCount() + 3, grown.wordCount());
            assertEquals(old.labelCount() + (tree ? 0 : 1), grown.labelCount());
            for (int id = 0; id < old.wordCount(); id++) {
                assertEquals(old.word(id), grown.word(id));
            }
            assertEquals(old.wordFrequency(old.wordId("apple")) + 1, grown.wordFrequency(grown.wordId("apple")));
            assertEquals("rails", grown.word(old.wordCount()));
            assertArrayEquals(old.wordVector("juice"), grown.wordVector("juice"));
            assertEquals(label, grown.predict("train rails steam", 1, 0).get(0).label(), loss.toString());
            assertEquals("__label__a", grown.predict("apple juice", 1, 0).get(0).label(), loss.toString());
            Path again = folder.resolve("grown.bin");
            grown.save(again);
            assertEquals(grown.wordCount(), FastTextModel.load(again).wordCount());
        }
    }

    @Test
    void isTheSameFromMemoryAndFromItsFile() throws IOException {
        SplittableRandom random = Seeds.random("ContinuedTrainingTest");
        Path first = RandomTexts.write(folder.resolve("first"), RandomTexts.lines(100, random));
        Path second = RandomTexts.write(folder.resolve("second"), RandomTexts.lines(100, random));
        for (FastTextOptions.Builder options : new FastTextOptions.Builder[] {
            FastTextOptions.supervised().wordNgrams(2).buckets(100),
            FastTextOptions.skipgram().minCount(1).buckets(100),
            FastTextOptions.cbow().minCount(2).characterNgrams(0, 0).loss(FastTextLoss.HIERARCHICAL_SOFTMAX),
        }) {
            FastTextModel old = train(options.dimension(5), first);
            Path file = folder.resolve("old.bin");
            old.save(file);
            Path one = folder.resolve("one.bin");
            Path other = folder.resolve("other.bin");
            train(FastTextOptions.continuing(old), second).save(one);
            train(FastTextOptions.continuing(FastTextModel.load(file)), second).save(other);
            assertEquals(-1, Files.mismatch(one, other));
            FastTextModel grown = FastTextModel.load(one);
            boolean tree = grown.loss() == FastTextLoss.HIERARCHICAL_SOFTMAX;
            assertTrue(tree == (old.wordCount() == grown.wordCount()));
            assertEquals(
                    old.dictionary().tokens() + tokens(second),
                    grown.dictionary().tokens());
        }
    }

    @Test
    void countsNoMoreTokensThanALongHas() throws IOException {
        Path corpus = texts("corpus", "__label__a apple tree", "__label__b bread oven");
        Path file = folder.resolve("old.bin");
        train(FastTextOptions.supervised().dimension(2), corpus).save(file);
        byte[] bytes = Files.readAllBytes(file);
        int tokensAt = 76;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(tokensAt, Long.MAX_VALUE);
        Files.write(file, bytes);
        FastTextModel old = FastTextModel.load(file);
        assertEquals(Long.MAX_VALUE, old.dictionary().tokens());
        FastTextModel grown = train(FastTextOptions.continuing(old), corpus);
        assertEquals(Long.MAX_VALUE, grown.dictionary().tokens());
    }

    private static long tokens(Path file) throws IOException {
        long tokens = 0;
        for (String line : Files.readAllLines(file)) {
            tokens += line.split(" ", -1).length + 1;
        }
        return tokens;
    }

    @Test
    void refusesWhatCannotGoOn() throws IOException {
        Path corpus = texts("corpus", "__label__a apple tree", "__label__b bread oven");
        FastTextModel model =
                train(FastTextOptions.supervised().dimension(8).loss(FastTextLoss.HIERARCHICAL_SOFTMAX), corpus);
        assertEquals(
                "dimension 9, must be 8 as in the model to go on with",
                message(() -> FastTextOptions.continuing(model).dimension(9).build()));
        assertEquals(
                "a model to go on with and a reproducible training, must be one of both",
                message(() ->
                        FastTextOptions.continuing(model).reproducible(true).build()));
        assertEquals(
                "a quantized model, must be one that is not: it cannot learn",
                message(() -> FastTextOptions.continuing(TinyModels.model(3))));
        Path label = texts("label", "__label__c cheese");
        assertEquals(
                label + ", the whole file: found the new label __label__c, expected labels of the model: with"
                        + " hierarchical softmax none can be added",
                assertThrows(CorruptInputException.class, () -> train(FastTextOptions.continuing(model), label))
                        .getMessage());
        Path none = texts("none", "cheese");
        assertEquals(
                none + ", the whole file: found no label, expected labels that begin with __label__",
                assertThrows(CorruptInputException.class, () -> train(FastTextOptions.continuing(model), none))
                        .getMessage());
    }

    private static String message(Executable action) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
