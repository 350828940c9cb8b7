package org.tokenwright.opensearch;

import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.TokenizerFactory;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractTokenizerFactory;

/** A tokenizer of Lucene in OpenSearch. */
final class ComponentTokenizer extends AbstractTokenizerFactory {
    private final TokenizerFactory factory;

    /**
     * Creates the tokenizer of an index.
     *
     * @throws IOException if its model cannot be read
     * @throws IllegalArgumentException if a setting is unknown, missing or has no such value
     */
    ComponentTokenizer(
            IndexSettings index,
            Environment environment,
            String name,
            Settings settings,
            Components.Maker<? extends TokenizerFactory> maker)
            throws IOException {
        super(index, settings, name);
        factory = Components.make(environment, settings, maker);
    }

    @Override
    public Tokenizer create() {
        return factory.create();
    }
}
