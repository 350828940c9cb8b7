package org.tokenwright.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.QueryBuilder;
import org.tokenwright.benchmarks.PassageSplitter.Piece;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.charboundary.AnnotatedText;
import org.tokenwright.boundary.charboundary.CharBoundaryDetector;
import org.tokenwright.boundary.charboundary.CharBoundaryModels;
import org.tokenwright.tokenizers.TokenCounter;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.Tokenizers;

/**
 * Splits court decisions, whose sentences are known, into passages: by fixed windows, by the JDK's sentence iterator, which is
 * Lucene's, and by ours. Prints how many passages are cut inside of a sentence and inside of a citation, how often a search for
 * a sentence finds first a passage that has the whole of it, and how fast texts are split.
 *
 * <p>Rows of {@code legal} are forests that were made as the model of the library, from the two other sets.
 */
public final class PassageComparison {
    private static final double SECONDS = 3;
    private static final List<Integer> BUDGETS = List.of(128, 256, 512);
    private static final int EVERY = 10;
    private static final int LEAST_TOKENS = 12;
    private static final String TEXT = "text";

    /*
     * Independent of what the library takes for a citation: volume, one of the common reporters, page; sections of the codes;
     * "Id. at".
     */
    private static final Pattern CITATION = Pattern.compile(
            "\\b\\d{1,4}\\s+(?:U\\.\\s?S\\.|S\\.\\s?Ct\\.|L\\.\\s?Ed\\.(?:\\s?2d)?|F\\.(?:\\s?[23]d|\\s?Supp\\.(?:\\s?[23]d)?)?|Vet\\."
                    + "\\s?App\\.|Cal\\.(?:\\s?(?:App\\.\\s?)?[2-5]th)?|N\\.\\s?[EW]\\.(?:\\s?2d)?|S\\.\\s?[EW]\\.(?:\\s?[23]d)?|[AP]\\."
                    + "\\s?[23]d|So\\.\\s?2d|Fed\\.\\s?Reg\\.)\\s+\\d{1,5}(?:,\\s+\\d{1,5})*(?:\\s+\\([^()\\n]{0,40}\\d{4}\\))?"
                    + "|\\b\\d{1,3}\\s+(?:U\\.\\s?S\\.\\s?C\\.(?:\\s?A\\.)?|C\\.\\s?F\\.\\s?R\\.)\\s+(?:\u00A7+\\s*)?[\\d.]+(?:\\([a-z0-9]+\\))*"
                    + "|\\b[Ii]d\\.,?\\s+at\\s+\\d{1,5}");

    private final List<SentenceSet> sets = new ArrayList<>();
    private final Tokenizer tokenizer;
    private final Throughput throughput;
    private final PrintStream out;

    /**
     * Prepares a comparison.
     *
     * @param data the folder with the texts
     * @param names their names
     * @param seconds how long each is warmed up, and how long it is measured
     * @param out where the results go
     */
    PassageComparison(Path data, List<String> names, double seconds, PrintStream out) throws IOException {
        for (String name : names) {
            sets.add(SentenceSet.of(name, data.resolve("legal-en-" + name + ".jsonl")));
        }
        tokenizer = Tokenizers.load("cl100k_base");
        throughput = new Throughput(seconds);
        this.out = out;
    }

    /**
     * Runs the comparison.
     *
     * @param args the folder with the texts; then, if need be, for how many seconds each speed is measured
     * @throws IOException if something cannot be read
     */
    public static void main(String[] args) throws IOException {
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : SECONDS;
        new PassageComparison(Path.of(args[0]), SentenceComparison.LEGAL, seconds, System.out).compare();
    }

    void compare() throws IOException {
        Map<String, List<SentenceDetector>> detectors = detectors();
        for (int budget : BUDGETS) {
            Map<String, List<PassageSplitter>> splitters = new LinkedHashMap<>();
            splitters.put("fixed windows", same(PassageSplitter.windows(tokenizer, budget)));
            splitters.put("fixed windows of words", same(PassageSplitter.windowsOfWords(tokenizer, budget)));
            splitters.put("BreakIterator", same(PassageSplitter.breakIterator(tokenizer, budget)));
            detectors.forEach((name, each) -> splitters.put(
                    name,
                    each.stream()
                            .map(detector -> PassageSplitter.passages(detector, tokenizer, budget))
                            .toList()));
            int longer = longer(budget);
            out.printf(Locale.ROOT, "%npassages of %d tokens; %d sentences have more%n", budget, longer);
            out.printf(
                    Locale.ROOT,
                    "%-26s %9s %8s %18s %18s %10s %8s%n",
                    "",
                    "passages",
                    "tokens",
                    "cut a sentence",
                    "cut a citation",
                    "whole hit",
                    "Mchar/s");
            for (Map.Entry<String, List<PassageSplitter>> splitter : splitters.entrySet()) {
                print(splitter.getKey(), splitter.getValue(), budget);
            }
        }
    }

    /** {@return for each name a detector for each set} */
    private Map<String, List<SentenceDetector>> detectors() {
        SentenceDetector general =
                CharBoundaryDetector.of(CharBoundaryModels.named("general")).withNewlines(Newlines.BLANK_LINE);
        List<SentenceDetector> legal = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            List<SentenceSet> others = new ArrayList<>(sets);
            others.remove(i);
            legal.add(CharBoundaryDetector.of(SentenceComparison.trainedLike("legal", others))
                    .withNewlines(Newlines.BLANK_LINE));
        }
        Map<String, List<SentenceDetector>> detectors = new LinkedHashMap<>();
        detectors.put("ours, general", same(general));
        detectors.put("ours, legal*", legal);
        return detectors;
    }

    private <T> List<T> same(T each) {
        return sets.stream().map(set -> each).toList();
    }

    private int longer(int budget) {
        TokenCounter counter = TokenCounter.of(tokenizer);
        int longer = 0;
        for (SentenceSet set : sets) {
            for (AnnotatedText text : set.texts()) {
                for (int i = 0; i < text.ends().length; i++) {
                    String sentence = text.text().substring(text.starts()[i], text.ends()[i]);
                    longer += counter.count(sentence) > budget ? 1 : 0;
                }
            }
        }
        return longer;
    }

    private void print(String name, List<PassageSplitter> splitters, int budget) throws IOException {
        PassageCuts cuts = new PassageCuts();
        TokenCounter counter = TokenCounter.of(tokenizer);
        long chars = 0;
        long tokens = 0;
        List<List<Piece>> pieces = new ArrayList<>();
        List<AnnotatedText> texts = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            for (AnnotatedText text : sets.get(i).texts()) {
                List<Piece> split = splitters.get(i).split(text.text());
                cuts.add(text, split, citations(text.text()));
                for (Piece piece : split) {
                    tokens += counter.count(text.text().substring(piece.start(), piece.end()));
                }
                chars += text.text().length();
                pieces.add(split);
                texts.add(text);
            }
        }
        double speed = throughput.of(chars, () -> {
            for (int i = 0; i < sets.size(); i++) {
                for (AnnotatedText text : sets.get(i).texts()) {
                    splitters.get(i).split(text.text());
                }
            }
        });
        out.printf(
                Locale.ROOT,
                "%-26s %,9d %8.1f %,9d %6.1f %% %,9d %6.1f %% %8.1f %% %8.1f%n",
                name,
                cuts.passages(),
                (double) tokens / cuts.passages(),
                cuts.inSentences(),
                100.0 * cuts.inSentences() / cuts.passages(),
                cuts.inCitations(),
                100.0 * cuts.inCitations() / cuts.passages(),
                100 * wholeHits(texts, pieces, budget),
                speed);
        out.flush();
    }

    static List<Piece> citations(String text) {
        List<Piece> citations = new ArrayList<>();
        for (Matcher matcher = CITATION.matcher(text); matcher.find(); ) {
            citations.add(new Piece(matcher.start(), matcher.end()));
        }
        return citations;
    }

    /** {@return for which share of some sentences, looked for by their words, the first passage has the whole of them} */
    private double wholeHits(List<AnnotatedText> texts, List<List<Piece>> pieces, int budget) throws IOException {
        List<int[]> places = new ArrayList<>();
        try (Directory directory = new ByteBuffersDirectory();
                StandardAnalyzer analyzer = new StandardAnalyzer()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (int i = 0; i < texts.size(); i++) {
                    for (Piece piece : pieces.get(i)) {
                        Document document = new Document();
                        String passage = texts.get(i).text().substring(piece.start(), piece.end());
                        document.add(new TextField(TEXT, passage, Field.Store.NO));
                        writer.addDocument(document);
                        places.add(new int[] {i, piece.start(), piece.end()});
                    }
                }
                writer.forceMerge(1);
            }
            try (IndexReader reader = DirectoryReader.open(directory)) {
                return wholeHits(texts, places, budget, new IndexSearcher(reader), new QueryBuilder(analyzer));
            }
        }
    }

    private double wholeHits(
            List<AnnotatedText> texts, List<int[]> places, int budget, IndexSearcher searcher, QueryBuilder builder)
            throws IOException {
        TokenCounter counter = TokenCounter.of(tokenizer);
        int asked = 0;
        int found = 0;
        for (int i = 0; i < texts.size(); i++) {
            AnnotatedText text = texts.get(i);
            for (int s = 0; s < text.ends().length; s += EVERY) {
                String sentence = text.text().substring(text.starts()[s], text.ends()[s]);
                int tokens = counter.count(sentence);
                Query query = builder.createBooleanQuery(TEXT, sentence);
                if (query == null || tokens < LEAST_TOKENS || tokens > budget) {
                    continue;
                }
                asked++;
                for (ScoreDoc hit : searcher.search(query, 1).scoreDocs) {
                    int[] place = places.get(hit.doc);
                    boolean whole = place[0] == i && place[1] <= text.starts()[s] && place[2] >= text.ends()[s];
                    found += whole ? 1 : 0;
                }
            }
        }
        return (double) found / asked;
    }
}
