package org.tokenwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Decision;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells why sentences end where they do. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Tells of each place where a sentence might end what was decided and why.",
            "",
            "Each place is one line: its offset in UTF-16 units, END or -, how probable an end is, and the text around, with |"
                    + " behind the place. The evidence follows, indented, one a line; an empty line ends a document.",
            "",
            "The evidence of a forest: the threshold, how probable an end is before anything is seen, what the features that"
                    + " matter most add, and all features that are not 0.",
        },
        footer = {
            "",
            "Examples:",
            "  echo 'Dr. Reed came. He left.' | tokenwright sentences explain",
            "  tokenwright sentences explain --model legal.charboundary --format text contract.txt",
        })
final class SentencesExplainCommand implements Callable<Integer> {
    private static final int CONTEXT_BEFORE = 30;
    private static final int CONTEXT_AFTER = 15;

    private final Shell shell;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description =
                    "The model: general or legal; a file of Tokenwright, nupunkt or CharBoundary; or a folder of NLTK."
                            + " Default: general, or none with --language.")
    private @Nullable Path model;

    @Mixin
    private DetectorOptions detecting = new DetectorOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    SentencesExplainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        SentenceDetector detector = detecting.detector(model);
        try (DocumentReader reader = reading.source(inputs, shell).open()) {
            for (Document document; (document = reader.next()) != null; ) {
                write(document.text(), detector);
            }
        }
        return 0;
    }

    private void write(String text, SentenceDetector detector) throws IOException {
        for (Decision decision : detector.explain(text)) {
            StringBuilder lines = new StringBuilder();
            int end = Math.min(decision.end(), text.length());
            lines.append(decision.candidate())
                    .append(decision.isEnd() ? "\tEND\t" : "\t-\t")
                    .append(String.format(Locale.ROOT, "%.3f", decision.confidence()))
                    .append('\t')
                    .append(oneLine(text, Math.max(0, end - CONTEXT_BEFORE), end))
                    .append('|')
                    .append(oneLine(text, end, Math.min(text.length(), end + CONTEXT_AFTER)))
                    .append('\n');
            decision.evidence()
                    .forEach(evidence -> lines.append("    ")
                            .append(oneLine(evidence, 0, evidence.length()))
                            .append('\n'));
            shell.out().write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        shell.out().write('\n');
    }

    private static String oneLine(String text, int from, int to) {
        StringBuilder line = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || Character.getType(c) == Character.LINE_SEPARATOR ? ' ' : c);
        }
        return line.toString();
    }
}
