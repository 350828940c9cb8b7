package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.embeddings.vectorizers.SparseVector;
import org.tokenwright.embeddings.vectorizers.TfidfVectorizer;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns documents into vectors. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = {
            "Turns documents into vectors, on standard output: one JSON object for each document, in order,"
                    + " {\"indices\":[...],\"values\":[...]}, of the features that it has. With --names it is"
                    + " {\"feature\":value,...}.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectorize apply --model news.tfidf new.jsonl > vectors.jsonl",
            "  echo 'the cat sat' | tokenwright vectorize apply -m news.tfidf --names",
        })
final class VectorizeApplyCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "A file that `tokenwright vectorize fit` has made.")
    private Path model = Path.of("");

    @Option(names = "--names", description = "Print features by their names.")
    private boolean names;

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
        TfidfVectorizer vectorizer = TfidfVectorizer.load(model);
        TextSource source = reading.source(inputs, shell);
        try (DocumentReader reader = source.open();
                JsonGenerator out = Json.lines(shell.out())) {
            for (Document document; (document = reader.next()) != null; ) {
                write(out, vectorizer, vectorizer.vector(document.bytes(), document.start(), document.end()));
            }
            if (reader.skipped() > 0) {
                shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
            }
        }
        return 0;
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
