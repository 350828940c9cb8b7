package org.tokenwright.embeddings.fasttext;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.evaluation.AnalogySet;
import org.tokenwright.embeddings.evaluation.SimilaritySet;
import org.tokenwright.text.CorruptInputException;

class WordVectorsFuzzTest {
    @TempDir
    Path folder;

    /** Any bytes are refused as vectors and as tests of vectors, or read and used. */
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreRefusedOrUsed(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        try {
            WordVectors vectors = WordVectors.load(file);
            vectors.sentenceVector("one two");
            if (vectors.size() > 0) {
                NearestWords nearest = new NearestWords(vectors, 10);
                nearest.nearest(new float[vectors.dimension()], 3);
            }
        } catch (CorruptInputException e) {
            // as it should be
        }
        try {
            AnalogySet.load(file).evaluate(word -> true, (a, b, c) -> c);
        } catch (CorruptInputException e) {
            // as it should be
        }
        for (boolean sentences : new boolean[] {false, true}) {
            try {
                SimilaritySet set = sentences ? SimilaritySet.sentences(file) : SimilaritySet.words(file);
                set.evaluate(word -> new float[] {word.length(), 1});
            } catch (CorruptInputException e) {
                // as it should be
            }
        }
    }
}
