package org.tokenwright.embeddings.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class SafetensorsFuzzTest {
    @TempDir
    private static Path folder;

    /** Any header with the right length: all elements can be read, or the file is refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesSafetensors(FuzzedDataProvider data) throws IOException {
        int dataBytes = data.consumeInt(0, 64);
        boolean whole = data.consumeBoolean();
        byte[] bytes = whole ? data.consumeRemainingAsBytes() : file(data.consumeRemainingAsBytes(), dataBytes);
        Path path = Files.write(folder.resolve("any.safetensors"), bytes);
        try {
            for (Tensor tensor : SafetensorsFile.open(path).tensors().values()) {
                readAll(tensor);
            }
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }

    static void readAll(Tensor tensor) {
        double[] elements = new double[(int) tensor.size()];
        tensor.copy(0, elements, 0, elements.length);
        tensor.copy(0, new float[elements.length], 0, elements.length);
    }

    private static byte[] file(byte[] header, int dataBytes) {
        return ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }
}
