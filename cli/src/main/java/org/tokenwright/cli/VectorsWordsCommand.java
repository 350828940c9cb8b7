package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the vectors of words. */
@Command(
        name = "words",
        mixinStandardHelpOptions = true,
        description = {
            "Tells the vectors of words: of any word by a model with n-grams or a table of floret; a file .vec gives words"
                    + " that it does not have zeros.",
            "",
            "As text, a line for each word, with the word and its components, as `fasttext print-word-vectors` does.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors words -m hashed.floret garden gardener",
            "  tokenwright vectors words -m words.bin -o words.npy < words.txt",
        })
final class VectorsWordsCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "The vectors: a file .bin, .ftz, .vec, or .floret.")
    private Path model = Path.of("");

    @Mixin
    private VectorOutput output = new VectorOutput();

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "Words. Default: the lines of standard input.")
    private List<String> words = List.of();

    VectorsWordsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        output.check(List.of(model));
        WordModel loaded = WordModel.load(model);
        try (VectorOutput.Sink sink = output.open(loaded.dimension(), shell)) {
            for (String word : words) {
                sink.add(word, loaded.vector(word));
            }
            if (words.isEmpty()) {
                readLines(loaded, sink);
            }
            sink.finish();
        }
        return 0;
    }

    private void readLines(WordModel loaded, VectorOutput.Sink sink) throws IOException {
        TextSource source = TextSource.builder().format(TextFormat.LINES).stream("standard input", shell.in())
                .build();
        try (DocumentReader lines = source.open()) {
            for (Document line; (line = lines.next()) != null; ) {
                sink.add(line.text(), loaded.vector(line.text()));
            }
        }
    }
}
