package org.tokenwright.embeddings.pooling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenwright.embeddings.tensors.SafetensorsWriter;
import org.tokenwright.embeddings.tensors.TensorType;
import org.tokenwright.text.CorruptInputException;

class AttentionWeightsTest {
    @TempDir
    private Path folder;

    private static float[] numbers(int count, int first) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (first + i) / 8f;
        }
        return numbers;
    }

    private static SafetensorsWriter add(
            SafetensorsWriter writer, String name, TensorType type, int first, long... shape) {
        int count = (int) (shape.length == 1 ? shape[0] : shape[0] * shape[1]);
        return writer.add(name, type, shape, numbers(count, first));
    }

    @Test
    void areReadFromSafetensors() throws IOException {
        for (TensorType type : new TensorType[] {TensorType.F16, TensorType.BF16, TensorType.F32, TensorType.F64}) {
            SafetensorsWriter writer = new SafetensorsWriter();
            add(writer, "p.queries", type, 1, 3, 2);
            add(writer, "p.in_proj_weight", type, -3, 6, 2);
            add(writer, "p.in_proj_bias", type, 2, 6);
            add(writer, "p.out_proj.weight", type, -1, 2, 2);
            add(writer, "p.out_proj.bias", type, 5, 2);
            Path file = folder.resolve("pooler.safetensors");
            writer.write(file);
            AttentionPooler.Weights weights = AttentionPooler.Weights.read(file, "p.");
            assertArrayEquals(numbers(6, 1), weights.queries());
            assertArrayEquals(numbers(12, -3), weights.inWeights());
            assertArrayEquals(numbers(6, 2), weights.inBias());
            assertArrayEquals(numbers(4, -1), weights.outWeights());
            assertArrayEquals(numbers(2, 5), weights.outBias());
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path file = folder.resolve("w.safetensors");
        SafetensorsWriter writer = new SafetensorsWriter();
        add(writer, "queries", TensorType.F32, 0, 2);
        add(writer, "flat.queries", TensorType.F32, 0, 1, 2);
        add(writer, "flat.in_proj_weight", TensorType.F32, 0, 12);
        writer.write(file);
        assertMessage(file + ", tensors: found no other.queries, expected one", file, "other.");
        assertMessage(
                file + ", tensor queries: found queries F32[2], expected one query or more of 1 to 16384 components",
                file,
                "");
        assertMessage(
                file
                        + ", tensor flat.in_proj_weight: found flat.in_proj_weight F32[12], expected floats of shape [6, 2]",
                file,
                "flat.");
    }

    private static void assertMessage(String expected, Path file, String prefix) {
        assertEquals(
                expected,
                assertThrows(CorruptInputException.class, () -> AttentionPooler.Weights.read(file, prefix))
                        .getMessage());
    }
}
