package org.tokenwright.tokenizers.formats;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** The vocabularies that src/test/scripts/fetch-vocabularies.sh has put into the folder that an environment variable names. */
final class FetchedVocabularies {
    private static final String VARIABLE = "TOKENWRIGHT_VOCABULARIES";

    private FetchedVocabularies() {}

    /**
     * {@return the tokenizer.json of a vocabulary, which exists}
     *
     * @param name its name
     */
    static Path path(String name) {
        String folder = System.getenv(VARIABLE);
        if (folder == null || folder.isEmpty()) {
            throw new TestAbortedException(VARIABLE + " is not set: " + name + " is not tested");
        }
        Path path = Path.of(folder, name, "tokenizer.json");
        return Files.exists(path) ? path : fail(VARIABLE + " is set, but there is no " + path);
    }
}
