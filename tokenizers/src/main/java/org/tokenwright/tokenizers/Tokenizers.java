package org.tokenwright.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.tokenizers.formats.ModelFormats;

/** Finds tokenizers. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * Loads a tokenizer from a model file of any format that is read: our own, "BoundlessBPE v2" and
     * "word v1".
     *
     * @param path the file
     * @return the tokenizer
     * @throws org.tokenwright.text.CorruptInputException if the file is of no known format, or malformed
     * @throws IOException if it cannot be read
     */
    public static Tokenizer load(Path path) throws IOException {
        return ModelFormats.load(path).tokenizer();
    }
}
