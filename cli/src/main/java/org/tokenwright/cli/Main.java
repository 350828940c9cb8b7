package org.tokenwright.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Entry point of the command line. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
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
        CommandLine line = new CommandLine(new TokenwrightCommand())
                .addSubcommand(new TrainCommand(shell))
                .addSubcommand(new EncodeCommand(shell))
                .addSubcommand(new DecodeCommand(shell))
                .addSubcommand(new InspectCommand(shell))
                .addSubcommand(new ConvertCommand(shell))
                .addSubcommand(new DemoCommand(shell));
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
}
