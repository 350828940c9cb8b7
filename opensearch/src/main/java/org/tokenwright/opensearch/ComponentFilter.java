package org.tokenwright.opensearch;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractTokenFilterFactory;

/** A token filter of Lucene in OpenSearch. */
final class ComponentFilter extends AbstractTokenFilterFactory {
    private final TokenFilterFactory factory;

    /**
     * Creates the filter of an index.
     *
     * @throws IOException if its model cannot be read
     * @throws IllegalArgumentException if a setting is unknown, missing or has no such value
     */
    ComponentFilter(
            IndexSettings index,
            Environment environment,
            String name,
            Settings settings,
            Components.Maker<? extends TokenFilterFactory> maker)
            throws IOException {
        super(index, name, settings);
        factory = Components.make(environment, settings, maker);
    }

    @Override
    public TokenStream create(TokenStream tokens) {
        return factory.create(tokens);
    }
}
