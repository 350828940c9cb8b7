package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Makes vectors of lines of text. */
@Command(
        name = "sentences",
        mixinStandardHelpOptions = true,
        description = {
            "Makes vectors of texts, one a line: by a static model as model2vec and sentence-transformers have them, or by a"
                    + " model of fastText, as its `print-sentence-vectors` does.",
            "",
            "An empty line has a vector, too.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright vectors sentences -m potion-base-8M -o questions.npy questions.txt",
            "  echo 'Where is the well?' | tokenwright vectors sentences -m words.bin",
        })
final class VectorsSentencesCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            required = true,
            description = "A folder with tokenizer.json and model.safetensors, or a file .bin, .ftz, .vec or .floret.")
    private Path model = Path.of("");

    @Mixin
    private VectorOutput output = new VectorOutput();

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..1",
            description = "The texts, which may be compressed, or - for standard input, the default.")
    private String input = ReaderOptions.STANDARD_INPUT;

    VectorsSentencesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        TextSource.Builder source = TextSource.builder().format(TextFormat.LINES);
        List<Path> read = new ArrayList<>(List.of(model));
        if (input.equals(ReaderOptions.STANDARD_INPUT)) {
            source.stream("standard input", shell.in());
        } else {
            source.path(Path.of(input));
            read.add(Path.of(input));
        }
        output.check(read);
        VectorSource vectors = VectorSource.load(model);
        try (VectorOutput.Sink sink = output.open(vectors.dimension(), shell);
                DocumentReader lines = source.build().open()) {
            for (Document line; (line = lines.next()) != null; ) {
                sink.add(null, vectors.text().apply(line.text()));
            }
            sink.finish();
        }
        return 0;
    }
}
