package org.tokenwright.embeddings.vectorizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

class TfidfVectorizerFuzzTest {
    @TempDir
    private static Path folder;

    /** Any sections in a good file: a vectorizer is read that works and is written as it was, or they are refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnySections(FuzzedDataProvider data) throws IOException {
        ModelFile.Writer writer = ModelFile.writer(TfidfVectorizer.KIND);
        int[] settings = new int[data.consumeInt(9, 10)];
        for (int i = 0; i < settings.length; i++) {
            settings[i] = data.consumeInt(-1, i == settings.length - 1 ? 9 : 3);
        }
        writer.content("settings", settings);
        Vocabulary.Builder names = Vocabulary.builder();
        for (byte first = 'a'; first < 'a' + data.consumeInt(0, 3); first++) {
            names.add(new byte[] {first, data.consumeByte()});
        }
        Vocabulary features = names.build();
        features.write(writer, "features");
        int[] frequencies = new int[data.consumeInt(0, features.size() + 1)];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = data.consumeInt(0, 9);
        }
        writer.content("frequencies", frequencies);
        Path path = folder.resolve("sections.tkw");
        writer.write(path);
        try {
            TfidfVectorizer vectorizer = TfidfVectorizer.load(path);
            SparseVector vector = vectorizer.terms() == TermRule.TOKENS
                    ? vectorizer.vector(new int[] {7, 8}, 0, 2)
                    : vectorizer.vector("aa bb");
            assertTrue(vector.size() <= features.size());
            Path again = folder.resolve("again.tkw");
            vectorizer.save(again);
            assertEquals(-1, Files.mismatch(path, again));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }
}
