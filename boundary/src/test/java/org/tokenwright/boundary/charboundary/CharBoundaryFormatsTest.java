package org.tokenwright.boundary.charboundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharBoundaryFormatsTest {
    @TempDir
    private Path folder;

    @Test
    void readsTrees() throws IOException {
        for (boolean packed : new boolean[] {false, true}) {
            OnnxFiles onnx = new OnnxFiles();
            onnx.packed = packed;
            Path path = Files.write(folder.resolve("model.onnx"), onnx.write());
            CharBoundaryModel model = CharBoundaryFormats.readOnnx(path, Set.of("Mr."));
            assertEquals(2, model.trees());
            assertEquals(4, model.nodes());
            assertEquals(5, model.charactersBefore());
            assertEquals(3, model.charactersAfter());
            assertEquals(0.5, model.threshold());
            assertEquals(Set.of("Mr."), model.abbreviations());
            int[] values = new int[Forest.VALUES];
            values[5] = CharCodes.TERMINAL;
            assertEquals(0.75, model.forest().probability(values));
            values[5] = 0;
            assertEquals(0.5, model.forest().probability(values));
        }
    }

    @Test
    void readsWhatIsCompressed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new OnnxFiles().write());
        }
        Path path = Files.write(folder.resolve("model.onnx.gz"), out.toByteArray());
        assertEquals(2, CharBoundaryFormats.readOnnx(path, Set.of()).trees());
    }

    @Test
    void refusesWhatIsMalformed() {
        refuses("an input of -1 features, expected 1 to 127", f -> f.features = -1);
        refuses("3 class_weights, expected 2", f -> f.attributes.put("class_treeids", List.of(0L, 0L)));
        refuses("3 attributes of nodes, expected 4", f -> f.attributes.put("nodes_nodeids", List.of(0L, 1L, 2L)));
        refuses("2 nodes_values, expected 4", f -> f.attributes.put("nodes_values", List.of(0f, 1f)));
        refuses(
                "node 2 of tree 0 at 1, expected nodes in order",
                f -> f.attributes.put("nodes_nodeids", List.of(0L, 2L, 1L, 0L)));
        refuses(
                "node 0 of tree 1 at 0, expected nodes in order",
                f -> f.attributes.put("nodes_treeids", List.of(1L, 1L, 1L, 2L)));
        refuses(
                "a branch to node 0 of tree 0, expected a child for each node",
                f -> f.attributes.put("nodes_truenodeids", List.of(0L, 0L, 0L, 0L)));
        refuses(
                "a branch to node 3 of tree 0, expected a child for each node",
                f -> f.attributes.put("nodes_falsenodeids", List.of(3L, 0L, 0L, 0L)));
        refuses(
                "a branch to node 1 of tree 0, expected a child for each node",
                f -> f.attributes.put("nodes_falsenodeids", List.of(1L, 0L, 0L, 0L)));
        refuses(
                "feature 17, expected below 17, as the input has",
                f -> f.attributes.put("nodes_featureids", List.of(17L, 0L, 0L, 0L)));
        refuses(
                "a weight for node 3 of tree 0, expected one for each leaf",
                f -> f.attributes.put("class_nodeids", List.of(1L, 3L, 0L)));
        refuses(
                "a weight for node 0 of tree 2, expected one for each leaf",
                f -> f.attributes.put("class_treeids", List.of(0L, 0L, 2L)));
        refuses(
                "no weight for node 2 of tree 0, expected a weight for leaves alone",
                f -> f.attributes.put("class_nodeids", List.of(1L, 0L, 0L)),
                "a weight for node 0 of tree 0");
        refuses(
                "class_weights -0.5, expected 0 to 1",
                f -> f.attributes.put("class_weights", List.of(0.25f, -0.5f, 0f)));
        refuses("class_weights 1.5, expected 0 to 1", f -> f.attributes.put("class_weights", List.of(0.25f, 1.5f, 0f)));
        refuses(
                "nodes_values NaN, expected a number",
                f -> f.attributes.put("nodes_values", List.of(Float.NaN, 0f, 0f, 0f)));
        refuses("class_ids 1, expected 0, as of two classes", f -> f.attributes.put("class_ids", List.of(0L, 1L, 0L)));
        refuses("nodes_treeids -1, expected 0 to 33554432", f -> f.attributes.put("nodes_treeids", List.of(-1L)));
        for (String list : new OnnxFiles().attributes.keySet()) {
            if (list.startsWith("nodes_")) {
                OnnxFiles onnx = new OnnxFiles();
                onnx.attributes.remove(list);
                assertThrows(IOException.class, () -> read(onnx.write()));
            }
        }
    }

    private void refuses(String message, Consumer<OnnxFiles> damage, String... others) {
        OnnxFiles onnx = new OnnxFiles();
        damage.accept(onnx);
        IOException e = assertThrows(IOException.class, () -> read(onnx.write()));
        String found = String.valueOf(e.getMessage());
        boolean named =
                found.endsWith("found " + message) || Arrays.stream(others).anyMatch(found::contains);
        assertTrue(named, found);
    }

    @Test
    void saysWhatIsNotSupported() {
        unsupported(
                "node TreeEnsembleRegressor is not supported, expected TreeEnsembleClassifier",
                f -> f.operator = "TreeEnsembleRegressor");
        unsupported(
                "post_transform LOGISTIC is not supported, expected NONE",
                f -> f.attributes.put("post_transform", "LOGISTIC"));
        unsupported(
                "nodes_modes BRANCH_LT is not supported, expected BRANCH_LEQ",
                f -> f.attributes.put("nodes_modes", List.of("BRANCH_LT", "LEAF", "LEAF", "LEAF")));
        unsupported("18 features are not supported, expected an odd number from 11 to 55", f -> f.features = 18);
        unsupported("57 features are not supported, expected an odd number from 11 to 55", f -> f.features = 57);
    }

    private void unsupported(String message, Consumer<OnnxFiles> change) {
        OnnxFiles onnx = new OnnxFiles();
        change.accept(onnx);
        IOException e = assertThrows(IOException.class, () -> read(onnx.write()));
        assertEquals(folder.resolve("model.onnx") + ": " + message, e.getMessage());
    }

    @Test
    void refusesWhatIsCutOff() {
        byte[] whole = new OnnxFiles().write();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> read(part));
        }
        IOException e = assertThrows(IOException.class, () -> read(new byte[0]));
        assertEquals(
                folder.resolve("model.onnx")
                        + ", byte 0: found no node TreeEnsembleClassifier, expected one in an ONNX file",
                e.getMessage());
    }

    private void read(byte[] file) throws IOException {
        CharBoundaryFormats.readOnnx(Files.write(folder.resolve("model.onnx"), file), Set.of());
    }
}
