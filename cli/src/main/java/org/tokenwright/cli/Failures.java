package org.tokenwright.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one sentence on standard error and an exit code. */
final class Failures {
    private static final int FAILED = 1;
    static final int USAGE = 2;
    private static final int INTERRUPTED = 130;
    private static final int CLOSED = 141;

    private Failures() {}

    static int ofUsage(ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("tokenwright: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return USAGE;
    }

    static int report(Exception problem, PrintWriter err) {
        if (problem instanceof CancellationException) {
            return INTERRUPTED;
        }
        if (problem instanceof Shell.OutputFailure output && output.isClosed()) {
            return CLOSED;
        }
        @Nullable
        IOException failure = switch (problem) {
            case IOException e -> e;
            case UncheckedIOException e -> Objects.requireNonNull(e.getCause());
            default -> null;
        };
        if (failure != null) {
            err.println("tokenwright: " + sentence(failure));
        } else {
            err.println("tokenwright: this is a defect of the program, please report it with what follows");
            problem.printStackTrace(err);
        }
        return FAILED;
    }

    static int outOfMemory(PrintWriter err) {
        err.println("tokenwright: the memory is not enough; allow more with TOKENWRIGHT_OPTS=-Xmx8g, for instance");
        return FAILED;
    }

    /** Flushes standard output while a failure can still be reported. */
    static void flush(OutputStream out, ParseResult parsed) {
        try {
            out.flush();
        } catch (IOException e) {
            throw new ExecutionException(
                    parsed.asCommandLineList().getLast(), Objects.requireNonNull(e.getMessage()), e);
        }
    }

    private static String sentence(IOException failure) {
        return switch (failure) {
            case NoSuchFileException e -> e.getFile() + ": " + reason(e, "no such file or folder");
            case AccessDeniedException e -> e.getFile() + ": " + reason(e, "permission denied");
            case NotDirectoryException e -> e.getFile() + ": " + reason(e, "is not a folder");
            case FileSystemException e -> e.getFile() + ": " + reason(e, "cannot be read or written");
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String reason(FileSystemException failure, String otherwise) {
        return failure.getReason() == null ? otherwise : failure.getReason();
    }
}
