package org.tokenwright.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a command left behind.
 *
 * @param code its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Run(int code, String out, String err) {
    /** Runs a command without standard input. */
    static Run of(String... args) {
        return withInput("", args);
    }

    /** Runs a command on a standard input. */
    static Run withInput(String in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Run run = into(out, in, args);
        return new Run(run.code, out.toString(StandardCharsets.UTF_8), run.err);
    }

    /** Runs a command whose standard output is a stream. */
    static Run into(OutputStream out, String in, String... args) {
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintWriter(err, true),
                0,
                false,
                false);
        int code = Main.run(shell, args);
        return new Run(code, "", err.toString());
    }
}
