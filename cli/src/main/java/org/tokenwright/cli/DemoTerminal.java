package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Prints the result of the demo: tokens on alternating backgrounds, or parted by bars where there are no colours. */
final class DemoTerminal {
    private static final int SUPERWORDS = 24;
    private static final int EXAMPLES = 4;
    private static final int DEFAULT_COLUMNS = 100;
    private static final String RESET = "\u001B[0m";
    private static final String BOLD = "\u001B[1m";
    private static final List<String> TOKEN_COLORS = List.of("\u001B[30;48;5;252m", "\u001B[30;48;5;189m");
    private static final List<String> SUPERWORD_COLORS = List.of("\u001B[30;48;5;222m", "\u001B[30;48;5;215m");

    private final Shell shell;
    private final StringBuilder text = new StringBuilder();

    DemoTerminal(Shell shell) {
        this.shell = shell;
    }

    void print(DemoResult result) throws IOException {
        heading("The most frequent superwords");
        printSuperwords(result.superwords());
        heading("Text held out, without and with superwords");
        result.examples().stream().limit(EXAMPLES).forEach(this::printExample);
        heading("In numbers");
        line("%-12s %10s %12s %10s", "", "vocabulary", "bytes/token", "training");
        row("BPE", result.plain(), result.plainBytesPerToken());
        row("BoundlessBPE", result.boundless(), result.boundlessBytesPerToken());
        line(
                "On the %,d bytes held out, a token of BoundlessBPE holds %.1f %% more.",
                result.heldOutBytes(), result.gain());
        shell.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
        shell.out().flush();
    }

    private void heading(String title) {
        text.append('\n').append(shell.colors() ? BOLD + title + RESET : title).append("\n\n");
    }

    private void row(String name, DemoModel model, double bytesPerToken) {
        line("%-12s %,10d %12.3f %8.1f s", name, model.model().vocabulary().size(), bytesPerToken, model.seconds());
    }

    private void printSuperwords(List<DemoResult.DemoSuperword> superwords) {
        int columns = shell.columns() > 0 ? shell.columns() : DEFAULT_COLUMNS;
        int used = 0;
        int index = 0;
        for (DemoResult.DemoSuperword superword : superwords.subList(0, Math.min(SUPERWORDS, superwords.size()))) {
            String count = superword.count() < 0 ? "" : String.format(Locale.ROOT, " %,d", superword.count());
            int width = superword.text().length() + count.length() + 3;
            if (used > 0 && used + width > columns) {
                text.append('\n');
                used = 0;
            }
            append(superword.text(), SUPERWORD_COLORS, index++);
            text.append(count).append("   ");
            used += width;
        }
        text.append(superwords.isEmpty() ? "none\n" : "\n");
    }

    private void printExample(DemoExample example) {
        line("%s: %d tokens, with superwords %d", example.label(), example.plainTokens(), example.boundlessTokens());
        printPieces(example.plain());
        printPieces(example.boundless());
        text.append('\n');
    }

    private void printPieces(List<DemoExample.Piece> pieces) {
        text.append("  ");
        for (int i = 0; i < pieces.size(); i++) {
            DemoExample.Piece piece = pieces.get(i);
            append(piece.text(), piece.isSuperword() ? SUPERWORD_COLORS : TOKEN_COLORS, i);
        }
        text.append('\n');
    }

    private void append(String token, List<String> colors, int index) {
        String visible = visible(token);
        if (shell.colors()) {
            text.append(colors.get(index % colors.size())).append(visible).append(RESET);
        } else {
            text.append('|').append(visible);
        }
    }

    /** Text from outside must not steer the terminal. */
    private static String visible(String token) {
        return token.replaceAll("\\p{Cntrl}", "\u00b7");
    }

    @FormatMethod
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
