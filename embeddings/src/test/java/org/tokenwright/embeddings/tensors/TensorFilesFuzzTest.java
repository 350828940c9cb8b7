package org.tokenwright.embeddings.tensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.text.CorruptInputException;

class TensorFilesFuzzTest {
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

    /** Any header of any version: all elements can be read, or the file is refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesNpy(FuzzedDataProvider data) throws IOException {
        int version = data.consumeInt(0, 4);
        byte[] elements = new byte[data.consumeInt(0, 64)];
        String header = data.consumeRemainingAsAsciiString();
        byte[] bytes = version == 0
                ? header.getBytes(StandardCharsets.ISO_8859_1)
                : NpyFileTest.file(header, version, elements);
        Path path = Files.write(folder.resolve("any.npy"), bytes);
        try {
            readAll(NpyFile.open(path));
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        }
    }

    /** Any index of shards. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnIndex(byte[] json) throws IOException {
        new SafetensorsWriter().add("a", new int[] {1}).write(folder.resolve("a.safetensors"));
        Path path = Files.write(folder.resolve("any.json"), json);
        try {
            assertEquals(1, TensorFiles.open(path).files().size());
        } catch (CorruptInputException e) {
            assertEquals(path.toString(), e.source());
        } catch (java.nio.file.NoSuchFileException e) {
            assertEquals(folder, Path.of(e.getFile()).getParent());
        }
    }

    private static void readAll(Tensor tensor) {
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
