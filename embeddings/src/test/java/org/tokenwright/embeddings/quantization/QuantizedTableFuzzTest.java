package org.tokenwright.embeddings.quantization;

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

class QuantizedTableFuzzTest {
    @TempDir
    private static Path folder;

    /** Any sections in a good file: a table is read that can be searched and is written as it was, or they are refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnySections(FuzzedDataProvider data) throws IOException {
        ModelFile.Writer writer = ModelFile.writer(QuantizedTable.KIND);
        int dimension = data.consumeInt(-1, 5);
        int parts = data.consumeInt(-1, 5);
        int bits = data.consumeInt(3, 5);
        int rotated = data.consumeInt(0, 2);
        int apart = data.consumeInt(0, 2);
        writer.content("quantizer.shape", new int[] {dimension, parts, bits, rotated, apart});
        int floats = data.consumeBoolean() ? Math.max(dimension, 0) << bits : data.consumeInt(0, 8);
        writer.content("quantizer.centroids", filled(4 * floats, data));
        if (rotated == 1) {
            writer.content("quantizer.rotation", filled(4 * dimension * dimension, data));
        }
        if (apart == 1) {
            writer.content("quantizer.lengths", filled(4 * 256, data));
        }
        writer.content("codes", ByteBuffer.wrap(data.consumeRemainingAsBytes()));
        Path path = folder.resolve("sections.tkw");
        writer.write(path);
        try {
            QuantizedTable table = QuantizedTable.load(path);
            assertEquals(
                    Math.min(2, table.rows()),
                    table.nearest(new float[dimension], 2, Metric.COSINE).size());
            for (int row = 0; row < table.rows(); row++) {
                table.copy(row, new float[dimension], 0);
            }
            Path again = folder.resolve("again.tkw");
            table.save(again);
            assertEquals(-1, Files.mismatch(path, again));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }

    private static ByteBuffer filled(int bytes, FuzzedDataProvider data) {
        byte[] filled = new byte[bytes];
        byte[] begin = data.consumeBytes(Math.min(bytes, 64));
        System.arraycopy(begin, 0, filled, 0, begin.length);
        return ByteBuffer.wrap(filled);
    }
}
