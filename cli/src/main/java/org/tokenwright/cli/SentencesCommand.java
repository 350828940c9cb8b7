package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cuts documents into sentences, one after the other. */
@Command(
        name = "sentences",
        mixinStandardHelpOptions = true,
        description = {
            "Cuts text into sentences.",
            "",
            "JSONL gives one JSON object for each document, in order: {\"spans\":[[start,end],...]}, with \"confidences\" if"
                    + " --confidence is given. All other formats give one line for each sentence, in which line breaks are"
                    + " spaces, and an empty line behind each document; with --offsets a line has start and end instead,"
                    + " parted by a tab, with --confidence also how sure the end is. The white space between sentences is in"
                    + " none of them.",
            "",
            "`tokenwright sentences train` makes a model of Punkt from plain text, `tokenwright sentences train-forest` one of"
                    + " CharBoundary from text whose sentences are known; `tokenwright sentences evaluate` tells how much of annotated text"
                    + " models find, `tokenwright sentences explain` why a sentence ends where it does. Those of NLTK (its folder for a language), nupunkt"
                    + " (.json, .bin) and CharBoundary (.onnx) are read, too.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright sentences report.txt",
            "  tokenwright sentences --model legal --newlines every-line opinion.txt",
            "  tokenwright sentences --model english.punkt --newlines every-line --offsets utf16 contract.txt",
            "  tokenwright sentences --model punkt_tab/english --rules kiss-strunk corpus.jsonl.gz > spans.jsonl",
            "  tokenwright sentences train --output english.punkt corpus.jsonl.gz",
            "  tokenwright sentences evaluate -m english.punkt -m legal.charboundary annotated.jsonl",
        })
final class SentencesCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description =
                    "The model: general or legal, which are English; a file of Tokenwright, nupunkt or CharBoundary; or a"
                            + " folder of NLTK. Default: general, or none with --language.")
    private @Nullable Path model;

    @Mixin
    private DetectorOptions detecting = new DetectorOptions();

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = "--offsets",
            paramLabel = "UNIT",
            converter = UnitConverter.class,
            description =
                    "Where each sentence begins and ends (exclusive) in its document, instead of its text: in bytes,"
                            + " utf16 units or code-points. JSONL has utf16 without it.")
    private SentenceWriter.@Nullable Unit offsets;

    @Option(names = "--confidence", description = "Add how sure the end of each sentence is, 0 to 1.")
    private boolean confidence;

    @Parameters(
            paramLabel = "INPUT",
            arity = "0..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input, the"
                    + " default.")
    private List<String> inputs = List.of(ReaderOptions.STANDARD_INPUT);

    SentencesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        SentenceDetector detector = detecting.detector(model);
        TextFormat format = reading.format(inputs);
        TextSource source = reading.source(inputs, shell);
        try (DocumentReader reader = source.open();
                SentenceWriter writer = new SentenceWriter(shell.out(), offsets, confidence)) {
            for (Document document; (document = reader.next()) != null; ) {
                writer.write(document, detector, isJsonl(format, document));
            }
            if (reader.skipped() > 0) {
                shell.err().println("tokenwright: passed over " + reader.skipped() + " malformed documents");
            }
        }
        return 0;
    }

    private static boolean isJsonl(TextFormat format, Document document) {
        return (format == TextFormat.AUTO ? TextFormat.ofName(document.source()) : format) == TextFormat.JSONL;
    }

    /** Reads the name of a unit. */
    static final class UnitConverter extends ConstantConverter<SentenceWriter.Unit> {
        UnitConverter() {
            super(SentenceWriter.Unit.values());
        }
    }
}
