package org.tokenwright.boundary.charboundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.tokenwright.vocab.ModelFile;

/**
 * The models that come with the library.
 *
 * <pre>{@code
 * SentenceDetector detector = CharBoundaryDetector.of(CharBoundaryModels.named("general"));
 * }</pre>
 *
 * <dl>
 *   <dt>{@code general}
 *   <dd>English of the web, of mail, of news and of books
 *   <dt>{@code legal}
 *   <dd>American court and agency decisions, citations and headings being sentences of their own. Where a line break never
 *       is inside a sentence, {@link org.tokenwright.boundary.Newlines#EVERY_LINE} finds more
 * </dl>
 *
 * What they were made of is in the NOTICE of the library, how in {@code boundary/src/build/train-models.sh}.
 */
public final class CharBoundaryModels {
    private static final List<String> NAMES = List.of("general", "legal");
    private static final String SUFFIX = ".charboundary";

    private CharBoundaryModels() {}

    /**
     * {@return the names of all models, ascending}
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Reads a model, anew each time: keep it where it is used often.
     *
     * @param name its name
     * @return the model, with the threshold that was chosen for it
     * @throws IllegalArgumentException if there is no model of that name
     */
    public static CharBoundaryModel named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "no model is named \"" + name + "\", expected one of " + String.join(", ", NAMES));
        }
        String resource = name + SUFFIX;
        try (InputStream in = CharBoundaryModels.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks its resource " + resource);
            }
            return CharBoundaryModelFile.read(ModelFile.read(resource, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
