package org.tokenwright.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.opensearch.Version;
import org.opensearch.action.admin.indices.analyze.AnalyzeAction;
import org.opensearch.action.admin.indices.create.CreateIndexRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.support.WriteRequest;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.search.SearchHit;
import org.opensearch.search.builder.SearchSourceBuilder;
import org.opensearch.transport.Netty4ModulePlugin;
import org.opensearch.transport.client.Client;

/** A node of OpenSearch that finds the plugin where it is installed, has an index with its components, and searches it. */
final class NodeHost {
    private static final String INDEX = "books";

    private NodeHost() {}

    /** A node that can talk: its module for the network is on the class path. */
    private static final class NetworkNode extends Node {
        NetworkNode(Environment environment) {
            super(
                    environment,
                    List.of(new PluginInfo(
                            "transport-netty4",
                            "the network",
                            "none",
                            Version.CURRENT,
                            "21",
                            Netty4ModulePlugin.class.getName(),
                            null,
                            List.of(),
                            false)),
                    true);
        }
    }

    /**
     * Prints the tokens of a text, and the documents in which a phrase is found.
     *
     * @param args the home of the node, the text, the phrase
     */
    public static void main(String[] args) throws IOException, NodeValidationException {
        Path home = Path.of(args[0]);
        Settings settings = Settings.builder()
                .put("path.home", home.toString())
                .put("node.name", "one")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("transport.type", "netty4")
                .put("transport.port", "0")
                .put("http.type", "netty4")
                .put("http.port", "0")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        try (Node node = new NetworkNode(new Environment(settings, home.resolve("config"))).start()) {
            search(node.client(), args[1], args[2]);
        }
        System.exit(0);
    }

    private static void search(Client client, String text, String phrase) {
        Settings settings = Settings.builder()
                .put("index.number_of_shards", 1)
                .put("index.number_of_replicas", 0)
                .put("analysis.tokenizer.mine.type", "tokenwright")
                .put("analysis.tokenizer.mine.model", "en.model")
                .put("analysis.tokenizer.mine.prefixSpace", true)
                .put("analysis.analyzer.mine.tokenizer", "mine")
                .put("analysis.analyzer.mine.filter", "lowercase")
                .build();
        client.admin()
                .indices()
                .create(new CreateIndexRequest(INDEX)
                        .settings(settings)
                        .simpleMapping("text", "type=text,analyzer=mine"))
                .actionGet();
        AnalyzeAction.Request analyze =
                new AnalyzeAction.Request(INDEX).analyzer("mine").text(text);
        client.admin()
                .indices()
                .analyze(analyze)
                .actionGet()
                .getTokens()
                .forEach(token -> System.out.println("token: " + token.getTerm()));
        for (String document : List.of(text, "nothing of it")) {
            client.index(new IndexRequest(INDEX)
                            .id(document)
                            .source("text", document)
                            .setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE))
                    .actionGet();
        }
        SearchRequest request = new SearchRequest(INDEX)
                .source(new SearchSourceBuilder().query(QueryBuilders.matchPhraseQuery("text", phrase)));
        for (SearchHit hit : client.search(request).actionGet().getHits()) {
            System.out.println("hit: " + hit.getId());
        }
    }
}
