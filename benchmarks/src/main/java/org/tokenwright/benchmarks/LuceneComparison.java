package org.tokenwright.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.commongrams.CommonGramsFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.tokenwright.lucene.tokens.TokenModel;
import org.tokenwright.lucene.tokens.TokenOptions;
import org.tokenwright.lucene.tokens.TokenwrightSubwordFilter;
import org.tokenwright.lucene.tokens.TokenwrightSuperwordFilter;
import org.tokenwright.lucene.tokens.TokenwrightTokenizer;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.formats.LoadOptions;
import org.tokenwright.tokenizers.pretokenize.Pretokenizers;
import org.tokenwright.tokenizers.train.BoundlessBpeTrainer;
import org.tokenwright.tokenizers.train.BpeTrainer;
import org.tokenwright.tokenizers.train.TrainerOptions;

/**
 * Analyzes a text by Lucene's components and by ours, and prints how many megabytes of UTF-8 each analyzes in a CPU-second, alone
 * and with an {@link IndexWriter}, which merges to one segment in the same thread, and how many bytes the index has for 100 of
 * text. Models are trained on the first megabytes of the text. Documents have 8 KiB. In an index are terms, their frequencies and positions; nothing is stored.
 */
public final class LuceneComparison {
    private static final int ROUNDS = 30;
    private static final int INDEXES = 6;
    private static final int VOCABULARY = 16_384;
    private static final long BYTES_FOR_TRAINING = 4_000_000;
    private static final int MEGABYTES_OF_BUFFER = 64;

    private final int rounds;
    private final int indexes;
    private final PrintStream out;

    /**
     * Creates a comparison.
     *
     * @param rounds how many times each analyzes the text
     * @param indexes how many times each makes an index of it
     * @param out where the results go
     */
    LuceneComparison(int rounds, int indexes, PrintStream out) {
        this.rounds = rounds;
        this.indexes = indexes;
        this.out = out;
    }

    /**
     * Runs the comparison.
     *
     * @param args a text in UTF-8, which may be compressed by zstd; after it, parts of the names of the rows that are wanted, if
     *     not all are
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        Set<String> wanted = new TreeSet<>(Arrays.asList(args).subList(1, args.length));
        new LuceneComparison(ROUNDS, INDEXES, System.out).compare(Documents.of(Path.of(args[0])), wanted, VOCABULARY);
    }

    /** Compares all whose names hold one of some strings, or all if there are none. */
    void compare(Documents documents, Set<String> wanted, int vocabulary) throws IOException {
        Map<String, Analyzer> analyzers = analyzers(documents, vocabulary);
        analyzers.keySet().removeIf(name -> !wanted.isEmpty() && wanted.stream().noneMatch(name::contains));
        Map<String, Runnable> analyses = new LinkedHashMap<>();
        Map<String, Runnable> indexings = new LinkedHashMap<>();
        analyzers.forEach((name, analyzer) -> {
            analyses.put(name, () -> analyze(analyzer, documents));
            indexings.put(name, () -> index(analyzer, documents));
        });
        Map<String, Double> alone = Throughput.inTurns(documents.bytes(), analyses, rounds);
        Map<String, Double> indexed = Throughput.inTurns(documents.bytes(), indexings, indexes);
        print("%-44s %12s %12s %12s %12s", "analysis", "tokens", "MB/s", "indexed MB/s", "index bytes");
        for (Map.Entry<String, Analyzer> each : analyzers.entrySet()) {
            try (Analyzer analyzer = each.getValue()) {
                print(
                        "%-44s %12d %12.1f %12.1f %12.1f",
                        each.getKey(),
                        analyze(analyzer, documents),
                        alone.getOrDefault(each.getKey(), 0.0),
                        indexed.getOrDefault(each.getKey(), 0.0),
                        100.0 * index(analyzer, documents) / documents.bytes());
            }
        }
    }

    private static Map<String, Analyzer> analyzers(Documents documents, int vocabulary) throws IOException {
        TokenModel bpe = TokenModel.of(train(documents, vocabulary, false));
        TokenModel boundless = TokenModel.of(train(documents, vocabulary, true));
        TokenModel cl100k = TokenModel.load("cl100k_base", LoadOptions.NONE);
        Map<String, Analyzer> all = new LinkedHashMap<>();
        all.put("StandardTokenizer", tokenizer(StandardTokenizer::new));
        all.put("ICUTokenizer", tokenizer(ICUTokenizer::new));
        all.put("Tokenwright, BPE", tokenizer(bpe, false));
        all.put("Tokenwright, cl100k_base", tokenizer(cl100k, false));
        all.put("Tokenwright, BoundlessBPE", tokenizer(boundless, false));
        all.put("Tokenwright, BoundlessBPE, graph", tokenizer(boundless, true));
        all.put("Tokenwright, words", tokenizer(TokenModel.segments("words"), false));
        all.put("Standard, lower case", words(words -> words));
        all.put("Standard, lower case, ShingleFilter 2 to 3", words(words -> new ShingleFilter(words, 2, 3)));
        all.put(
                "Standard, lower case, CommonGramsFilter",
                words(words -> new CommonGramsFilter(words, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET)));
        all.put(
                "Standard, lower case, superwords",
                words(words -> new TokenwrightSuperwordFilter(words, boundless, true)));
        all.put(
                "Standard, lower case, subwords",
                words(words -> new TokenwrightSubwordFilter(words, bpe, true, false, false)));
        return all;
    }

    private static BpeModel train(Documents documents, int vocabulary, boolean boundless) throws IOException {
        byte[] text =
                String.join("\n", documents.first(BYTES_FOR_TRAINING).texts()).getBytes(StandardCharsets.UTF_8);
        TextSource source = TextSource.builder().format(TextFormat.LINES).stream("text", new ByteArrayInputStream(text))
                .build();
        TrainerOptions options = TrainerOptions.of(vocabulary, Pretokenizers.of("gpt4o"));
        return boundless
                ? BoundlessBpeTrainer.train(source, options, ProgressListener.NONE)
                : BpeTrainer.train(source, options, ProgressListener.NONE);
    }

    private static Analyzer tokenizer(TokenModel model, boolean graph) {
        return tokenizer(() -> new TokenwrightTokenizer(model, TokenOptions.DEFAULT.withGraph(graph)));
    }

    private static Analyzer tokenizer(Supplier<Tokenizer> tokenizer) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(tokenizer.get());
            }
        };
    }

    private static Analyzer words(UnaryOperator<TokenStream> filter) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokenizer = new StandardTokenizer();
                return new TokenStreamComponents(tokenizer, filter.apply(new LowerCaseFilter(tokenizer)));
            }
        };
    }

    /** {@return the number of tokens, each of which has been looked at} */
    private static long analyze(Analyzer analyzer, Documents documents) {
        long tokens = 0;
        for (String text : documents.texts()) {
            try (TokenStream stream = analyzer.tokenStream("text", text)) {
                CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
                OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    tokens += term.length() > 0 && offset.endOffset() >= offset.startOffset() ? 1 : 0;
                }
                stream.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tokens;
    }

    /** {@return the number of bytes of the index} */
    private static long index(Analyzer analyzer, Documents documents) {
        IndexWriterConfig config = new IndexWriterConfig(analyzer)
                .setMergeScheduler(new SerialMergeScheduler())
                .setRAMBufferSizeMB(MEGABYTES_OF_BUFFER);
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (String text : documents.texts()) {
                    Document document = new Document();
                    document.add(new TextField("text", text, Field.Store.NO));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            long bytes = 0;
            for (String file : directory.listAll()) {
                bytes += directory.fileLength(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }
}
