package org.tokenwright.boundary.charboundary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

/**
 * A CharBoundary model as a {@link ModelFile} of kind {@value CharBoundaryModel#KIND}. All numbers are little-endian.
 *
 * <ul>
 *   <li>{@code settings}: int32 version, {@value #VERSION}; int32 features, 0 for {@link CharBoundaryFeatures#REFERENCE}, 1 for
 *       {@link CharBoundaryFeatures#EXTENDED}; int32 characters before and int32 characters behind a candidate, 0 to 24 each;
 *       float64 threshold, 0 to 1
 *   <li>{@code abbreviations.*}: the abbreviations in UTF-8, ascending by their chars, as {@link Vocabulary#write} has them; ids
 *       from 0, no holes
 *   <li>{@code nodes}: uint8 for each node of the trees, one tree behind the other, each level by level, the children of a
 *       branch side by side and in the order of their parents: the feature that a branch compares, or 255 for a leaf. That
 *       tells where a tree ends
 *   <li>{@code values}: int32 for each node: the greatest value of the feature, less than 2<sup>30</sup> either side of 0, with which a
 *       branch goes on to its first child; or the bits of the float32, 0 to 1, that a leaf adds to the probability
 * </ul>
 *
 * In version 1, which is read too, the settings begin with the features, and a branch is followed by its first child and all
 * below it, then by its second.
 *
 * <p>The features are the characters of the window in order, then the eight flags of the reference, then, if they are extended,
 * those of {@link ContextFeatures}.
 */
final class CharBoundaryModelFile {
    private static final String SETTINGS = "settings";
    private static final String ABBREVIATIONS = "abbreviations";
    private static final int VERSION = 2;
    private static final int SETTINGS_BYTES = 4 * Integer.BYTES + Double.BYTES;
    private static final int SETTINGS_BYTES_1 = 3 * Integer.BYTES + Double.BYTES;
    private static final int REFERENCE = 0;
    private static final int EXTENDED = 1;

    static final String NODES = "nodes";
    static final String VALUES = "values";
    static final int LEAF = 255;

    private CharBoundaryModelFile() {}

    static ModelFile.Writer write(CharBoundaryModel model) {
        ModelFile.Writer file = ModelFile.writer(CharBoundaryModel.KIND);
        ByteBuffer settings = littleEndian(SETTINGS_BYTES);
        settings.putInt(VERSION).putInt(model.features() == CharBoundaryFeatures.EXTENDED ? EXTENDED : REFERENCE);
        settings.putInt(model.charactersBefore())
                .putInt(model.charactersAfter())
                .putDouble(model.threshold());
        file.content(SETTINGS, settings.flip());
        Vocabulary.Builder abbreviations = Vocabulary.builder();
        for (String abbreviation : model.abbreviations()) {
            abbreviations.add(abbreviation.getBytes(StandardCharsets.UTF_8));
        }
        abbreviations.build().write(file, ABBREVIATIONS);
        Forest forest = model.forest();
        ByteBuffer nodes = littleEndian(forest.nodes());
        ByteBuffer values = littleEndian(Math.multiplyExact(forest.nodes(), Integer.BYTES));
        for (int i = 0; i < forest.nodes(); i++) {
            if (forest.isLeaf(i)) {
                nodes.put((byte) LEAF);
                values.putFloat(forest.leafValue(i));
            } else {
                nodes.put((byte) forest.feature(i));
                values.putInt(forest.threshold(i));
            }
        }
        return file.content(NODES, nodes.flip()).content(VALUES, values.flip());
    }

    static CharBoundaryModel read(ModelFile file) throws CorruptInputException {
        if (!file.kind().equals(CharBoundaryModel.KIND)) {
            throw new CorruptInputException(
                    file.source(),
                    "byte 56",
                    "a file of kind \"" + file.kind() + "\"",
                    "kind \"" + CharBoundaryModel.KIND + "\"");
        }
        ByteBuffer settings = file.section(SETTINGS);
        int length = settings.remaining();
        if (length != SETTINGS_BYTES && length != SETTINGS_BYTES_1) {
            throw file.corrupt(SETTINGS, 0, length + " bytes", SETTINGS_BYTES + " bytes");
        }
        boolean preorder = length == SETTINGS_BYTES_1;
        int version = preorder ? 1 : settings.getInt();
        if (!preorder && version != VERSION) {
            throw file.corrupt(
                    SETTINGS,
                    0,
                    "version " + Integer.toUnsignedString(version),
                    "version " + VERSION + "; a newer Tokenwright may have written the file");
        }
        int position = settings.position();
        int set = settings.getInt();
        if (set != REFERENCE && set != EXTENDED) {
            throw file.corrupt(SETTINGS, position, "features " + set, REFERENCE + " or " + EXTENDED);
        }
        CharBoundaryFeatures features =
                set == EXTENDED ? CharBoundaryFeatures.EXTENDED : CharBoundaryFeatures.REFERENCE;
        int before = window(file, settings);
        int after = window(file, settings);
        position = settings.position();
        double threshold = settings.getDouble();
        if (!(threshold >= 0 && threshold <= 1)) {
            throw file.corrupt(SETTINGS, position, "threshold " + threshold, "0 to 1");
        }
        int count = nodes(file);
        int featureCount = Features.count(features, before, after);
        Forest forest = preorder ? PreorderNodes.read(file, count, featureCount) : levelOrder(file, featureCount);
        return new CharBoundaryModel(forest, features, before, after, threshold, abbreviations(file));
    }

    private static int window(ModelFile file, ByteBuffer settings) throws CorruptInputException {
        int position = settings.position();
        int characters = settings.getInt();
        if (characters < 0 || characters > Features.MAX_WINDOW) {
            throw file.corrupt(SETTINGS, position, characters + " characters", "0 to " + Features.MAX_WINDOW);
        }
        return characters;
    }

    private static Set<String> abbreviations(ModelFile file) throws CorruptInputException {
        Vocabulary stored = Vocabulary.read(file, ABBREVIATIONS);
        String[] abbreviations = new String[stored.idBound()];
        String before = "";
        for (int id = 0; id < stored.idBound(); id++) {
            byte[] bytes = stored.contains(id) ? stored.bytes(id) : new byte[0];
            String abbreviation = new String(bytes, StandardCharsets.UTF_8);
            if (abbreviation.compareTo(before) <= 0
                    || !CharBoundaryModel.isAbbreviation(abbreviation)
                    || !Arrays.equals(bytes, abbreviation.getBytes(StandardCharsets.UTF_8))) {
                throw file.corrupt(
                        ABBREVIATIONS + ".bytes",
                        0,
                        "abbreviation " + id + " \"" + abbreviation + "\"",
                        "1 to " + Features.MAX_ABBREVIATION + " chars of UTF-8, above \"" + before + "\"");
            }
            abbreviations[id] = abbreviation;
            before = abbreviation;
        }
        return Set.of(abbreviations);
    }

    /** {@return the number of nodes} */
    private static int nodes(ModelFile file) throws CorruptInputException {
        int count = file.section(NODES).remaining();
        if (count == 0 || count > Forest.MAX_NODES) {
            throw file.corrupt(NODES, 0, count + " nodes", "1 to " + Forest.MAX_NODES);
        }
        int bytes = file.section(VALUES).remaining();
        if (bytes != (long) count * Integer.BYTES) {
            throw file.corrupt(VALUES, 0, bytes + " bytes", (long) count * Integer.BYTES + ", four a node");
        }
        return count;
    }

    private static Forest levelOrder(ModelFile file, int features) throws CorruptInputException {
        byte[] nodes = file.bytes(NODES);
        int[] values = file.ints(VALUES);
        LevelOrder trees = new LevelOrder(nodes, values, features);
        if (!trees.pack()) {
            throw fault(file, trees, nodes, values, features);
        }
        return new Forest(trees, features);
    }

    private static CorruptInputException fault(
            ModelFile file, LevelOrder trees, byte[] nodes, int[] values, int features) throws CorruptInputException {
        int node = trees.fault();
        if (node == nodes.length) {
            return incomplete(file, node);
        }
        check(file, node, nodes[node] & 0xFF, values[node], features);
        return trees.trees() == Forest.MAX_TREES ? tooMany(file, node) : tooDeep(file, node);
    }

    /** Refuses a node that no tree may have. */
    static void check(ModelFile file, int node, int feature, int value, int features) throws CorruptInputException {
        if (feature == LEAF) {
            float leaf = Float.intBitsToFloat(value);
            if (!(leaf >= 0 && leaf <= 1) || value < 0) {
                throw file.corrupt(VALUES, (long) node * Integer.BYTES, "leaf " + leaf, "0 to 1");
            }
        } else {
            if (feature >= features) {
                throw file.corrupt(NODES, node, "feature " + feature, "below " + features + ", or 255");
            }
            if (value < -Forest.MAX_VALUE || value > Forest.MAX_VALUE) {
                throw file.corrupt(
                        VALUES, (long) node * Integer.BYTES, "value " + value, "at most " + Forest.MAX_VALUE);
            }
        }
    }

    static CorruptInputException tooMany(ModelFile file, int node) {
        return file.corrupt(NODES, node, "more than " + Forest.MAX_TREES + " trees", "at most as many");
    }

    static CorruptInputException tooDeep(ModelFile file, int node) {
        return file.corrupt(NODES, node, "a tree deeper than " + Forest.MAX_DEPTH, "at most as deep");
    }

    static CorruptInputException incomplete(ModelFile file, int count) {
        return file.corrupt(NODES, count, "the end inside a tree", "its next node");
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
