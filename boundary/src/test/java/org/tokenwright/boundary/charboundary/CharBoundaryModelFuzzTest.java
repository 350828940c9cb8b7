package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

class CharBoundaryModelFuzzTest {
    private static final String TEXT = "A (1). \"B\"\nc; and d. Mr. E\t\u3002";

    @TempDir
    private static Path folder;

    /** Any sections in a good file: a model is read that finds sentences and is written as it was, or they are refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnySections(FuzzedDataProvider data) throws IOException {
        ModelFile.Writer writer = ModelFile.writer(CharBoundaryModel.KIND);
        boolean version1 = data.consumeBoolean();
        writer.content("settings", ByteBuffer.wrap(data.consumeBytes(version1 ? 20 : 24)));
        Vocabulary.Builder abbreviations = Vocabulary.builder();
        byte[] abbreviation = data.consumeBytes(8);
        if (abbreviation.length > 0) {
            abbreviations.add(abbreviation);
        }
        abbreviations.build().write(writer, "abbreviations");
        byte[] nodes = data.consumeBytes(32);
        writer.content("nodes", ByteBuffer.wrap(nodes));
        writer.content("values", ByteBuffer.wrap(data.consumeBytes(4 * nodes.length)));
        Path path = folder.resolve("sections.tkw");
        writer.write(path);
        try {
            CharBoundaryModel model = CharBoundaryModel.load(path);
            assertTrue(CharBoundaryDetector.of(model).detect(TEXT).size() > 0);
            Path again = folder.resolve("again.tkw");
            model.save(again);
            if (version1) {
                ForestTest.assertSame(
                        model.forest().toTrees(),
                        CharBoundaryModel.load(again).forest().toTrees());
            } else {
                assertEquals(-1, Files.mismatch(path, again));
            }
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }
}
