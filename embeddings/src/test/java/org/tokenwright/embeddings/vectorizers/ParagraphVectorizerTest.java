package org.tokenwright.embeddings.vectorizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.ArrayTable;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

class ParagraphVectorizerTest {
    private static final byte[] TEXT = "the cat the dog a cat".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private static TfidfVectorizer terms() {
        return TfidfVectorizer.trainer().add(TEXT, 0, TEXT.length).train();
    }

    private static ArrayTable table(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new ArrayTable(values, 2);
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        ArrayTable words = table(1, 3);
        ArrayTable contexts = table(2, 3);
        for (ParagraphVector inference : List.of(
                ParagraphVector.bagOfWords(words, 0, 0.1),
                ParagraphVector.bagOfWords(words, 1, 0.2),
                ParagraphVector.sumOfContext(words, contexts, 1, 1e-4),
                ParagraphVector.meanOfContext(words, contexts, 1, 3),
                ParagraphVector.concatenatedContext(words, List.of(words, contexts), 1))) {
            ParagraphVectorizer vectorizer = new ParagraphVectorizer(terms(), inference);
            Path path = folder.resolve("a.tkw");
            vectorizer.save(path);
            ParagraphVectorizer again = ParagraphVectorizer.load(path);
            assertArrayEquals(vectorizer.vector(TEXT, 0, TEXT.length), again.vector(TEXT, 0, TEXT.length));
            assertArrayEquals(inference.vector(2, 0, 2, 1, 0), vectorizer.vector(TEXT, 0, TEXT.length));
            Path copy = folder.resolve("b.tkw");
            again.save(copy);
            assertEquals(-1, Files.mismatch(path, copy));
        }
    }

    @Test
    void isZeroWithoutWords() {
        ParagraphVectorizer bag = new ParagraphVectorizer(terms(), ParagraphVector.bagOfWords(table(1, 3), 0, 1));
        assertArrayEquals(new double[2], bag.vector("unicorn".getBytes(UTF_8), 0, 7));
        ParagraphVectorizer memory =
                new ParagraphVectorizer(terms(), ParagraphVector.sumOfContext(table(1, 3), table(2, 3), 1, 1));
        assertArrayEquals(new double[2], memory.vector(TEXT, 0, 7));
    }

    @Test
    void takesTokens() {
        TfidfVectorizer terms = TfidfVectorizer.trainer()
                .terms(TermRule.TOKENS)
                .add(new int[] {7, 11, 30}, 0, 3)
                .train();
        ParagraphVector inference = ParagraphVector.bagOfWords(table(1, 3), 0, 1);
        // features in the order of their digits: 11, 30, 7
        assertArrayEquals(
                inference.vector(2, 2, 0),
                new ParagraphVectorizer(terms, inference).vector(new int[] {7, 7, 99, 11}, 0, 4));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        ParagraphVector inference = ParagraphVector.bagOfWords(table(1, 4), 0, 1);
        assertEquals(
                "there are 3 features, expected as many as words: 4",
                assertThrows(IllegalArgumentException.class, () -> new ParagraphVectorizer(terms(), inference))
                        .getMessage());
        Path path = folder.resolve("other.tkw");
        terms().save(path);
        assertEquals(
                path + ", byte 56: found a file of kind \"tfidf\", expected kind \"paragraph-vectors\"",
                assertThrows(CorruptInputException.class, () -> ParagraphVectorizer.load(path))
                        .getMessage());
        ModelFile.Writer file = ModelFile.writer(ParagraphVectorizer.KIND);
        terms().writeSections(file);
        ParagraphVectorSections.write(inference, file);
        file.write(path);
        CorruptInputException e = assertThrows(CorruptInputException.class, () -> ParagraphVectorizer.load(path));
        String message = String.valueOf(e.getMessage());
        assertEquals("found 4 words, expected 3, as there are features", message.substring(message.indexOf("found")));
    }
}
