package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.SentenceDetector;

/**
 * Makes {@link TokenwrightSentenceTokenizer}, by the name {@value #NAME}.
 *
 * <table class="striped">
 *   <caption>Arguments, all of which may be left out</caption>
 *   <thead>
 *     <tr><th>name</th><th>value</th><th>default</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>{@code sentences}</td><td>{@code general} or {@code legal}, or the file of a model of CharBoundary or Punkt, of any
 *         format that is read</td><td>the abbreviations of the language if one is given, else {@code general}</td></tr>
 *     <tr><td>{@code language}</td><td>whose orthography is used, too: {@code english}, {@code german}, {@code french},
 *         {@code spanish}, {@code italian}, {@code portuguese}, {@code russian}, {@code chinese}, {@code japanese}</td>
 *         <td>none</td></tr>
 *     <tr><td>{@code newlines}</td><td>what line breaks mean: {@code ignore}, {@code blank-line}, {@code every-line},
 *         {@code detect}</td><td>{@code blank-line}</td></tr>
 *     <tr><td>{@code rules}</td><td>of Punkt: {@code nupunkt}, {@code nupunkt-fast}, {@code kiss-strunk}</td>
 *         <td>{@code nupunkt}</td></tr>
 *     <tr><td>{@code threshold}</td><td>of CharBoundary: how probable an end must be; of Punkt: how sure the adaptive mode must be
 *         against the rules, 0.5 to 1</td><td>the model's; not adaptive</td></tr>
 *     <tr><td>{@code maxLength}</td><td>the greatest length of a sentence, in UTF-16 units</td>
 *         <td>{@value TokenwrightSentenceTokenizer#MAX_LENGTH}</td></tr>
 *   </tbody>
 * </table>
 */
public final class TokenwrightSentenceTokenizerFactory extends TokenizerFactory implements ResourceLoaderAware {
    /** The name by which the factory is found. */
    public static final String NAME = "tokenwrightSentence";

    private final DetectorArguments arguments;
    private final int maxLength;
    private @Nullable SentenceDetector detector;

    /**
     * Creates a factory; a model is loaded by {@link #inform}.
     *
     * @param args the arguments, which are taken out of the map
     * @throws IllegalArgumentException if an argument is unknown or has no such value
     */
    public TokenwrightSentenceTokenizerFactory(Map<String, String> args) {
        super(args);
        arguments = new DetectorArguments(args);
        maxLength = getInt(args, "maxLength", TokenwrightSentenceTokenizer.MAX_LENGTH);
        if (!args.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameters: " + args);
        }
    }

    /** What the loader of services calls to find the name; it always throws. */
    public TokenwrightSentenceTokenizerFactory() {
        throw defaultCtorException();
    }

    @Override
    public void inform(ResourceLoader loader) throws IOException {
        detector = arguments.load(loader);
    }

    @Override
    public TokenwrightSentenceTokenizer create(AttributeFactory factory) {
        if (detector == null) {
            throw new IllegalStateException("no model is loaded: inform(ResourceLoader) has not been called");
        }
        return new TokenwrightSentenceTokenizer(factory, detector, maxLength);
    }
}
