package org.tokenwright.boundary.charboundary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes forests as ONNX files, right ones and wrong ones. */
final class OnnxFiles {
    final Map<String, Object> attributes = new LinkedHashMap<>();
    String operator = "TreeEnsembleClassifier";
    int features = 17;
    boolean packed;

    /** Two trees: one branch on feature 5 at 0.5, and a leaf. */
    OnnxFiles() {
        attributes.put("class_ids", List.of(0L, 0L, 0L));
        attributes.put("class_nodeids", List.of(1L, 2L, 0L));
        attributes.put("class_treeids", List.of(0L, 0L, 1L));
        attributes.put("class_weights", List.of(0.25f, 0f, 0.5f));
        attributes.put("classlabels_int64s", List.of(0L, 1L));
        attributes.put("nodes_falsenodeids", List.of(2L, 0L, 0L, 0L));
        attributes.put("nodes_featureids", List.of(5L, 0L, 0L, 0L));
        attributes.put("nodes_modes", List.of("BRANCH_LEQ", "LEAF", "LEAF", "LEAF"));
        attributes.put("nodes_nodeids", List.of(0L, 1L, 2L, 0L));
        attributes.put("nodes_treeids", List.of(0L, 0L, 0L, 1L));
        attributes.put("nodes_truenodeids", List.of(1L, 0L, 0L, 0L));
        attributes.put("nodes_values", List.of(-0.5f, 0f, 0f, 0f));
        attributes.put("post_transform", "NONE");
    }

    byte[] write() {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        field(node, 4, operator.getBytes(StandardCharsets.UTF_8));
        attributes.forEach((name, value) -> field(node, 5, attribute(name, value)));
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        field(graph, 1, node.toByteArray());
        byte[] dimensions = concat(message(1, message(1, -1)), message(1, message(1, features)));
        field(
                graph,
                11,
                concat(
                        message(1, "input".getBytes(StandardCharsets.UTF_8)),
                        message(2, message(1, message(2, dimensions)))));
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        model.writeBytes(new byte[] {8, 10});
        field(model, 7, graph.toByteArray());
        return model.toByteArray();
    }

    private byte[] attribute(String name, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, 1, name.getBytes(StandardCharsets.UTF_8));
        if (value instanceof String text) {
            field(out, 4, text.getBytes(StandardCharsets.UTF_8));
            return out.toByteArray();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int number = 8;
        for (Object element : (List<?>) value) {
            if (element instanceof String text) {
                field(out, 9, text.getBytes(StandardCharsets.UTF_8));
            } else if (element instanceof Float decimal) {
                number = 7;
                ByteBuffer bits =
                        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(decimal);
                if (!packed) {
                    varint(out, 7 << 3 | 5);
                }
                (packed ? all : out).writeBytes(bits.array());
            } else {
                if (!packed) {
                    varint(out, 8 << 3);
                }
                varint(packed ? all : out, (Long) element);
            }
        }
        if (all.size() > 0) {
            field(out, number, all.toByteArray());
        }
        return out.toByteArray();
    }

    private static byte[] message(int field, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, field, content);
        return out.toByteArray();
    }

    private static byte[] message(int field, long number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) field << 3);
        varint(out, number);
        return out.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, (long) field << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest < 0 || rest > 127) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
