package org.tokenwright.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The surroundings of a command: its streams, what is known of the terminal behind them, and the guard that lets a file
 * be finished before the process ends.
 */
final class Shell {
    private static final long LONGEST_SAVE_SECONDS = 30;

    private final InputStream in;
    private final OutputStream out;
    private final PrintWriter err;
    private final int columns;
    private final boolean errIsTerminal;
    private final boolean colors;
    private final ReentrantLock saving = new ReentrantLock();
    private volatile boolean ending;

    /**
     * Creates the surroundings.
     *
     * @param in standard input
     * @param out standard output, for results
     * @param err standard error, for everything else
     * @param columns width of the terminal to which {@code out} leads, 0 if that is unknown
     * @param errIsTerminal whether {@code err} leads to a terminal
     * @param colors whether {@code out} takes colours
     */
    Shell(InputStream in, OutputStream out, PrintWriter err, int columns, boolean errIsTerminal, boolean colors) {
        this.in = in;
        this.out = new BufferedOutputStream(new StandardOutput(out), 1 << 16);
        this.err = err;
        this.columns = columns;
        this.errIsTerminal = errIsTerminal;
        this.colors = colors;
    }

    /**
     * {@return the surroundings of this process} The launcher tells by system properties what leads to a terminal, since
     * Java knows it only of all streams together.
     */
    static Shell ofProcess() {
        String columns = System.getProperty("tokenwright.out.columns");
        String noColor = System.getenv("NO_COLOR");
        return new Shell(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true),
                columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : 0,
                Boolean.getBoolean("tokenwright.err.terminal"),
                columns != null && (noColor == null || noColor.isEmpty()));
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    int columns() {
        return columns;
    }

    boolean errIsTerminal() {
        return errIsTerminal;
    }

    boolean colors() {
        return colors;
    }

    /** Runs what writes a file. An interrupted process waits until it has ended, so that no temporary file is left. */
    void save(Save save) throws IOException {
        saving.lock();
        try {
            save.run();
        } finally {
            saving.unlock();
        }
    }

    /** {@return whether the process is about to end, so that what writes a file should give up} */
    boolean isEnding() {
        return ending;
    }

    /** Waits until no file is being written. */
    void awaitSave() {
        ending = true;
        try {
            if (saving.tryLock(LONGEST_SAVE_SECONDS, TimeUnit.SECONDS)) {
                saving.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What writes a file. */
    @FunctionalInterface
    interface Save {
        void run() throws IOException;
    }

    /** Says of every failure that it was standard output that failed. */
    private static final class StandardOutput extends OutputStream {
        private final OutputStream target;

        StandardOutput(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                target.write(bytes, offset, length);
            } catch (IOException e) {
                throw new OutputFailure(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                target.flush();
            } catch (IOException e) {
                throw new OutputFailure(e);
            }
        }
    }

    /** Standard output cannot be written. */
    static final class OutputFailure extends IOException {
        private static final long serialVersionUID = 1L;

        OutputFailure(IOException cause) {
            super("standard output: " + cause.getMessage(), cause);
        }

        /** {@return whether its reader has gone: it has seen enough} */
        boolean isClosed() {
            return "Broken pipe".equals(Objects.requireNonNull(getCause()).getMessage());
        }
    }
}
