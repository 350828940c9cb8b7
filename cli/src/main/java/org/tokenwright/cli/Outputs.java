package org.tokenwright.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The files that a command writes, which are checked before hours of work and not after them. */
final class Outputs {
    private final CommandSpec command;
    private final List<Output> outputs = new ArrayList<>();

    private record Output(String option, Path file) {}

    Outputs(CommandSpec command) {
        this.command = command;
    }

    /**
     * Adds a file.
     *
     * @param option the option that names it
     * @param file the file, or null if the option is not given
     */
    Outputs add(String option, @Nullable Path file) {
        if (file != null) {
            outputs.add(new Output(option, file));
        }
        return this;
    }

    /**
     * Checks that all files can be written and that nothing is lost by it.
     *
     * @param read the files that the command reads
     * @throws ParameterException if a file is read too, or two of them are the same
     * @throws IOException if the folder of a file does not exist
     */
    void check(List<Path> read) throws IOException {
        Map<Path, String> taken = new HashMap<>();
        for (Path file : read) {
            taken.put(identity(file), "");
        }
        for (Output output : outputs) {
            requireFolder(output.file());
            @Nullable String other = taken.put(identity(output.file()), output.option());
            if (other != null) {
                throw new ParameterException(
                        command.commandLine(),
                        output.option() + " " + output.file()
                                + (other.isEmpty()
                                        ? " is read by this command, and would be lost"
                                        : " is written by " + other + " too"));
            }
        }
    }

    private static void requireFolder(Path file) throws IOException {
        if (file.toString().equals("-")) {
            throw new FileSystemException("-", null, "it is written to a file, not to standard output");
        }
        if (file.toAbsolutePath().getParent() == null) {
            throw new FileSystemException(file.toString(), null, "is a folder, cannot be written as a file");
        }
        Path folder = folder(file);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
    }

    /** What two names of a file have in common, whether it exists or not. */
    private static Path identity(Path file) throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        Path folder = folder(file);
        return (Files.exists(folder) ? folder.toRealPath() : folder).resolve(file.getFileName());
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }
}
