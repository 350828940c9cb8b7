package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TokenwrightSubwordFilter}, by the name {@value #NAME}. Arguments: {@code model}, {@code pretokenizer} and
 * {@code prefixSpace} as {@link TokenwrightTokenizerFactory} has them, but {@code prefixSpace} is {@code true} unless told
 * otherwise; {@code preserveOriginal}, whether words are kept beside their subwords; {@code keyword}, whether subwords are
 * keywords; both {@code false} unless told otherwise.
 */
public final class TokenwrightSubwordFilterFactory extends TokenFilterFactory implements ResourceLoaderAware {
    /** The name by which the factory is found. */
    public static final String NAME = "tokenwrightSubword";

    private final String resources;
    private final @Nullable String pretokenizer;
    private final boolean prefixSpace;
    private final boolean preserveOriginal;
    private final boolean keyword;
    private @Nullable TokenModel model;

    /**
     * Creates a factory; the model is loaded by {@link #inform}.
     *
     * @param args the arguments, which are taken out of the map
     * @throws IllegalArgumentException if an argument is unknown, missing or has no such value
     */
    public TokenwrightSubwordFilterFactory(Map<String, String> args) {
        super(args);
        resources = require(args, "model");
        pretokenizer = get(args, "pretokenizer");
        prefixSpace = getBoolean(args, "prefixSpace", true);
        preserveOriginal = getBoolean(args, "preserveOriginal", false);
        keyword = getBoolean(args, "keyword", false);
        if (!args.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameters: " + args);
        }
    }

    /** What the loader of services calls to find the name; it always throws. */
    public TokenwrightSubwordFilterFactory() {
        throw defaultCtorException();
    }

    @Override
    public void inform(ResourceLoader loader) throws IOException {
        model = TokenModel.load(loader, resources, pretokenizer);
    }

    @Override
    public TokenwrightSubwordFilter create(TokenStream input) {
        if (model == null) {
            throw new IllegalStateException("the model is not loaded: inform(ResourceLoader) has not been called");
        }
        return new TokenwrightSubwordFilter(input, model, prefixSpace, preserveOriginal, keyword);
    }
}
