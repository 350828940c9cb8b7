package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TokenwrightSuperwordFilter}, by the name {@value #NAME}. Arguments: {@code model} and {@code pretokenizer} as
 * {@link TokenwrightTokenizerFactory} has them; {@code ignoreCase}, whether words and superwords may differ in case,
 * {@code false} unless told otherwise.
 */
public final class TokenwrightSuperwordFilterFactory extends TokenFilterFactory implements ResourceLoaderAware {
    /** The name by which the factory is found. */
    public static final String NAME = "tokenwrightSuperword";

    private final String resources;
    private final @Nullable String pretokenizer;
    private final boolean ignoreCase;
    private @Nullable SuperwordTrie superwords;

    /**
     * Creates a factory; the model is loaded by {@link #inform}.
     *
     * @param args the arguments, which are taken out of the map
     * @throws IllegalArgumentException if an argument is unknown, missing or has no such value
     */
    public TokenwrightSuperwordFilterFactory(Map<String, String> args) {
        super(args);
        resources = require(args, "model");
        pretokenizer = get(args, "pretokenizer");
        ignoreCase = getBoolean(args, "ignoreCase", false);
        if (!args.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameters: " + args);
        }
    }

    /** What the loader of services calls to find the name; it always throws. */
    public TokenwrightSuperwordFilterFactory() {
        throw defaultCtorException();
    }

    @Override
    public void inform(ResourceLoader loader) throws IOException {
        superwords = TokenModel.load(loader, resources, pretokenizer).superwords(ignoreCase);
    }

    @Override
    public TokenwrightSuperwordFilter create(TokenStream input) {
        if (superwords == null) {
            throw new IllegalStateException("the model is not loaded: inform(ResourceLoader) has not been called");
        }
        return new TokenwrightSuperwordFilter(input, superwords);
    }
}
