package org.tokenwright.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.opensearch.Version;
import org.opensearch.cluster.metadata.IndexMetadata;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.IndexAnalyzers;
import org.opensearch.index.analysis.NamedAnalyzer;
import org.opensearch.indices.analysis.AnalysisModule;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.PluginsService;

/**
 * What a node of OpenSearch does with a plugin that is installed, without the node: the service of plugins checks it, loads it in a
 * class loader of its own, and gives its components to the registry of analysis, which makes the analyzers of an index. Runs in a
 * process that has the classes of the server and not those of the plugin.
 */
final class PluginHost {
    /** Parts the settings of two indices. */
    static final String NEXT = "--";

    private PluginHost() {}

    /**
     * Prints the tokens that each analyzer of an index makes of a text, or why there is no such index.
     *
     * @param args the home of the node, the text, and the settings of indices, with {@value #NEXT} between two of them
     */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        Settings node = Settings.builder()
                .put(Environment.PATH_HOME_SETTING.getKey(), home.toString())
                .build();
        Environment environment = new Environment(node, home.resolve("config"));
        PluginsService plugins = new PluginsService(
                node, environment.configDir(), environment.modulesDir(), environment.pluginsDir(), List.of());
        AnalysisModule analysis = new AnalysisModule(environment, plugins.filterPlugins(AnalysisPlugin.class));
        List<String> settings = new ArrayList<>();
        for (String arg : List.of(args).subList(2, args.length)) {
            if (arg.equals(NEXT)) {
                analyze(args[1], settings, node, analysis);
                settings.clear();
            } else {
                settings.add(arg);
            }
        }
        analyze(args[1], settings, node, analysis);
    }

    private static void analyze(String text, List<String> settings, Settings node, AnalysisModule analysis)
            throws IOException {
        Settings.Builder index = Settings.builder()
                .put(IndexMetadata.SETTING_VERSION_CREATED, Version.CURRENT)
                .put(IndexMetadata.SETTING_NUMBER_OF_SHARDS, 1)
                .put(IndexMetadata.SETTING_NUMBER_OF_REPLICAS, 0);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            index.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        IndexMetadata metadata = IndexMetadata.builder("books").settings(index).build();
        try (IndexAnalyzers analyzers = analysis.getAnalysisRegistry().build(new IndexSettings(metadata, node))) {
            for (Map.Entry<String, NamedAnalyzer> analyzer : new TreeMap<>(analyzers.getAnalyzers()).entrySet()) {
                if (metadata.getSettings().hasValue("index.analysis.analyzer." + analyzer.getKey() + ".tokenizer")) {
                    print(analyzer.getKey(), analyzer.getValue(), text);
                }
            }
        } catch (IllegalArgumentException | IOException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }

    private static void print(String name, NamedAnalyzer analyzer, String text) throws IOException {
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                System.out.println(name + ": " + term);
            }
            stream.end();
        }
    }
}
