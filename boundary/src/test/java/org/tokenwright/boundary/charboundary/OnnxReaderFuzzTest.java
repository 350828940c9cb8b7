package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

class OnnxReaderFuzzTest {
    /** Any bytes as ONNX: a forest is read that keeps its promises, or they are refused. */
    @FuzzTest(maxDuration = "1m")
    void readsOrRefusesAnyOnnx(byte[] file) {
        Forest forest;
        try {
            forest = new OnnxReader("fuzz", file).read();
        } catch (IOException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("fuzz"), e.getMessage());
            return;
        }
        int[] values = new int[Forest.VALUES];
        double probability = forest.probability(values);
        assertTrue(probability >= 0 && probability <= forest.trees());
        ForestTest.assertSame(forest.toTrees(), new Forest(forest.toTrees(), forest.features()).toTrees());
    }
}
