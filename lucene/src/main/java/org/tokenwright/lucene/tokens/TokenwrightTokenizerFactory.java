package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TokenwrightTokenizer}, by the name {@value #NAME}.
 *
 * <table class="striped">
 *   <caption>Arguments, one of the first two is needed</caption>
 *   <thead>
 *     <tr><th>name</th><th>value</th><th>default</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><td>{@code model}</td><td>the file of a model of any format that is read, several separated by commas
 *         ({@code vocab.json,merges.txt}), or the name of a tokenizer that needs no file ({@code byt5}, {@code cl100k_base})</td>
 *         <td></td></tr>
 *     <tr><td>{@code segments}</td><td>the name of a segmenter: {@code words}, {@code uax29}, {@code bytes:4} ...</td>
 *         <td></td></tr>
 *     <tr><td>{@code pretokenizer}</td><td>the name of a pretokenizer, where the model's file does not say it</td><td></td></tr>
 *     <tr><td>{@code spaces}</td><td>{@code trim}: terms have no white space at their ends; {@code keep}</td>
 *         <td>{@code trim}</td></tr>
 *     <tr><td>{@code prefixSpace}</td><td>whether a text is encoded as if a space were before it</td><td>{@code false}</td></tr>
 *     <tr><td>{@code special}</td><td>{@code text}: strings of special tokens are text; {@code allow}: they are the tokens</td>
 *         <td>{@code text}</td></tr>
 *     <tr><td>{@code superwords}</td><td>{@code position}: a superword has one; {@code graph}: as many as words, with its words
 *         beside it</td><td>{@code position}</td></tr>
 *     <tr><td>{@code keyword}</td><td>whether tokens are keywords, which stemmers leave as they are</td><td>{@code false}</td></tr>
 *     <tr><td>{@code ids}</td><td>where ids go beside the attribute: {@code attribute} (nowhere), {@code payload},
 *         {@code type}</td><td>{@code attribute}</td></tr>
 *     <tr><td>{@code maxTokens}</td><td>the most tokens of a text</td><td>no limit</td></tr>
 *   </tbody>
 * </table>
 */
public final class TokenwrightTokenizerFactory extends TokenizerFactory implements ResourceLoaderAware {
    /** The name by which the factory is found. */
    public static final String NAME = "tokenwright";

    private final @Nullable String resources;
    private final @Nullable String pretokenizer;
    private final TokenOptions options;
    private @Nullable TokenModel model;

    /**
     * Creates a factory; a model is loaded by {@link #inform}.
     *
     * @param args the arguments, which are taken out of the map
     * @throws IllegalArgumentException if an argument is unknown, missing or has no such value
     */
    public TokenwrightTokenizerFactory(Map<String, String> args) {
        super(args);
        resources = get(args, "model");
        pretokenizer = get(args, "pretokenizer");
        String segments = get(args, "segments");
        String ids = get(args, "ids", List.of("attribute", "payload", "type"), "attribute");
        options = new TokenOptions(
                get(args, "spaces", List.of("trim", "keep"), "trim").equals("trim"),
                getBoolean(args, "prefixSpace", false),
                get(args, "special", List.of("text", "allow"), "text").equals("allow"),
                get(args, "superwords", List.of("position", "graph"), "position")
                        .equals("graph"),
                getBoolean(args, "keyword", false),
                switch (ids) {
                    case "payload" -> TokenOptions.IdPlace.PAYLOAD;
                    case "type" -> TokenOptions.IdPlace.TYPE;
                    default -> TokenOptions.IdPlace.ATTRIBUTE;
                },
                getInt(args, "maxTokens", Integer.MAX_VALUE));
        if (!args.isEmpty()) {
            throw new IllegalArgumentException("Unknown parameters: " + args);
        }
        if ((resources == null) == (segments == null)) {
            throw new IllegalArgumentException(
                    "expected one of the parameters model and segments, found " + (segments == null ? "none" : "both"));
        }
        if (segments != null) {
            if (pretokenizer != null) {
                throw new IllegalArgumentException(
                        "the parameter pretokenizer belongs to model, found it with segments");
            }
            model = TokenModel.segments(segments);
            TokenwrightTokenizer.check(model, options);
        }
    }

    /** What the loader of services calls to find the name; it always throws. */
    public TokenwrightTokenizerFactory() {
        throw defaultCtorException();
    }

    @Override
    public void inform(ResourceLoader loader) throws IOException {
        if (resources != null) {
            model = TokenModel.load(loader, resources, pretokenizer);
        }
    }

    /**
     * {@return the model}
     *
     * @throws IllegalStateException if {@link #inform} has not been called
     */
    public TokenModel model() {
        if (model == null) {
            throw new IllegalStateException("the model is not loaded: inform(ResourceLoader) has not been called");
        }
        return model;
    }

    @Override
    public TokenwrightTokenizer create(AttributeFactory factory) {
        return new TokenwrightTokenizer(factory, model(), options);
    }
}
