package org.tokenwright.boundary.charboundary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;
import org.tokenwright.vocab.Vocabulary;

/**
 * A CharBoundary model as a {@link ModelFile} of kind {@value CharBoundaryModel#KIND}. All numbers are little-endian.
 *
 * <ul>
 *   <li>{@code settings}: int32 features, 0 for {@link CharBoundaryFeatures#REFERENCE}, 1 for
 *       {@link CharBoundaryFeatures#EXTENDED}; int32 characters before and int32 characters behind a candidate, 0 to 24 each;
 *       float64 threshold, 0 to 1
 *   <li>{@code abbreviations.*}: the abbreviations in UTF-8, ascending by their chars, as {@link Vocabulary#write} has them; ids
 *       from 0, no holes
 *   <li>{@code nodes}: uint8 for each node of the trees, one tree behind the other, each in preorder: the feature that a branch
 *       compares, or 255 for a leaf. That tells where a tree ends
 *   <li>{@code values}: int32 for each node: the greatest value of the feature, less than 2<sup>30</sup> either side of 0, with which a
 *       branch goes on to its first child; or the bits of the float32, 0 to 1, that a leaf adds to the probability
 * </ul>
 *
 * The features are the characters of the window in order, then the eight flags of the reference, then, if they are extended,
 * those of {@link ContextFeatures}.
 */
final class CharBoundaryModelFile {
    private static final String SETTINGS = "settings";
    private static final String ABBREVIATIONS = "abbreviations";
    private static final String NODES = "nodes";
    private static final String VALUES = "values";
    private static final int SETTINGS_BYTES = 3 * Integer.BYTES + Double.BYTES;
    private static final int REFERENCE = 0;
    private static final int EXTENDED = 1;
    private static final int LEAF = 255;

    private CharBoundaryModelFile() {}

    static ModelFile.Writer write(CharBoundaryModel model) {
        ModelFile.Writer file = ModelFile.writer(CharBoundaryModel.KIND);
        ByteBuffer settings = littleEndian(SETTINGS_BYTES);
        settings.putInt(model.features() == CharBoundaryFeatures.EXTENDED ? EXTENDED : REFERENCE);
        settings.putInt(model.charactersBefore())
                .putInt(model.charactersAfter())
                .putDouble(model.threshold());
        file.content(SETTINGS, settings.flip());
        Vocabulary.Builder abbreviations = Vocabulary.builder();
        for (String abbreviation : model.abbreviations()) {
            abbreviations.add(abbreviation.getBytes(StandardCharsets.UTF_8));
        }
        abbreviations.build().write(file, ABBREVIATIONS);
        Trees trees = model.forest().toTrees();
        ByteBuffer nodes = littleEndian(trees.nodes());
        ByteBuffer values = littleEndian(Math.multiplyExact(trees.nodes(), Integer.BYTES));
        for (int i = 0; i < trees.nodes(); i++) {
            if (trees.isLeaf(i)) {
                nodes.put((byte) LEAF);
                values.putFloat(trees.leafValue(i));
            } else {
                nodes.put((byte) trees.feature(i));
                values.putInt(trees.threshold(i));
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
        if (settings.remaining() != SETTINGS_BYTES) {
            throw file.corrupt(SETTINGS, 0, settings.remaining() + " bytes", SETTINGS_BYTES + " bytes");
        }
        int set = settings.getInt();
        if (set != REFERENCE && set != EXTENDED) {
            throw file.corrupt(SETTINGS, 0, "features " + set, REFERENCE + " or " + EXTENDED);
        }
        CharBoundaryFeatures features =
                set == EXTENDED ? CharBoundaryFeatures.EXTENDED : CharBoundaryFeatures.REFERENCE;
        int before = window(file, settings);
        int after = window(file, settings);
        double threshold = settings.getDouble();
        if (!(threshold >= 0 && threshold <= 1)) {
            throw file.corrupt(SETTINGS, 3L * Integer.BYTES, "threshold " + threshold, "0 to 1");
        }
        Forest forest = forest(file, Features.count(features, before, after));
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
        Set<String> abbreviations = new TreeSet<>();
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
            abbreviations.add(abbreviation);
            before = abbreviation;
        }
        return abbreviations;
    }

    private static Forest forest(ModelFile file, int features) throws CorruptInputException {
        ByteBuffer nodes = file.section(NODES);
        ByteBuffer values = file.section(VALUES);
        int count = nodes.remaining();
        if (count == 0 || count > Forest.MAX_NODES) {
            throw file.corrupt(NODES, 0, count + " nodes", "1 to " + Forest.MAX_NODES);
        }
        if (values.remaining() != (long) count * Integer.BYTES) {
            throw file.corrupt(
                    VALUES, 0, values.remaining() + " bytes", (long) count * Integer.BYTES + ", four a node");
        }
        Trees trees = new Trees();
        for (int i = 0; i < count; i++) {
            if (trees.isComplete() && trees.count() == Forest.MAX_TREES) {
                throw file.corrupt(NODES, i, "more than " + Forest.MAX_TREES + " trees", "at most as many");
            }
            int feature = nodes.get() & 0xFF;
            int value = values.getInt();
            if (feature == LEAF) {
                float leaf = Float.intBitsToFloat(value);
                if (!(leaf >= 0 && leaf <= 1) || value < 0) {
                    throw file.corrupt(VALUES, (long) i * Integer.BYTES, "leaf " + leaf, "0 to 1");
                }
                trees.leaf(leaf);
            } else {
                if (feature >= features) {
                    throw file.corrupt(NODES, i, "feature " + feature, "below " + features + ", or 255");
                }
                if (value < -Forest.MAX_VALUE || value > Forest.MAX_VALUE) {
                    throw file.corrupt(
                            VALUES, (long) i * Integer.BYTES, "value " + value, "at most " + Forest.MAX_VALUE);
                }
                if (trees.level() == Forest.MAX_DEPTH) {
                    throw file.corrupt(NODES, i, "a tree deeper than " + Forest.MAX_DEPTH, "at most as deep");
                }
                trees.branch(feature, value);
            }
        }
        if (!trees.isComplete()) {
            throw file.corrupt(NODES, count, "the end inside a tree", "its next node");
        }
        return new Forest(trees, features);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
