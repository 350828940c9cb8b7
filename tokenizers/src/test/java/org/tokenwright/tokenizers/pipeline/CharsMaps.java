package org.tokenwright.tokenizers.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes maps of characters as SentencePiece stores them, with 256 units for each node of the trie. */
final class CharsMaps {
    private CharsMaps() {}

    private static final class Node {
        final TreeMap<Integer, Node> children = new TreeMap<>();
        int value = -1;
        int block;
    }

    /** {@return a map; keys are byte strings, a char each} */
    static byte[] of(Map<String, String> rules) {
        Node root = new Node();
        List<Node> nodes = new ArrayList<>(List.of(root));
        ByteArrayOutputStream replacements = new ByteArrayOutputStream();
        rules.forEach((key, replacement) -> {
            Node node = root;
            for (int at = 0; at < key.length(); at++) {
                node = node.children.computeIfAbsent((int) key.charAt(at), any -> {
                    nodes.add(new Node());
                    return nodes.getLast();
                });
            }
            node.value = replacements.size();
            replacements.writeBytes((replacement + "\0").getBytes(UTF_8));
        });
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).block = (i + 1) << 8;
        }
        int[] units = new int[(nodes.size() + 1) << 8];
        Arrays.fill(units, Integer.MIN_VALUE);
        units[0] = offset(0, root);
        for (Node node : nodes) {
            if (node.value >= 0) {
                units[node.block] = Integer.MIN_VALUE | node.value;
            }
            node.children.forEach((label, child) -> {
                int at = node.block ^ label;
                units[at] = label | (child.value >= 0 ? 0x100 : 0) | offset(at, child);
            });
        }
        return map(units, replacements.toByteArray());
    }

    /** The offset of a unit that leads to a node; half of them in the long form, which leaves the low byte alone. */
    private static int offset(int at, Node node) {
        int offset = at ^ node.block;
        return (offset & 0xFF) == 0 ? offset >>> 8 << 10 | 0x200 : offset << 10;
    }

    static byte[] map(int[] units, byte[] replacements) {
        ByteBuffer map = ByteBuffer.allocate(4 + 4 * units.length + replacements.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4 * units.length);
        for (int unit : units) {
            map.putInt(unit);
        }
        return map.put(replacements).array();
    }
}
