package org.tokenwright.lucene.tokens;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.Analyzer;

/**
 * Analyzes texts by a model, for an index and its queries. Safe for any number of threads.
 *
 * <p>Where case does not matter, a text is put into lower case before the model sees it, so that a word has the same tokens
 * however it is written; models trained on ordinary text know words in lower case best. Offsets stay those of the text as given.
 *
 * <p>{@link #normalize(String, String)}, which query parsers call for prefixes, wildcards and ranges, puts these into lower
 * case likewise, and into the form that a {@link org.tokenwright.tokenizers.bpe.BpeModel} puts texts in. Such a query looks at one
 * term: it finds words that the model makes one token of, and beginnings and ends of others. What a model of another kind does
 * to a text before it makes tokens, or puts at the front of words, is not done to the query.
 *
 * <p>The text {@code of the} is one term if the model makes one superword of it. A phrase written in words finds it if the options
 * have {@link TokenOptions#graph()}; without, texts are found by queries that the model cuts as it cut the text.
 */
public final class TokenwrightAnalyzer extends Analyzer {
    private final TokenModel model;
    private final TokenOptions options;
    private final boolean lowerCase;

    private TokenwrightAnalyzer(Builder builder) {
        model = builder.model;
        options = builder.options;
        lowerCase = builder.lowerCase;
    }

    /** What an analyzer is made of. For one thread. */
    public static final class Builder {
        private final TokenModel model;
        private TokenOptions options = TokenOptions.DEFAULT;
        private boolean lowerCase;

        private Builder(TokenModel model) {
            this.model = model;
        }

        /**
         * Sets how tokens are shown: white space, superwords, keywords, ids, the most tokens.
         *
         * @param options by default {@link TokenOptions#DEFAULT}
         * @return this builder
         */
        public Builder options(TokenOptions options) {
            this.options = options;
            return this;
        }

        /**
         * Sets whether texts are put into lower case.
         *
         * @param lowerCase by default they are not
         * @return this builder
         */
        public Builder lowerCase(boolean lowerCase) {
            this.lowerCase = lowerCase;
            return this;
        }

        /**
         * {@return the analyzer}
         *
         * @throws IllegalArgumentException if the model is a segmenter and ids, special tokens or superwords are asked for
         */
        public TokenwrightAnalyzer build() {
            TokenwrightTokenizer.check(model, options);
            return new TokenwrightAnalyzer(this);
        }
    }

    /**
     * {@return a builder}
     *
     * @param model gives the tokens
     */
    public static Builder builder(TokenModel model) {
        return new Builder(model);
    }

    /** {@return the model} */
    public TokenModel model() {
        return model;
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        return new TokenStreamComponents(new TokenwrightTokenizer(model, options));
    }

    @Override
    protected Reader initReader(String fieldName, Reader reader) {
        return lowerCase ? new LowerCaseCharFilter(reader) : reader;
    }

    @Override
    protected Reader initReaderForNormalization(String fieldName, Reader reader) {
        StringWriter text = new StringWriter();
        try (Reader chars = initReader(fieldName, reader)) {
            chars.transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StringReader(model.normalize(text.toString()));
    }
}
