package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.tokenwright.embeddings.vectorizers.ParagraphVectorizer;
import org.tokenwright.embeddings.vectorizers.SparseVector;
import org.tokenwright.embeddings.vectorizers.TermRule;
import org.tokenwright.embeddings.vectorizers.TfidfVectorizer;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.vocab.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns documents into vectors. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Turns documents into vectors, on standard output: one JSON object for each document, in order,"
                    + " {\"indices\":[...],\"values\":[...]}, of the features that it has. With --names it is"
                    + " {\"feature\":value,...}. Paragraph vectors are {\"vector\":[...]}.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectorize apply --model news.tfidf new.jsonl > vectors.jsonl",
            "  echo 'the cat sat' | tokenwright vectorize apply -m news.tfidf --names",
            "  tokenwright vectorize apply -m news.pv new.jsonl > vectors.jsonl",
        })
final class VectorizeApplyCommand implements Callable<Integer> {
    private static final int WAITING = 16;

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "A file that `tokenwright vectorize fit` has made.")
    private Path model = Path.of("");

    @Option(names = "--names", description = "Print features by their names; those of tokens are ids.")
    private boolean names;

    @Option(
            names = "--tokenizer",
            paramLabel = "MODEL",
            description = "The tokenizer that the model was made with, if it was: " + ModelOptions.MODEL + ".")
    private @Nullable String tokenizer;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads infer paragraph vectors, which do not depend on it. Default: as many as there are"
                            + " cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ModelOptions loading = new ModelOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    VectorizeApplyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1) {
            throw usage("--threads is " + threads + ", expected 1 or more");
        }
        ModelFile file = ModelFile.open(model);
        @Nullable
        ParagraphVectorizer paragraphs =
                file.kind().equals(ParagraphVectorizer.KIND) ? ParagraphVectorizer.read(file) : null;
        TfidfVectorizer vectorizer = paragraphs == null ? TfidfVectorizer.read(file) : paragraphs.terms();
        if (paragraphs != null && names) {
            throw usage("--names does not go with paragraph vectors");
        }
        DocumentTerms terms = new DocumentTerms(tokenizer(vectorizer));
        TextSource source = reading.source(inputs, shell);
        try (DocumentReader reader = source.open();
                JsonGenerator out = Json.lines(shell.out())) {
            if (paragraphs == null) {
                for (Document document; (document = reader.next()) != null; ) {
                    int[] features = terms.features(vectorizer, document.bytes(), document.start(), document.end());
                    write(out, vectorizer, vectorizer.vectorOf(features));
                }
            } else {
                infer(paragraphs, terms, reader, out);
            }
            if (reader.skipped() > 0) {
                shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
            }
        }
        return 0;
    }

    private @Nullable Tokenizer tokenizer(TfidfVectorizer vectorizer) throws IOException {
        boolean ofTokens = vectorizer.terms() == TermRule.TOKENS;
        if (ofTokens && tokenizer == null) {
            throw usage("the terms of the model are tokens: --tokenizer must say whose");
        }
        if (!ofTokens && tokenizer != null) {
            throw usage("--tokenizer goes with models only that were made with it");
        }
        return tokenizer == null ? null : loading.tokenizer(tokenizer);
    }

    /** Infers vectors in several threads and writes them in the order of the documents. */
    private void infer(ParagraphVectorizer vectorizer, DocumentTerms terms, DocumentReader reader, JsonGenerator out)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Deque<Future<double[]>> waiting = new ArrayDeque<>();
            for (Document document; (document = reader.next()) != null; ) {
                int[] words = terms.features(vectorizer.terms(), document.bytes(), document.start(), document.end());
                waiting.add(pool.submit(() -> vectorizer.vectorOf(words)));
                if (waiting.size() >= (long) WAITING * threads) {
                    write(out, waiting.remove());
                }
            }
            while (!waiting.isEmpty()) {
                write(out, waiting.remove());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void write(JsonGenerator out, Future<double[]> inferred) throws IOException {
        double[] vector;
        try {
            vector = inferred.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
        out.writeStartObject();
        out.writeFieldName("vector");
        out.writeArray(vector, 0, vector.length);
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void write(JsonGenerator out, TfidfVectorizer vectorizer, SparseVector vector) throws IOException {
        out.writeStartObject();
        if (names) {
            for (int i = 0; i < vector.size(); i++) {
                byte[] name = vectorizer.features().bytes(vector.index(i));
                out.writeNumberField(new String(name, StandardCharsets.UTF_8), vector.value(i));
            }
        } else {
            out.writeFieldName("indices");
            out.writeArray(vector.indices(), 0, vector.size());
            out.writeFieldName("values");
            out.writeArray(vector.values(), 0, vector.size());
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
