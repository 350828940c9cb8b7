package org.tokenwright.boundary.charboundary;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokenwright.text.CorruptInputException;

/** Reads a forest of scikit-learn as skl2onnx writes it: a graph of one TreeEnsembleClassifier. For one thread. */
final class OnnxReader {
    /*
     * Of ModelProto: graph (7). Of GraphProto: node (1) and input (11). Of NodeProto: op_type (4) and attribute (5). Of
     * AttributeProto: name (1), s (4), floats (7), ints (8), strings (9). The number of features is the second dimension of the
     * input: ValueInfoProto.type (2), TypeProto.tensor_type (1), Tensor.shape (2), TensorShapeProto.dim (1), dim_value (1).
     *
     * A node is known by the number of its tree and its own; both count up from 0 in order. A branch goes to its true node if
     * the feature is at most the value. A leaf has one weight for class 0, which in a classifier of two classes is what it adds
     * to the probability of the second; its weights are in the order of the leaves, too, but that need not be.
     */
    private static final String OPERATOR = "TreeEnsembleClassifier";
    private static final int MAX_NAME = 256;

    private final String source;
    private final ProtoFields file;
    private final IntArrayList treeIds = new IntArrayList();
    private final IntArrayList nodeIds = new IntArrayList();
    private final IntArrayList features = new IntArrayList();
    private final FloatArrayList values = new FloatArrayList();
    private final IntArrayList lefts = new IntArrayList();
    private final IntArrayList rights = new IntArrayList();
    private final IntArrayList weightTrees = new IntArrayList();
    private final IntArrayList weightNodes = new IntArrayList();
    private final FloatArrayList weights = new FloatArrayList();
    private final IntArrayList modes = new IntArrayList();
    private int featureCount = -1;
    private boolean found;

    OnnxReader(String source, byte[] file) {
        this.source = source;
        this.file = new ProtoFields(source, file);
    }

    /**
     * {@return the forest}
     *
     * @throws CorruptInputException if the file is malformed
     * @throws IOException if it holds what is not supported
     */
    Forest read() throws IOException {
        while (file.next()) {
            if (file.field() == 7) {
                readGraph(file.message("graph"));
            } else {
                file.skip();
            }
        }
        if (!found) {
            throw file.corruptEnd("no node " + OPERATOR, "one in an ONNX file");
        }
        if (featureCount < 1 || featureCount > Forest.MAX_FEATURES) {
            throw file.corruptEnd("an input of " + featureCount + " features", "1 to " + Forest.MAX_FEATURES);
        }
        return forest();
    }

    private void readGraph(ProtoFields graph) throws IOException {
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> readNode(graph.message("node"));
                case 11 -> readInput(graph.message("input"));
                default -> graph.skip();
            }
        }
    }

    /** Follows the path to the dimensions of the input; each message on it has the next once. */
    private void readInput(ProtoFields input) throws IOException {
        ProtoFields at = input;
        for (int field : new int[] {2, 1, 2}) {
            ProtoFields inner = null;
            while (at.next()) {
                if (at.field() == field) {
                    inner = at.message("shape");
                } else {
                    at.skip();
                }
            }
            if (inner == null) {
                return;
            }
            at = inner;
        }
        int dimensions = 0;
        while (at.next()) {
            if (at.field() != 1) {
                at.skip();
            } else if (dimensions++ == 1) {
                featureCount = dimension(at.message("dim"));
            } else {
                at.skip();
            }
        }
    }

    private static int dimension(ProtoFields in) throws IOException {
        long value = -1;
        while (in.next()) {
            if (in.field() == 1) {
                value = in.number("dim_value");
            } else {
                in.skip();
            }
        }
        return Math.clamp(value, -1, Integer.MAX_VALUE);
    }

    private void readNode(ProtoFields node) throws IOException {
        String operator = "";
        while (node.next()) {
            switch (node.field()) {
                case 4 -> operator = node.text("op_type", MAX_NAME);
                case 5 -> readAttribute(node.message("attribute"));
                default -> node.skip();
            }
        }
        if (!operator.equals(OPERATOR)) {
            throw new IOException(source + ": node " + operator + " is not supported, expected " + OPERATOR);
        }
        if (found) {
            throw node.corruptEnd("a second node " + OPERATOR, "one");
        }
        found = true;
    }

    private void readAttribute(ProtoFields attribute) throws IOException {
        String name = "";
        while (attribute.next()) {
            switch (attribute.field()) {
                case 1 -> name = attribute.text("name", MAX_NAME);
                case 4 -> checkText(name, attribute);
                case 7 -> readFloats(name, attribute);
                case 8 -> readInts(name, attribute);
                case 9 -> readText(name, attribute);
                default -> attribute.skip();
            }
        }
    }

    private void checkText(String name, ProtoFields attribute) throws IOException {
        String value = attribute.text(name, MAX_NAME);
        if (name.equals("post_transform") && !value.equals("NONE")) {
            throw new IOException(source + ": post_transform " + value + " is not supported, expected NONE");
        }
    }

    private void readFloats(String name, ProtoFields attribute) throws IOException {
        FloatArrayList list = switch (name) {
            case "nodes_values" -> values;
            case "class_weights" -> weights;
            case "base_values" -> throw new IOException(source + ": base_values are not supported");
            default -> null;
        };
        if (list == null) {
            attribute.skip();
            return;
        }
        boolean isWeight = name.equals("class_weights");
        attribute.numbers(ProtoFields.FOUR_BYTES, name, bits -> {
            float value = Float.intBitsToFloat((int) bits);
            if (isWeight ? !(bits >= 0 && value <= 1) : !Float.isFinite(value)) {
                throw attribute.corrupt(name + " " + value, isWeight ? "0 to 1" : "a number");
            }
            checkRoom(list.size(), name, attribute);
            list.add(value);
        });
    }

    private static void checkRoom(int size, String name, ProtoFields attribute) throws CorruptInputException {
        if (size >= Forest.MAX_NODES) {
            throw attribute.corrupt("more than " + Forest.MAX_NODES + " of " + name, "at most as many");
        }
    }

    private @Nullable IntArrayList ints(String name) {
        return switch (name) {
            case "nodes_treeids" -> treeIds;
            case "nodes_nodeids" -> nodeIds;
            case "nodes_featureids" -> features;
            case "nodes_truenodeids" -> lefts;
            case "nodes_falsenodeids" -> rights;
            case "class_treeids" -> weightTrees;
            case "class_nodeids" -> weightNodes;
            default -> null;
        };
    }

    private void readInts(String name, ProtoFields attribute) throws IOException {
        IntArrayList list = ints(name);
        if (list == null && !name.equals("class_ids")) {
            attribute.skip();
            return;
        }
        attribute.numbers(ProtoFields.VARINT, name, number -> {
            if (number < 0 || number > (list == null ? 0 : Forest.MAX_NODES)) {
                throw attribute.corrupt(
                        name + " " + number, list == null ? "0, as of two classes" : "0 to " + Forest.MAX_NODES);
            }
            if (list != null) {
                checkRoom(list.size(), name, attribute);
                list.add((int) number);
            }
        });
    }

    private void readText(String name, ProtoFields attribute) throws IOException {
        if (!name.equals("nodes_modes")) {
            attribute.skip();
            return;
        }
        String mode = attribute.text(name, MAX_NAME);
        checkRoom(modes.size(), name, attribute);
        switch (mode) {
            case "LEAF" -> modes.add(1);
            case "BRANCH_LEQ" -> modes.add(0);
            default ->
                throw new IOException(source + ": nodes_modes " + mode + " is not supported, expected BRANCH_LEQ");
        }
    }

    private Forest forest() throws CorruptInputException {
        int count = treeIds.size();
        for (IntArrayList list : new IntArrayList[] {nodeIds, features, lefts, rights, modes}) {
            checkSize("attributes of nodes", list.size(), count);
        }
        checkSize("nodes_values", values.size(), count);
        checkSize("class_weights", weights.size(), weightTrees.size());
        checkSize("class_nodeids", weightNodes.size(), weightTrees.size());
        IntArrayList roots = roots();
        float[] leaves = leaves(roots);
        Trees trees = new Trees();
        boolean[] seen = new boolean[count];
        int[] stack = new int[64];
        for (int tree = 0; tree < roots.size(); tree++) {
            int root = roots.getInt(tree);
            int treeEnd = tree + 1 < roots.size() ? roots.getInt(tree + 1) : count;
            int depth = 0;
            stack[depth++] = root;
            while (depth > 0) {
                int node = stack[--depth];
                if (node >= treeEnd || seen[node]) {
                    throw corrupt("a branch to node " + (node - root) + " of tree " + tree, "a child for each node");
                }
                seen[node] = true;
                if (modes.getInt(node) != 0) {
                    trees.leaf(leaves[node]);
                    continue;
                }
                if (features.getInt(node) >= featureCount) {
                    throw corrupt("feature " + features.getInt(node), "below " + featureCount + ", as the input has");
                }
                if (trees.level() >= Forest.MAX_DEPTH) {
                    throw corrupt("a tree deeper than " + Forest.MAX_DEPTH, "at most as deep");
                }
                trees.branch(features.getInt(node), threshold(values.getFloat(node)));
                stack = depth + 2 > stack.length ? Arrays.copyOf(stack, 2 * stack.length) : stack;
                stack[depth++] = root + rights.getInt(node);
                stack[depth++] = root + lefts.getInt(node);
            }
        }
        if (trees.nodes() != count) {
            throw corrupt((count - trees.nodes()) + " nodes that no branch leads to", "none");
        }
        return new Forest(trees, featureCount);
    }

    /** {@return index of the first node of each tree} */
    private IntArrayList roots() throws CorruptInputException {
        IntArrayList roots = new IntArrayList();
        for (int i = 0; i < treeIds.size(); i++) {
            if (treeIds.getInt(i) == roots.size()) {
                roots.add(i);
            }
            int tree = treeIds.getInt(i);
            if (tree != roots.size() - 1 || nodeIds.getInt(i) != i - roots.getInt(tree)) {
                throw corrupt("node " + nodeIds.getInt(i) + " of tree " + tree + " at " + i, "nodes in order");
            }
            if (roots.size() > Forest.MAX_TREES) {
                throw corrupt("more than " + Forest.MAX_TREES + " trees", "at most as many");
            }
        }
        if (roots.isEmpty()) {
            throw corrupt("no trees", "one or more");
        }
        return roots;
    }

    private float[] leaves(IntArrayList roots) throws CorruptInputException {
        float[] leaves = new float[treeIds.size()];
        boolean[] weighed = new boolean[leaves.length];
        for (int i = 0; i < weights.size(); i++) {
            int tree = weightTrees.getInt(i);
            long node = tree < roots.size() ? (long) roots.getInt(tree) + weightNodes.getInt(i) : leaves.length;
            if (node >= leaves.length || treeIds.getInt((int) node) != tree || weighed[(int) node]) {
                throw corrupt("a weight for node " + weightNodes.getInt(i) + " of tree " + tree, "one for each leaf");
            }
            leaves[(int) node] = weights.getFloat(i);
            weighed[(int) node] = true;
        }
        for (int i = 0; i < leaves.length; i++) {
            if (weighed[i] != (modes.getInt(i) != 0)) {
                throw corrupt(
                        (weighed[i] ? "a weight" : "no weight") + " for node " + nodeIds.getInt(i) + " of tree "
                                + treeIds.getInt(i),
                        "a weight for leaves alone");
            }
        }
        return leaves;
    }

    private static int threshold(float value) {
        return (int) Math.clamp(Math.floor(value), -Forest.MAX_VALUE, Forest.MAX_VALUE);
    }

    private void checkSize(String name, int size, int expected) throws CorruptInputException {
        if (size != expected) {
            throw corrupt(size + " " + name, "" + expected);
        }
    }

    private CorruptInputException corrupt(String found, String expected) {
        return file.corruptEnd(found, expected);
    }
}
