package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.tokenizers.bpe.BpeModel;

/** The text format "BoundlessBPE v2". */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"}) // stub
public final class BoundlessV2Format {
    private BoundlessV2Format() {}

    /**
     * Reads a model.
     *
     * @param path the file
     * @return the model
     * @throws org.tokenwright.text.CorruptInputException if the file is malformed
     * @throws IOException if it cannot be read
     */
    public static BpeModel read(Path path) throws IOException {
        throw new IOException("not yet " + path);
    }

    /**
     * Writes a model.
     *
     * @param model the model
     * @param path the file, replaced if it exists
     * @throws IOException if writing fails; then nothing is left behind and an old file is untouched
     */
    public static void write(BpeModel model, Path path) throws IOException {
        throw new IOException("not yet " + path + model);
    }
}
