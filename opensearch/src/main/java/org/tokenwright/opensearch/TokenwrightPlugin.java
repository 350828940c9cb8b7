package org.tokenwright.opensearch;

import java.util.Map;
import org.opensearch.index.analysis.TokenFilterFactory;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;
import org.tokenwright.lucene.sentences.TokenwrightPassageTokenizerFactory;
import org.tokenwright.lucene.sentences.TokenwrightSentenceTokenizerFactory;
import org.tokenwright.lucene.sentences.TokenwrightSentenceWordTokenizerFactory;
import org.tokenwright.lucene.tokens.TokenwrightSubwordFilterFactory;
import org.tokenwright.lucene.tokens.TokenwrightSuperwordFilterFactory;
import org.tokenwright.lucene.tokens.TokenwrightTokenizerFactory;

/**
 * Gives OpenSearch the Lucene components, under the names that they have there and with the same parameters. Models are files in
 * OpenSearch's folder of configuration.
 *
 * <pre>{@code
 * PUT /books
 * {"settings": {"analysis": {
 *   "tokenizer": {"subwords": {"type": "tokenwright", "model": "en.model", "prefixSpace": true}},
 *   "analyzer": {"default": {"tokenizer": "subwords", "filter": ["lowercase"]}}}}}
 * }</pre>
 */
public final class TokenwrightPlugin extends Plugin implements AnalysisPlugin {
    /** Called by OpenSearch. */
    public TokenwrightPlugin() {}

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of(
                TokenwrightTokenizerFactory.NAME,
                AnalysisPlugin.requiresAnalysisSettings(tokenizer(TokenwrightTokenizerFactory::new)),
                TokenwrightSentenceTokenizerFactory.NAME,
                tokenizer(TokenwrightSentenceTokenizerFactory::new),
                TokenwrightSentenceWordTokenizerFactory.NAME,
                tokenizer(TokenwrightSentenceWordTokenizerFactory::new),
                TokenwrightPassageTokenizerFactory.NAME,
                AnalysisPlugin.requiresAnalysisSettings(tokenizer(TokenwrightPassageTokenizerFactory::new)));
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
                TokenwrightSubwordFilterFactory.NAME,
                AnalysisPlugin.requiresAnalysisSettings(filter(TokenwrightSubwordFilterFactory::new)),
                TokenwrightSuperwordFilterFactory.NAME,
                AnalysisPlugin.requiresAnalysisSettings(filter(TokenwrightSuperwordFilterFactory::new)));
    }

    private static AnalysisProvider<TokenizerFactory> tokenizer(
            Components.Maker<? extends org.apache.lucene.analysis.TokenizerFactory> maker) {
        return (index, environment, name, settings) ->
                new ComponentTokenizer(index, environment, name, settings, maker);
    }

    private static AnalysisProvider<TokenFilterFactory> filter(
            Components.Maker<? extends org.apache.lucene.analysis.TokenFilterFactory> maker) {
        return (index, environment, name, settings) -> new ComponentFilter(index, environment, name, settings, maker);
    }
}
