package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** What all that write rows to files have in common. */
final class RowFiles {
    private RowFiles() {}

    /** Gives rows. */
    @FunctionalInterface
    interface Rows {
        /** Gives all rows to a sink. */
        void forEach(RowSink sink) throws IOException;
    }

    /**
     * How rows are stored.
     *
     * @param sequenceLength their length in tokens
     * @param padId the id of pads
     * @param vocabularySize a number that no id reaches
     * @param rows how many there are, or -1 if that is not known
     */
    record Layout(int sequenceLength, int padId, int vocabularySize, long rows) {}

    /** {@return a path with something behind its last name} */
    static Path with(Path prefix, String suffix) {
        return prefix.resolveSibling(prefix.getFileName() + suffix);
    }

    /** {@return the folder of a path} */
    static Path folder(Path prefix) {
        return Objects.requireNonNull(prefix.toAbsolutePath().getParent(), "a file has a folder");
    }

    /** {@return a number that neither reaches: a number of ids, and an id} */
    static int vocabularySize(int size, int id) {
        return Math.max(size, id == Integer.MAX_VALUE ? id : id + 1);
    }
}
