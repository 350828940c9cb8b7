package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.SentenceDetector;

/**
 * Makes {@link TokenwrightSentenceWordTokenizer}, by the name {@value #NAME}. Its arguments are those of
 * {@link TokenwrightSentenceTokenizerFactory} and {@code words}, the name of the tokenizer that makes tokens of each sentence, by
 * default {@code standard}. What begins with {@code words.} is an argument of that tokenizer.
 */
public final class TokenwrightSentenceWordTokenizerFactory extends TokenizerFactory implements ResourceLoaderAware {
    /** The name by which the factory is found. */
    public static final String NAME = "tokenwrightSentenceWord";

    private static final String WORDS = "words";

    private final DetectorArguments arguments;
    private final TokenizerFactory words;
    private final int maxLength;
    private @Nullable SentenceDetector detector;

    /**
     * Creates a factory; a model is loaded by {@link #inform}.
     *
     * @param args the arguments, which are taken out of the map
     * @throws IllegalArgumentException if an argument is unknown or has no such value, or there is no such tokenizer
     */
    public TokenwrightSentenceWordTokenizerFactory(Map<String, String> args) {
        super(args);
        arguments = new DetectorArguments(args);
        maxLength = getInt(args, "maxLength", TokenwrightSentenceTokenizer.MAX_LENGTH);
        words = words(args);
        if (!args.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameters: " + args);
        }
    }

    /** What the loader of services calls to find the name; it always throws. */
    public TokenwrightSentenceWordTokenizerFactory() {
        throw defaultCtorException();
    }

    private TokenizerFactory words(Map<String, String> args) {
        String name = get(args, WORDS, "standard");
        String prefix = WORDS + ".";
        Map<String, String> own = new HashMap<>();
        args.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        args.keySet().removeIf(key -> key.startsWith(prefix));
        return TokenizerFactory.forName(name, own);
    }

    @Override
    public void inform(ResourceLoader loader) throws IOException {
        detector = arguments.load(loader);
        if (words instanceof ResourceLoaderAware aware) {
            aware.inform(loader);
        }
    }

    @Override
    public TokenwrightSentenceWordTokenizer create(AttributeFactory factory) {
        if (detector == null) {
            throw new IllegalStateException("no model is loaded: inform(ResourceLoader) has not been called");
        }
        return new TokenwrightSentenceWordTokenizer(factory, detector, words::create, maxLength);
    }
}
