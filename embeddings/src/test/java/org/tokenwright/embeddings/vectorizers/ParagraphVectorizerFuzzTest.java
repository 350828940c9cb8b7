package org.tokenwright.embeddings.vectorizers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

class ParagraphVectorizerFuzzTest {
    @TempDir
    private static Path folder;

    /** Any sections in a good file: a vectorizer is read that is written as it was, or they are refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnySections(FuzzedDataProvider data) throws IOException {
        ModelFile.Writer writer = ModelFile.writer(ParagraphVectorizer.KIND);
        byte[] text = "aa bb".getBytes(UTF_8);
        TfidfVectorizer.trainer().add(text, 0, text.length).train().writeSections(writer);
        int words = data.consumeInt(-1, 3);
        int dimension = data.consumeInt(-1, 3);
        int window = data.consumeInt(-1, 2);
        int tables = data.consumeInt(-1, 5);
        long alpha = Double.doubleToRawLongBits(data.consumeDouble());
        writer.content(
                "paragraph.shape",
                new int[] {words, dimension, window, tables, data.consumeInt(0, 2), (int) alpha, (int) (alpha >>> 32)});
        int bytes = data.consumeInt(0, 40);
        writer.content("paragraph.words", ByteBuffer.wrap(data.consumeBytes(bytes)));
        for (int i = 0; i < tables; i++) {
            writer.content("paragraph.contexts." + i, ByteBuffer.wrap(data.consumeBytes(bytes)));
        }
        Path path = folder.resolve("sections.tkw");
        writer.write(path);
        try {
            ParagraphVectorizer vectorizer = ParagraphVectorizer.load(path);
            assertEquals(dimension, vectorizer.vector(text, 0, 0).length);
            Path again = folder.resolve("again.tkw");
            vectorizer.save(again);
            assertEquals(-1, Files.mismatch(path, again));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }
}
