package org.tokenwright.opensearch;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.ResourceLoaderAware;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;

/** Makes factories of Lucene from the settings of an index. */
final class Components {
    /** What OpenSearch itself writes into and reads of the settings of a component. */
    private static final Set<String> OF_THE_SERVER = Set.of("type", IndexMetadata.SETTING_VERSION_CREATED);

    private Components() {}

    /** What makes a factory of its arguments, which it takes out of the map. */
    @FunctionalInterface
    interface Maker<T> {
        T make(Map<String, String> arguments);
    }

    /** {@return the factory, with its model loaded from the folder of configuration} */
    static <T> T make(Environment environment, Settings settings, Maker<? extends T> maker) throws IOException {
        Map<String, String> arguments = new HashMap<>();
        for (String key : settings.keySet()) {
            if (!OF_THE_SERVER.contains(key)) {
                arguments.put(key, settings.get(key));
            }
        }
        T factory = maker.make(arguments);
        if (factory instanceof ResourceLoaderAware aware) {
            aware.inform(new ConfigurationLoader(environment.configDir()));
        }
        return factory;
    }
}
