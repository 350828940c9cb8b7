package org.tokenwright.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.tests.analysis.BaseTokenStreamTestCase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The schema for Solr that is given as an example: each of its analyzers is made as Solr makes it, by names and attributes. */
public class SolrSchemaTest extends BaseTokenStreamTestCase {
    private static final Path SCHEMA = Path.of("hosts", "solr", "schema.xml");
    private static final int ANALYZERS = 9;

    private Path folder;

    @Override
    public void setUp() throws Exception {
        super.setUp();
        folder = createTempDir();
        TestTexts.BOUNDLESS.save(folder.resolve("en.model"));
    }

    public void testEachAnalyzerAnalyzes() throws Exception {
        Document schema =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(SCHEMA.toFile());
        NodeList nodes = schema.getElementsByTagName("analyzer");
        assertEquals(ANALYZERS, nodes.getLength());
        for (int i = 0; i < nodes.getLength(); i++) {
            Element element = (Element) nodes.item(i);
            String name = ((Element) element.getParentNode()).getAttribute("name");
            try (Analyzer analyzer = analyzer(element)) {
                for (String text : TestTexts.DOCS.subList(0, 5)) {
                    checkAnalysisConsistency(random(), analyzer, true, text);
                    try (TokenStream stream = analyzer.tokenStream("text", text)) {
                        stream.reset();
                        assertTrue(name, stream.incrementToken());
                    }
                }
            }
        }
    }

    private Analyzer analyzer(Element element) throws IOException {
        CustomAnalyzer.Builder builder = CustomAnalyzer.builder(folder);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeName()) {
                case "tokenizer" -> builder.withTokenizer(name(child), arguments(child));
                case "filter" -> builder.addTokenFilter(name(child), arguments(child));
                default -> assertFalse(child.getNodeName(), child instanceof Element);
            }
        }
        return builder.build();
    }

    private static String name(Node node) {
        return ((Element) node).getAttribute("name");
    }

    private static Map<String, String> arguments(Node node) {
        Map<String, String> arguments = new HashMap<>();
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            arguments.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
        }
        arguments.remove("name");
        return arguments;
    }
}
