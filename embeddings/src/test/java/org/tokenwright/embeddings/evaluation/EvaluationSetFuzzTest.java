package org.tokenwright.embeddings.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class EvaluationSetFuzzTest {
    @TempDir
    private static Path folder;

    /** Reads a set of tests and has vectors tested. */
    private interface Reader {
        void read(Path file) throws IOException;
    }

    @FuzzTest(maxDuration = "1m")
    void anyBytesAreRefusedOrUsed(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("set"), bytes);
        refusedOrUsed(file, set -> AnalogySet.load(set).evaluate(word -> true, (a, b, c) -> c));
        refusedOrUsed(file, set -> SimilaritySet.words(set).evaluate(word -> new float[] {word.length(), 1}));
        refusedOrUsed(file, set -> SimilaritySet.sentences(set).evaluate(word -> new float[] {word.length(), 1}));
    }

    private static void refusedOrUsed(Path file, Reader reader) throws IOException {
        try {
            reader.read(file);
        } catch (CorruptInputException e) {
            assertEquals(file.toString(), e.source());
        }
    }
}
