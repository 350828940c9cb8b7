package org.tokenwright.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.tokenwright.text.ProgressListener;

/** Keeps one line of a terminal up to date with the progress of a piece of work. For one thread. */
final class ProgressLine implements ProgressListener, AutoCloseable {
    private static final String ERASE_LINE = "\r\u001B[K";

    private final PrintWriter terminal;
    private boolean shown;

    private ProgressLine(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /**
     * {@return a listener that writes to standard error if that is a terminal, and nowhere otherwise}
     *
     * @param shell knows standard error
     */
    static ProgressLine on(Shell shell) {
        return new ProgressLine(shell.errIsTerminal() ? shell.err() : new PrintWriter(PrintWriter.nullWriter()));
    }

    @Override
    public void onProgress(Progress progress) {
        terminal.print(ERASE_LINE + text(progress));
        terminal.flush();
        shown = true;
    }

    private static String text(Progress progress) {
        if (progress.total() > 0) {
            long percent = Math.min(100, (long) (100.0 * progress.done() / progress.total()));
            return progress.phase() + " " + percent + " %";
        }
        return String.format(Locale.ROOT, "%s: %,d %s", progress.phase(), progress.done(), progress.unit());
    }

    /** Erases the line. */
    @Override
    public void close() {
        if (shown) {
            terminal.print(ERASE_LINE);
            terminal.flush();
        }
    }
}
