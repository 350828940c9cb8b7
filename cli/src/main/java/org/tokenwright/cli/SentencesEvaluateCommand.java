package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.boundary.SentenceDetector;
import org.tokenwright.boundary.Spans;
import org.tokenwright.boundary.charboundary.AnnotatedText;
import org.tokenwright.boundary.charboundary.AnnotatedTextReader;
import org.tokenwright.cli.SentenceScore.Counting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how many of the sentences of annotated texts models find. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Tells how many of the sentences of annotated texts models find: precision, recall and F1, for each file and, if"
                    + " there are several, for all together.",
            "",
            "Files are JSONL. Each object has \"text\" and either \"spans\", pairs [start,end], or \"ends_u16\", with"
                    + " \"starts_u16\" or without; in UTF-16 units.",
            "",
            "Four ways to count, each over all texts; sentences are trimmed, and places must be exact:",
            "  end    where sentences end",
            "  inner  where they end, but for the end of the text, which everybody finds",
            "  span   sentences with both edges right",
            "  paper  starts and ends in one set, as in Bommarito et al. 2025",
        },
        footer = {
            "",
            "Examples:",
            "  tokenwright sentences evaluate --model english.punkt test.jsonl",
            "  tokenwright sentences evaluate -m general -m legal --json scotus.jsonl bva.jsonl",
        })
final class SentencesEvaluateCommand implements Callable<Integer> {
    private static final String TOGETHER = "together";

    private final Shell shell;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description =
                    "A model: general or legal; a file of Tokenwright, nupunkt or CharBoundary; or a folder of NLTK; may"
                            + " be given more than once. Default: general, or none with --language.")
    private List<Path> models = new ArrayList<>();

    @Mixin
    private DetectorOptions detecting = new DetectorOptions();

    @Option(names = "--json", description = "Print a JSON object instead of a table.")
    private boolean json;

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "JSONL files (also .gz, .zst, .xz and .bz2).")
    private List<Path> inputs = List.of();

    /** What a model made of a file, or of all if that is null. */
    private record Result(@Nullable Path file, String model, SentenceScore score) {}

    SentencesEvaluateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        List<SentenceDetector> detectors =
                models.isEmpty() ? List.of(detecting.detector(null)) : detecting.detectors(models);
        List<String> names = models.isEmpty()
                ? List.of(detecting.nameWithoutModel())
                : models.stream().map(Path::toString).toList();
        List<SentenceScore> together = scores(names.size());
        List<Result> results = new ArrayList<>();
        for (Path input : inputs) {
            List<SentenceScore> scores = scores(names.size());
            score(input, detectors, scores);
            for (int i = 0; i < names.size(); i++) {
                together.get(i).add(scores.get(i));
                results.add(new Result(input, names.get(i), scores.get(i)));
            }
        }
        if (inputs.size() > 1) {
            for (int i = 0; i < names.size(); i++) {
                results.add(new Result(null, names.get(i), together.get(i)));
            }
        }
        if (json) {
            writeJson(results);
        } else {
            shell.out().write(table(results).getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private static List<SentenceScore> scores(int count) {
        return Stream.generate(SentenceScore::new).limit(count).toList();
    }

    private static void score(Path input, List<SentenceDetector> detectors, List<SentenceScore> scores)
            throws IOException {
        try (AnnotatedTextReader reader = new AnnotatedTextReader(input)) {
            for (AnnotatedText gold; (gold = reader.next()) != null; ) {
                List<int[]> sentences = pairs(gold.starts(), gold.ends());
                for (int i = 0; i < detectors.size(); i++) {
                    Spans spans = detectors.get(i).detect(gold.text()).trimmed();
                    List<int[]> predicted = new ArrayList<>(spans.size());
                    for (int k = 0; k < spans.size(); k++) {
                        predicted.add(new int[] {spans.start(k), spans.end(k)});
                    }
                    scores.get(i).add(gold.text(), sentences, predicted);
                }
            }
        }
    }

    private static List<int[]> pairs(int[] starts, int[] ends) {
        List<int[]> pairs = new ArrayList<>(ends.length);
        for (int i = 0; i < ends.length; i++) {
            pairs.add(new int[] {starts[i], ends[i]});
        }
        return pairs;
    }

    private static String table(List<Result> results) {
        int fileWidth = "file".length();
        int modelWidth = "model".length();
        for (Result result : results) {
            fileWidth = Math.max(fileWidth, name(result.file()).length());
            modelWidth = Math.max(modelWidth, nameOf(result.model()).length());
        }
        StringBuilder table = new StringBuilder();
        String names = "%-" + fileWidth + "s  %-" + modelWidth + "s  %9s";
        table.append(String.format(Locale.ROOT, names, "file", "model", "sentences"));
        for (Counting counting : Counting.values()) {
            table.append(String.format(Locale.ROOT, "  %5s P     R    F1", lower(counting)));
        }
        table.append('\n');
        for (Result result : results) {
            SentenceScore score = result.score();
            table.append(
                    String.format(Locale.ROOT, names, name(result.file()), nameOf(result.model()), score.sentences()));
            for (Counting counting : Counting.values()) {
                table.append(String.format(
                        Locale.ROOT,
                        "    %.3f %.3f %.3f",
                        score.precision(counting),
                        score.recall(counting),
                        score.f1(counting)));
            }
            table.append('\n');
        }
        return table.toString();
    }

    private void writeJson(List<Result> results) throws IOException {
        try (JsonGenerator out = Json.pretty(shell.out())) {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            for (Result result : results) {
                out.writeStartObject();
                Path file = result.file();
                out.writeStringField("file", file == null ? TOGETHER : file.toString());
                out.writeStringField("model", result.model());
                out.writeNumberField("texts", result.score().texts());
                out.writeNumberField("sentences", result.score().sentences());
                for (Counting counting : Counting.values()) {
                    write(out, result.score(), counting);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private static void write(JsonGenerator out, SentenceScore score, Counting counting) throws IOException {
        out.writeObjectFieldStart(lower(counting));
        out.writeNumberField("found", score.found(counting));
        out.writeNumberField("wrong", score.wrong(counting));
        out.writeNumberField("missed", score.missed(counting));
        out.writeNumberField("precision", score.precision(counting));
        out.writeNumberField("recall", score.recall(counting));
        out.writeNumberField("f1", score.f1(counting));
        out.writeEndObject();
    }

    private static String name(@Nullable Path file) {
        return file == null ? TOGETHER : String.valueOf(file.getFileName());
    }

    private static String nameOf(String model) {
        return name(Path.of(model));
    }

    private static String lower(Counting counting) {
        return counting.name().toLowerCase(Locale.ROOT);
    }
}
