package org.tokenwright.tokenizers.formats;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.DeletionParts;
import org.tokenwright.vocab.ModelFile;

/** Finds out what format a model file is of, by its content. */
public final class ModelFormats {
    private ModelFormats() {}

    /**
     * Loads a model from a file of any format that is read: our own, "BoundlessBPE v2" and "word v1". In the last, deleted tokens
     * are taken to fall into single bytes; {@link #load(Path, DeletionParts)} has the choice.
     *
     * @param path the file
     * @return the model
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IOException if it cannot be read
     */
    public static BpeModel load(Path path) throws IOException {
        return load(path, DeletionParts.BYTES);
    }

    /**
     * Loads a model from a file of any format that is read.
     *
     * @param path the file
     * @param parts what deleted tokens fall into, if the file is of the format "word v1", which does not say it
     * @return the model
     * @throws CorruptInputException if the file is of no known format, or malformed
     * @throws IOException if it cannot be read
     */
    public static BpeModel load(Path path, DeletionParts parts) throws IOException {
        if (ModelFile.isModelFile(path)) {
            return BpeModel.load(path);
        }
        if (BoundlessV2Format.matches(path)) {
            return BoundlessV2Format.read(path);
        }
        if (WordV1Format.matches(path)) {
            return WordV1Format.read(path, parts);
        }
        throw new CorruptInputException(
                path.toString(),
                "byte 0",
                "no known format",
                "a Tokenwright model or one of \"BoundlessBPE v2\" or \"word v1\"");
    }
}
