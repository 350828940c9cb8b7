package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds passages in an index. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the passages of an index that fit a text best: that have its words, and its superwords.",
            "",
            "Each passage is two lines and an empty one: its score, the file and line of its document, and where it begins and"
                    + " ends (exclusive) in that, in UTF-16 units; then its text, in which what was found is marked. Passages"
                    + " are ranked by BM25.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright search query books.index 'the gate of the garden'",
            "  tokenwright search query books.index --phrase --hits 3 'gate of the garden'",
        })
final class SearchQueryCommand implements Callable<Integer> {
    private static final int DEFAULT_HITS = 10;
    private static final int MOST_HITS = 100_000;

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Where the model of the index is now. Default: where it was.")
    private @Nullable String model;

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Option(names = "--hits", paramLabel = "N", description = "How many passages at most. Default: ${DEFAULT-VALUE}.")
    private int hits = DEFAULT_HITS;

    @Option(names = "--phrase", description = "Find only passages in which the text stands as it is.")
    private boolean phrase;

    @Parameters(index = "0", paramLabel = "INDEX", description = "What `tokenwright search index` has written.")
    private Path index = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to look for.")
    private List<String> text = List.of();

    SearchQueryCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (hits < 1 || hits > MOST_HITS) {
            throw usage("--hits is " + hits + ", expected 1 to " + MOST_HITS);
        }
        try (SearchIndex opened = SearchIndex.open(index, model, loading);
                SearchAnalyzer analyzer = SearchAnalyzer.ofQueries(opened.model())) {
            IndexSearcher searcher = new IndexSearcher(opened.reader());
            Query query = query(analyzer);
            TopDocs found = searcher.search(query, hits);
            if (found.scoreDocs.length == 0) {
                shell.err().println("tokenwright: nothing was found");
            }
            print(searcher, query, found, SearchAnalyzer.ofIndex(opened.model()));
        }
        return 0;
    }

    private Query query(SearchAnalyzer analyzer) throws IOException {
        String joined = String.join(" ", text);
        @Nullable Query query;
        try {
            query = phrase
                    ? new QueryBuilder(analyzer).createPhraseQuery(SearchIndex.TEXT, joined)
                    : SearchQuery.of(joined, analyzer);
        } catch (IndexSearcher.TooManyClauses e) {
            throw new ParameterException(
                    spec.commandLine(), "TEXT has more than " + IndexSearcher.getMaxClauseCount() + " words", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "TEXT: " + e.getMessage(), e);
        }
        if (query == null) {
            throw usage("TEXT has no tokens to look for");
        }
        return query;
    }

    private void print(IndexSearcher searcher, Query query, TopDocs found, SearchAnalyzer analyzer) throws IOException {
        UnifiedHighlighter highlighter = UnifiedHighlighter.builder(searcher, analyzer)
                .withBreakIterator(WholeBreakIterator::new)
                .withFormatter(new MarkedPassage(shell.colors()))
                .withMaxLength(Integer.MAX_VALUE - 1)
                .build();
        String[] marked = highlighter.highlight(SearchIndex.TEXT, query, found, 1);
        for (int i = 0; i < marked.length; i++) {
            ScoreDoc hit = found.scoreDocs[i];
            Document passage = searcher.storedFields().document(hit.doc);
            String head = String.format(
                    Locale.ROOT,
                    "%.4f  %s, line %s, %s to %s%n",
                    hit.score,
                    passage.get(SearchIndex.SOURCE),
                    passage.get(SearchIndex.LINE),
                    passage.get(SearchIndex.START),
                    passage.get(SearchIndex.END));
            shell.out().write((head + "    " + marked[i] + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
