package org.tokenwright.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Entry point of the command line. */
public final class Main {
    private static final List<String> COMMANDS = List.of(
            "train",
            "counts",
            "encode",
            "decode",
            "evaluate",
            "inspect",
            "diff",
            "convert",
            "segment",
            "fim",
            "pack",
            "compress",
            "decompress",
            "sentences",
            "vectorize",
            "robustness",
            "transplant",
            "classify",
            "vectors",
            "search",
            "demo",
            "completion");

    /** The reader of Parquet says by it how it works, which nobody asked for. */
    private static final Logger PARQUET = Logger.getLogger("dev.hardwood");

    /** Lucene advises how it would be faster. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        PARQUET.setLevel(Level.WARNING);
        LUCENE.setLevel(Level.SEVERE);
        Shell shell = Shell.ofProcess();
        Runtime.getRuntime().addShutdownHook(new Thread(shell::awaitSave, "await-save"));
        System.exit(run(shell, args));
    }

    /**
     * Runs a command.
     *
     * @param shell its streams
     * @param args the command and its arguments
     * @return the exit code
     */
    static int run(Shell shell, String... args) {
        for (String arg : args) {
            if (arg.indexOf('\uFFFD') >= 0) {
                shell.err()
                        .println("tokenwright: Java cannot read the argument " + arg
                                + " in this locale; set LC_ALL=C.UTF-8");
                return Failures.USAGE;
            }
        }
        CommandLine line = new CommandLine(new TokenwrightCommand());
        String named = args.length == 0 ? "" : args[0];
        if (!add(line, named, shell)) {
            COMMANDS.forEach(command -> add(line, command, shell));
        }
        line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
                .setErr(shell.err())
                .setColorScheme(Help.defaultColorScheme(shell.colors() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, ignored) -> Failures.ofUsage(problem))
                .setExecutionExceptionHandler((problem, failed, parsed) -> Failures.report(problem, shell.err()))
                .setExecutionStrategy(parsed -> {
                    try {
                        return new CommandLine.RunLast().execute(parsed);
                    } finally {
                        Failures.flush(shell.out(), parsed);
                    }
                });
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return Failures.outOfMemory(shell.err());
        } finally {
            shell.err().flush();
        }
    }

    private static CommandLine allCommands(Shell shell) {
        CommandLine line = new CommandLine(new TokenwrightCommand());
        COMMANDS.forEach(command -> add(line, command, shell));
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Adds one command: to make all of them takes longer than most of them run. */
    private static boolean add(CommandLine line, String name, Shell shell) {
        @Nullable
        Object command = switch (name) {
            case "train" -> new TrainCommand(shell);
            case "counts" ->
                new CommandLine(new CountsCommand())
                        .addSubcommand(new CountsPretokensCommand(shell))
                        .addSubcommand(new CountsRunsCommand(shell))
                        .addSubcommand(new CountsMergeCommand(shell));
            case "encode" -> new EncodeCommand(shell);
            case "decode" -> new DecodeCommand(shell);
            case "segment" -> new SegmentCommand(shell);
            case "inspect" -> new InspectCommand(shell);
            case "evaluate" -> new EvaluateCommand(shell);
            case "diff" -> new DiffCommand(shell);
            case "completion" -> new CompletionCommand(shell, () -> allCommands(shell));
            case "convert" -> new ConvertCommand(shell);
            case "fim" -> new FimCommand(shell);
            case "compress" -> new CompressCommand(shell);
            case "decompress" -> new DecompressCommand(shell);
            case "pack" -> new PackCommand(shell);
            case "sentences" ->
                new CommandLine(new SentencesCommand(shell))
                        .addSubcommand(new SentencesTrainCommand(shell))
                        .addSubcommand(new SentencesTrainForestCommand(shell))
                        .addSubcommand(new SentencesEvaluateCommand(shell))
                        .addSubcommand(new SentencesExplainCommand(shell));
            case "vectorize" ->
                new CommandLine(new VectorizeCommand())
                        .addSubcommand(new VectorizeFitCommand(shell))
                        .addSubcommand(new VectorizeApplyCommand(shell));
            case "robustness" -> new RobustnessCommand(shell);
            case "transplant" -> new TransplantCommand(shell);
            case "classify" ->
                new CommandLine(new ClassifyCommand())
                        .addSubcommand(new ClassifyTrainCommand(shell))
                        .addSubcommand(new ClassifyTestCommand(shell))
                        .addSubcommand(new ClassifyPredictCommand(shell))
                        .addSubcommand(new FastTextQuantizeCommand(shell))
                        .addSubcommand(new ClassifyTuneCommand(shell));
            case "vectors" ->
                new CommandLine(new VectorsCommand())
                        .addSubcommand(new VectorsTrainCommand(shell))
                        .addSubcommand(new VectorsNnCommand(shell))
                        .addSubcommand(new VectorsAnalogiesCommand(shell))
                        .addSubcommand(new VectorsWordsCommand(shell))
                        .addSubcommand(new VectorsSentencesCommand(shell))
                        .addSubcommand(new VectorsConvertCommand(shell))
                        .addSubcommand(new VectorsDistillCommand(shell))
                        .addSubcommand(new FastTextQuantizeCommand(shell))
                        .addSubcommand(new VectorsEvaluateCommand(shell));
            case "search" ->
                new CommandLine(new SearchCommand())
                        .addSubcommand(new SearchIndexCommand(shell))
                        .addSubcommand(new SearchQueryCommand(shell))
                        .addSubcommand(new SearchAnalyzeCommand(shell));
            case "demo" -> new DemoCommand(shell);
            default -> null;
        };
        if (command != null) {
            line.addSubcommand(command);
        }
        return command != null;
    }
}
