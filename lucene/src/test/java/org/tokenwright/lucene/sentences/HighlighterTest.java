package org.tokenwright.lucene.sentences;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryModels;

/** Lucene's highlighter shows the sentences of a detector, by its break iterator. */
public class HighlighterTest extends LuceneTestCase {
    private static final SentenceDetector LEGAL = CharBoundaryDetector.of(CharBoundaryModels.named("legal"));

    public void testSnippetsAreSentences() throws IOException {
        String text = "The appeal is dismissed. See Smith v. Jones Corp., 410 U.S. 113, 116 (1973). Mr. Smith, who was"
                + " not present, lost in the U.S. courts. Nobody else did.";
        try (Directory directory = newDirectory();
                Analyzer analyzer = new StandardAnalyzer()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (int i = 0; i < 3; i++) {
                    Document document = new Document();
                    document.add(new TextField("text", i == 2 ? "Nothing here." : text, Field.Store.YES));
                    writer.addDocument(document);
                }
            }
            try (IndexReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                Query query = new TermQuery(new Term("text", "courts"));
                TopDocs hits = searcher.search(query, 10);
                assertEquals(2, hits.totalHits.value());
                UnifiedHighlighter highlighter = UnifiedHighlighter.builder(searcher, analyzer)
                        .withBreakIterator(LEGAL::newBreakIterator)
                        .build();
                for (String snippet : highlighter.highlight("text", query, hits, 1)) {
                    assertEquals("Mr. Smith, who was not present, lost in the U.S. <b>courts</b>.", snippet.strip());
                }
            }
        }
    }
}
