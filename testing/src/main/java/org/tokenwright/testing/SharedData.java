package org.tokenwright.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The large reference outputs and corpora, which live outside the project in the folder that the environment variable
 * {@value #VARIABLE} names. Where it is not set, a test that asks for them is reported as skipped; where it is set and
 * something is missing, the test fails.
 */
public final class SharedData {
    /** Name of the environment variable: an absolute path. */
    public static final String VARIABLE = "TOKENWRIGHT_SHARED";

    private SharedData() {}

    /**
     * Returns a file or folder of the shared data.
     *
     * @param relative its path below the folder, with {@code /} between names
     * @return the path, which exists
     * @throws org.opentest4j.TestAbortedException if the variable is not set
     * @throws AssertionError if the variable is set and the path does not exist
     */
    public static Path path(String relative) {
        String root = System.getenv(VARIABLE);
        if (root == null || root.isEmpty()) {
            return abort(VARIABLE + " is not set: " + relative + " is not tested");
        }
        Path folder = Path.of(root);
        if (!folder.isAbsolute()) {
            return fail(VARIABLE + " is not an absolute path: " + root);
        }
        Path path = folder.resolve(relative);
        return Files.exists(path) ? path : fail(VARIABLE + " is set, but there is no " + path);
    }
}
