package org.tokenwright.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the name alone stands for: it asks for a command. */
@Command(
        name = "tokenwright",
        mixinStandardHelpOptions = true,
        versionProvider = TokenwrightCommand.Version.class,
        description =
                "Trains vocabularies of byte pair encoding, with and without superwords, and turns text into tokens.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "`tokenwright COMMAND --help` tells about a command. The quickest tour is `tokenwright demo`.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed: a file cannot be read or written, the input is malformed",
            "2:the command is used wrongly",
            "3:the launcher found no Java 21 or later, or could not build",
            "130:interrupted by Ctrl-C",
        })
final class TokenwrightCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? " + commands(spec.commandLine()));
    }

    private static String commands(CommandLine line) {
        return String.join(", ", line.getSubcommands().keySet());
    }

    /** Reads the version from the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = TokenwrightCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "tokenwright " + (version == null ? "development" : version) + " (Java " + Runtime.version() + ")"
            };
        }
    }
}
