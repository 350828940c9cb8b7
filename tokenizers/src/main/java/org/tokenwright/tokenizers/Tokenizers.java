package org.tokenwright.tokenizers;

import java.io.IOException;
import java.nio.file.Path;
import org.tokenwright.tokenizers.bytes.ByteTokenizers;
import org.tokenwright.tokenizers.formats.LoadOptions;
import org.tokenwright.tokenizers.formats.ModelFormats;

/** Finds tokenizers. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * Loads a tokenizer from a file or folder of any format that {@link ModelFormats} lists.
     *
     * @param path the file or folder
     * @return the tokenizer
     * @throws org.tokenwright.text.CorruptInputException if the file is of no known format, or malformed
     * @throws IOException if it cannot be read, or is of a format that does not say how texts are split
     */
    public static Tokenizer load(Path path) throws IOException {
        return ModelFormats.loadTokenizer(path, LoadOptions.NONE);
    }

    /**
     * Loads a tokenizer from a file or folder of any format that {@link ModelFormats} lists, or by its name:
     * {@code cl100k_base}, {@code o200k_base}, {@code o200k_harmony}, {@code p50k_base}, {@code p50k_edit}, {@code r50k_base}
     * or {@code gpt2}, whose ranks are taken from the jar of {@code com.knuddels:jtokkit} on the class path; {@code byt5},
     * {@code blt}, {@code bytes} or {@code canine}, which need no file ({@link ByteTokenizers}).
     *
     * @param pathOrName a path, or a name; a file that exists comes before a name
     * @return the tokenizer
     * @throws org.tokenwright.text.CorruptInputException if the file is of no known format, or malformed
     * @throws IOException if there is neither a file nor a model of that name, if it cannot be read, or is of a format that
     *     does not say how texts are split
     */
    public static Tokenizer load(String pathOrName) throws IOException {
        return ModelFormats.loadTokenizer(pathOrName, LoadOptions.NONE);
    }
}
