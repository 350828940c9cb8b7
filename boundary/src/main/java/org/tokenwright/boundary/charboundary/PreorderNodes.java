package org.tokenwright.boundary.charboundary;

import java.nio.ByteBuffer;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.vocab.ModelFile;

/** Reads the nodes of files of version 1, which are those of {@link CharBoundaryModelFile} in preorder. */
final class PreorderNodes {
    private PreorderNodes() {}

    /** {@return the forest; the sections are known to be as long as {@code count} says} */
    static Forest read(ModelFile file, int count, int features) throws CorruptInputException {
        ByteBuffer nodes = file.section(CharBoundaryModelFile.NODES);
        ByteBuffer values = file.section(CharBoundaryModelFile.VALUES);
        Trees trees = new Trees();
        for (int i = 0; i < count; i++) {
            int feature = nodes.get() & 0xFF;
            int value = values.getInt();
            CharBoundaryModelFile.check(file, i, feature, value, features);
            if (trees.isComplete() && trees.count() == Forest.MAX_TREES) {
                throw CharBoundaryModelFile.tooMany(file, i);
            }
            if (feature == CharBoundaryModelFile.LEAF) {
                trees.leaf(Float.intBitsToFloat(value));
            } else {
                if (trees.level() == Forest.MAX_DEPTH) {
                    throw CharBoundaryModelFile.tooDeep(file, i);
                }
                trees.branch(feature, value);
            }
        }
        if (!trees.isComplete()) {
            throw CharBoundaryModelFile.incomplete(file, count);
        }
        return new Forest(trees, features);
    }
}
