package org.tokenwright.lucene.sentences;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.jspecify.annotations.Nullable;
import org.tokenwright.lucene.tokens.TokenModel;

/**
 * Makes {@link TokenwrightPassageTokenizer}, by the name {@value #NAME}. Its arguments are those of
 * {@link TokenwrightSentenceTokenizerFactory}, but {@code maxLength}, and
 *
 * <table class="striped">
 *   <caption>More arguments, of which the first is needed</caption>
 *   <thead>
 *     <tr><th>name</th><th>value</th><th>default</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>{@code model}</td><td>the file of the model that counts tokens, several separated by commas, or the name of one that
 *         needs no file</td><td></td></tr>
 *     <tr><td>{@code pretokenizer}</td><td>the name of a pretokenizer, where the model's file does not say it</td><td></td></tr>
 *     <tr><td>{@code maxTokens}</td><td>the most tokens of a passage</td><td>{@value #MAX_TOKENS}</td></tr>
 *     <tr><td>{@code overlap}</td><td>how many sentences of a passage are also in the one before</td><td>0</td></tr>
 *   </tbody>
 * </table>
 */
public final class TokenwrightPassageTokenizerFactory extends TokenizerFactory implements ResourceLoaderAware {
    /** The name by which the factory is found. */
    public static final String NAME = "tokenwrightPassage";

    /** The most tokens of a passage where they are not given: {@value}. */
    public static final int MAX_TOKENS = 256;

    private final DetectorArguments arguments;
    private final String model;
    private final @Nullable String pretokenizer;
    private final int maxTokens;
    private final int overlap;
    private @Nullable Passages passages;

    /**
     * Creates a factory; models are loaded by {@link #inform}.
     *
     * @param args the arguments, which are taken out of the map
     * @throws IllegalArgumentException if an argument is unknown, missing or has no such value
     */
    public TokenwrightPassageTokenizerFactory(Map<String, String> args) {
        super(args);
        arguments = new DetectorArguments(args);
        model = require(args, "model");
        pretokenizer = get(args, "pretokenizer");
        maxTokens = getInt(args, "maxTokens", MAX_TOKENS);
        overlap = getInt(args, "overlap", 0);
        if (!args.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameters: " + args);
        }
    }

    /** What the loader of services calls to find the name; it always throws. */
    public TokenwrightPassageTokenizerFactory() {
        throw defaultCtorException();
    }

    @Override
    public void inform(ResourceLoader loader) throws IOException {
        passages = Passages.of(
                        arguments.load(loader),
                        TokenModel.load(loader, model, pretokenizer).tokenizer(),
                        maxTokens)
                .withOverlap(overlap);
    }

    @Override
    public TokenwrightPassageTokenizer create(AttributeFactory factory) {
        if (passages == null) {
            throw new IllegalStateException("no model is loaded: inform(ResourceLoader) has not been called");
        }
        return new TokenwrightPassageTokenizer(factory, passages);
    }
}
