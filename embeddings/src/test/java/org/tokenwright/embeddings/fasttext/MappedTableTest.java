package org.tokenwright.embeddings.fasttext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.testing.Seeds;

class MappedTableTest {
    private static final int ROWS = 9;
    private static final int DIMENSION = 5;
    private static final int POSITION = 3;

    @TempDir
    Path folder;

    @Test
    void isWhatAMatrixInMemoryIs() throws IOException {
        SplittableRandom random = Seeds.random("MappedTableTest");
        Matrix matrix = new Matrix(ROWS, DIMENSION);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[POSITION]);
        ModelOutput out = new ModelOutput(bytes);
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < DIMENSION; i++) {
                matrix.row(row)[i] = (float) random.nextDouble(-1, 1);
            }
            out.floats(matrix.row(row), DIMENSION);
        }
        out.flush();
        Path file = Files.write(folder.resolve("matrix"), bytes.toByteArray());
        MappedTable mapped;
        try (FileChannel channel = FileChannel.open(file)) {
            mapped = new MappedTable(channel, POSITION, ROWS, DIMENSION);
        }
        int[] ids = {8, 0, 3, 3, 7};
        float[] expected = new float[DIMENSION];
        float[] found = new float[DIMENSION];
        matrix.addAll(ids, ids.length, expected);
        mapped.addAll(ids, ids.length, found);
        assertArrayEquals(expected, found);
        for (int row = 0; row < ROWS; row++) {
            mapped.copy(row, found, 0);
            assertArrayEquals(matrix.row(row), found);
            assertEquals(matrix.dot(row, expected), mapped.dot(row, expected));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> mapped.dot(ROWS, expected));
    }
}
