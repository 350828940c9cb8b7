package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.Newlines;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.punkt.PunktDetector;
import org.tokenwright.boundary.punkt.PunktFormats;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.TextFormat;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

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
                    + " CharBoundary from text whose sentences are known. Those of NLTK (its folder for a language), nupunkt"
                    + " (.json, .bin) and CharBoundary (.onnx) are read, too.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright sentences --model english.punkt report.txt",
            "  tokenwright sentences --model english.punkt --newlines every-line --offsets utf16 contract.txt",
            "  tokenwright sentences --model punkt_tab/english --rules kiss-strunk corpus.jsonl.gz > spans.jsonl",
            "  tokenwright sentences train --output english.punkt corpus.jsonl.gz",
        })
final class SentencesCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "The model: a file of Tokenwright, nupunkt or CharBoundary, or a folder of NLTK. Required.")
    private @Nullable Path model; // not "required", which picocli would demand beside subcommands, too

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            converter = RulesConverter.class,
            description =
                    "Whose rules: nupunkt, nupunkt-fast (which never looks at the next word) or kiss-strunk (NLTK)."
                            + " Default: nupunkt.")
    private PunktProfile rules = PunktProfile.NUPUNKT;

    @Option(
            names = "--adaptive",
            paramLabel = "THRESHOLD",
            description =
                    "Weigh further evidence and turn decisions round that are less sure, 0.5 to 1: 0.7, for instance."
                            + " With --rules nupunkt only.")
    private @Nullable Double adaptive;

    @Option(
            names = "--threshold",
            paramLabel = "PROBABILITY",
            description =
                    "How probable an end must be, 0 to 1. For models of CharBoundary only. Default: the model's, or 0.5.")
    private @Nullable Double threshold;

    @Option(
            names = "--newlines",
            paramLabel = "MEANING",
            converter = NewlinesConverter.class,
            description = "What line breaks mean: ignore, blank-line (a blank line ends a sentence) or every-line."
                    + " Default: blank-line.")
    private Newlines newlines = Newlines.BLANK_LINE;

    @Option(
            names = "--abbreviation",
            paramLabel = "WORD",
            description = "An abbreviation that the model does not know; may be given more than once.")
    private List<String> abbreviations = new ArrayList<>();

    @Option(
            names = "--no-abbreviation",
            paramLabel = "WORD",
            description = "An abbreviation that it should not know; may be given more than once.")
    private List<String> noAbbreviations = new ArrayList<>();

    @Option(
            names = "--abbreviations",
            paramLabel = "FILE",
            description = "More abbreviations that the model does not know, one a line.")
    private @Nullable Path abbreviationFile;

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
        SentenceDetector detector = detector().withNewlines(newlines);
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

    private SentenceDetector detector() throws IOException {
        if (model == null) {
            throw usage("Missing required option: '--model=MODEL'");
        }
        List<String> more = new ArrayList<>(abbreviations);
        if (abbreviationFile != null) {
            more.addAll(ForestModels.lines(abbreviationFile));
        }
        if (ForestModels.isForest(model)) {
            ParseResult given = spec.commandLine().getParseResult();
            if (given.hasMatchedOption("--rules") || given.hasMatchedOption("--adaptive")) {
                throw usage("--rules and --adaptive are not for models of CharBoundary");
            }
            try {
                return ForestModels.detector(model, threshold, more, noAbbreviations);
            } catch (IllegalArgumentException e) {
                throw usage(String.valueOf(e.getMessage()));
            }
        }
        if (threshold != null) {
            throw usage("--threshold is for models of CharBoundary");
        }
        if (adaptive != null && rules != PunktProfile.NUPUNKT) {
            throw usage("--adaptive belongs to --rules nupunkt");
        }
        PunktModel known = PunktFormats.read(model);
        try {
            if (!more.isEmpty()) {
                known = known.withAbbreviations(more);
            }
            if (!noAbbreviations.isEmpty()) {
                known = known.withoutAbbreviations(noAbbreviations);
            }
            return adaptive == null ? PunktDetector.of(known, rules) : PunktDetector.adaptive(known, adaptive);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static boolean isJsonl(TextFormat format, Document document) {
        return (format == TextFormat.AUTO ? TextFormat.ofName(document.source()) : format) == TextFormat.JSONL;
    }

    /** Reads the name of rules. */
    static final class RulesConverter extends ConstantConverter<PunktProfile> {
        RulesConverter() {
            super(PunktProfile.values());
        }
    }

    /** Reads what line breaks mean. */
    static final class NewlinesConverter extends ConstantConverter<Newlines> {
        NewlinesConverter() {
            super(Newlines.values());
        }
    }

    /** Reads the name of a unit. */
    static final class UnitConverter extends ConstantConverter<SentenceWriter.Unit> {
        UnitConverter() {
            super(SentenceWriter.Unit.values());
        }
    }
}
