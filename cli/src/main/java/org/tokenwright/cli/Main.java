package org.tokenwright.cli;

/** Entry point of the command line. */
public final class Main {
    private Main() {}

    /**
     * Runs a command.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        System.exit(args.length == 0 ? 2 : 0);
    }
}
