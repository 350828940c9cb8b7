package org.tokenwright.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.punkt.PunktModel;
import org.tokenwright.boundary.punkt.PunktProfile;
import org.tokenwright.boundary.punkt.PunktReport;
import org.tokenwright.boundary.punkt.PunktTrainer;
import org.tokenwright.boundary.punkt.PunktTrainerOptions;
import org.tokenwright.text.AtomicFile;
import org.tokenwright.text.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Learns from text how its sentences end. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Learns abbreviations, collocations, words that begin sentences and orthographic contexts from text without marks"
                    + " of sentences, and writes them as a model for `tokenwright sentences`.",
            "",
            "Defaults are those of nupunkt, or with --rules kiss-strunk those of NLTK.",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright sentences train --output english.punkt corpus.jsonl.gz",
            "  tokenwright sentences train --rules kiss-strunk --all-collocations -o german.punkt 'texts/**/*.txt'",
            "  tokenwright sentences train --known abbreviations.txt --report learned.tsv -o legal.punkt cases/",
        })
final class SentencesTrainCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--rules",
            paramLabel = "RULES",
            converter = DetectorOptions.RulesConverter.class,
            description = "Whose rules: nupunkt or kiss-strunk (NLTK). Default: nupunkt.")
    private PunktProfile rules = PunktProfile.NUPUNKT;

    @Option(
            names = "--abbreviation-threshold",
            paramLabel = "SCORE",
            description = "What makes a type an abbreviation. Default: 0.1, NLTK 0.3.")
    private @Nullable Double abbreviationThreshold;

    @Option(
            names = "--starter-threshold",
            paramLabel = "SCORE",
            description = "What makes a word one that begins sentences. Default: 25, NLTK 30.")
    private @Nullable Double starterThreshold;

    @Option(
            names = "--collocation-threshold",
            paramLabel = "SCORE",
            description = "What makes two words a collocation. Default: 5, NLTK 7.88.")
    private @Nullable Double collocationThreshold;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            description = "How often starters and collocations must occur. Default: 5, NLTK 1 and 2.")
    private @Nullable Integer minCount;

    @Option(
            names = "--rare-count",
            paramLabel = "N",
            description =
                    "Types that occur less often may be abbreviations because of what follows. Default: 10, NLTK 5.")
    private @Nullable Integer rareCount;

    @Option(
            names = "--count-rare-with-period",
            description = "Count rare types with their period, as it was meant, and not as NLTK and nupunkt do.")
    private boolean rareWithPeriod;

    @Option(names = "--all-collocations", description = "Any two words with a period between may be a collocation.")
    private boolean allCollocations;

    @Option(
            names = "--known",
            paramLabel = "FILE",
            description =
                    "Abbreviations that are known before, one a line, in lower case, with or without final period.")
    private @Nullable Path known;

    @Option(
            names = "--max-types",
            paramLabel = "N",
            description = "How many types are held in memory; the rarest are dropped. Default: 4194304.")
    private int maxTypes = 1 << 22;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write what was learned, and what was not, with counts and scores, parted by tabs.")
    private @Nullable Path report;

    @Mixin
    private ReaderOptions reading = new ReaderOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The file for the model; replaced if it exists.")
    private Path output = Path.of("");

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Files (also .gz, .zst, .xz and .bz2), folders, quoted patterns, or - for standard input.")
    private List<String> inputs = List.of();

    SentencesTrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        PunktTrainer trainer = new PunktTrainer(options());
        TextSource source = reading.source(inputs, shell);
        new Outputs(spec).add("--output", output).add("--report", report).check(source.files());
        trainer.train(source);
        PunktModel model = trainer.model();
        PunktReport learned = trainer.report();
        if (learned.tokens() == 0) {
            throw new IOException("there is no text in " + String.join(", ", inputs));
        }
        shell.save(() -> model.save(output));
        if (report != null) {
            Path file = report;
            shell.save(() -> write(learned, file));
        }
        shell.err()
                .println(String.format(
                        Locale.ROOT,
                        "Read %,d tokens, learned %,d abbreviations, %,d starters, %,d collocations.",
                        learned.tokens(),
                        model.abbreviations().size(),
                        model.sentenceStarters().size(),
                        model.collocations().size()));
        return 0;
    }

    private PunktTrainerOptions options() throws IOException {
        if (rules == PunktProfile.NUPUNKT_FAST) {
            throw usage("--rules nupunkt-fast takes models of --rules nupunkt");
        }
        boolean nltk = rules == PunktProfile.KISS_STRUNK;
        PunktTrainerOptions.Builder options = nltk ? PunktTrainerOptions.kissStrunk() : PunktTrainerOptions.nupunkt();
        try {
            if (abbreviationThreshold != null) {
                options.abbreviationThreshold(abbreviationThreshold);
            }
            if (rareCount != null) {
                options.rareAbbreviationCount(rareCount);
            }
            options.starters(or(starterThreshold, nltk ? 30 : 25), orCount(nltk ? 1 : 5))
                    .collocations(or(collocationThreshold, nltk ? 7.88 : 5), orCount(nltk ? 2 : 5))
                    .rareCountWithPeriod(rareWithPeriod)
                    .collocationsOf(allCollocations, false)
                    .maxTypes(maxTypes);
            if (known != null) {
                options.knownAbbreviations(knownTypes(known));
            }
            return options.build();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private static double or(@Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    private int orCount(int otherwise) {
        return minCount == null ? otherwise : minCount;
    }

    private static List<String> knownTypes(Path file) throws IOException {
        List<String> types = new ArrayList<>(List.of("..."));
        for (String line : ForestModels.lines(file)) {
            String type = line.toLowerCase(Locale.ROOT);
            if (!type.startsWith("...")) {
                types.add(type.endsWith(".") && type.length() > 1 ? type.substring(0, type.length() - 1) : type);
            }
        }
        return types;
    }

    private static void write(PunktReport learned, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            PrintWriter lines = new PrintWriter(out, false, StandardCharsets.UTF_8);
            for (PunktReport.Abbreviation a : learned.abbreviations()) {
                String kind = a.learned() ? "abbreviation" : "no abbreviation";
                line(lines, kind, a.type(), a.withPeriod() + "\t" + a.withoutPeriod(), a.score());
            }
            for (PunktReport.Starter s : learned.starters()) {
                line(lines, "starter", s.type(), s.count() + "\t", s.score());
            }
            for (PunktReport.Collocation c : learned.collocations()) {
                line(lines, "collocation", c.first() + " " + c.second(), c.count() + "\t", c.score());
            }
            lines.flush();
            if (lines.checkError()) {
                throw new IOException(file + ": cannot be written");
            }
        });
    }

    private static void line(PrintWriter out, String kind, String type, String counts, double score) {
        out.print(kind + "\t" + type + "\t" + counts + "\t" + score + "\n");
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
