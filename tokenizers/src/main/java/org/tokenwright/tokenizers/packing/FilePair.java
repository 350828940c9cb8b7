package org.tokenwright.tokenizers.packing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokenwright.text.AtomicFile;

/** Writes two files that belong together so that one of them is there only if both are. */
final class FilePair {
    private FilePair() {}

    /** What the files are to hold. */
    @FunctionalInterface
    interface Content {
        /** Writes both. */
        void writeTo(OutputStream data, OutputStream key) throws IOException;
    }

    /**
     * Writes two files, each as {@link AtomicFile} does. The key appears last; an old one goes when the new data is complete,
     * before it takes the place of old data. So whoever looks for the key first finds the old pair, or the new one, or none.
     *
     * @param data the file that means nothing without the key
     * @param key the file that readers look for
     * @param content what they are to hold
     */
    static void write(Path data, Path key, Content content) throws IOException {
        AtomicFile.write(
                key,
                keyOut -> AtomicFile.write(data, dataOut -> {
                    content.writeTo(dataOut, keyOut);
                    keyOut.flush();
                    dataOut.flush();
                    if (Files.exists(key)) {
                        Files.delete(key.toRealPath());
                    }
                }));
    }
}
