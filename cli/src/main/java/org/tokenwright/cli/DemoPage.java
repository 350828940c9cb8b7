package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page of the demo: one file of HTML that needs nothing else. */
final class DemoPage {
    private static final String TEMPLATE = "demo.html";

    private final DemoResult result;

    DemoPage(DemoResult result) {
        this.result = result;
    }

    /** {@return the page} */
    String html() throws IOException {
        String page = Page.resource(TEMPLATE);
        String[][] values = {
            {"style", Page.resource("style.css")},
            {"corpus", Html.escape(result.corpus().title())},
            {"training-size", megabytes(result.corpus().trainingBytes())},
            {"held-out-size", megabytes(result.heldOutBytes())},
            {
                "vocabulary-size",
                format("%,d", result.boundless().model().vocabulary().size())
            },
            {"gain", format("%+.1f", result.gain())},
            {"plain-bytes-per-token", format("%.2f", result.plainBytesPerToken())},
            {"boundless-bytes-per-token", format("%.2f", result.boundlessBytesPerToken())},
            {"plain-tokens", format("%,d", result.plainTokens())},
            {"boundless-tokens", format("%,d", result.boundlessTokens())},
            {"plain-seconds", format("%.1f", result.plain().seconds())},
            {"boundless-seconds", format("%.1f", result.boundless().seconds())},
            {"plain-merges", format("%,d", result.plain().model().merges().size())},
            {
                "boundless-merges",
                format("%,d", result.boundless().model().merges().size())
            },
            {"supermerges", format("%,d", supermerges())},
            {"compression-chart", compressionChart()},
            {"supermerge-chart", supermergeChart()},
            {"superwords", superwords()},
            {"examples", examples()},
        };
        // What a value holds is never searched again: the template is cut at its places first.
        StringBuilder html = new StringBuilder();
        for (String part : page.split("(?=\\{\\{)|(?<=\\}\\})", -1)) {
            html.append(part.startsWith("{{") ? value(values, part.substring(2, part.length() - 2)) : part);
        }
        return html.toString();
    }

    private static String value(String[][] values, String name) {
        for (String[] value : values) {
            if (value[0].equals(name)) {
                return value[1];
            }
        }
        throw new IllegalStateException("the page asks for " + name + ", which has no value");
    }

    private int supermerges() {
        return Objects.requireNonNull(result.boundless().model().supermerges(), "supermerges")
                .size();
    }

    private String compressionChart() {
        return LineChart.of(
                "Bytes per token by size of vocabulary",
                "tokens in the vocabulary",
                List.of(
                        new LineChart.Series("BoundlessBPE", "boundless", result.boundlessCurve()),
                        new LineChart.Series("BPE", "plain", result.plainCurve())),
                LineChart.Scale.DOUBLINGS,
                LineChart.Scale.LINEAR);
    }

    private String supermergeChart() {
        return LineChart.of(
                "Superwords by size of vocabulary",
                "tokens in the vocabulary",
                List.of(new LineChart.Series("superwords", "boundless", result.supermergeCurve())),
                LineChart.Scale.LINEAR,
                LineChart.Scale.LINEAR);
    }

    private String superwords() {
        return result.superwords().stream()
                .map(superword -> "<li>" + token(superword.text(), "s")
                        + (superword.count() < 0 ? "" : format(" <small>%,d</small>", superword.count())) + "</li>")
                .collect(Collectors.joining("\n"));
    }

    private String examples() {
        return result.examples().stream().map(DemoPage::example).collect(Collectors.joining("\n"));
    }

    private static String example(DemoExample example) {
        return "<article><h3>" + Html.escape(example.label()) + "</h3>\n"
                + row("BPE", example.plainTokens(), example.plain())
                + row("BoundlessBPE", example.boundlessTokens(), example.boundless())
                + "</article>";
    }

    private static String row(String name, int tokens, List<DemoExample.Piece> pieces) {
        return "<div class=\"tokenized\"><b>" + name + "<small>" + tokens + " tokens</small></b><p>"
                + pieces.stream()
                        .map(piece -> token(piece.text(), piece.isSuperword() ? "s" : "t"))
                        .collect(Collectors.joining())
                + "</p></div>\n";
    }

    private static String token(String text, String cssClass) {
        return "<span class=\"" + cssClass + "\">" + Html.escape(text) + "</span>";
    }

    private static String megabytes(long bytes) {
        return bytes < 100_000 ? format("%,d bytes", bytes) : format("%.1f MB", bytes / 1e6);
    }

    @FormatMethod
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
