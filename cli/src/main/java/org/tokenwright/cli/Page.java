package org.tokenwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tokenwright.text.AtomicFile;

/** A report as one file of HTML that needs nothing else. For one thread. */
final class Page {
    private static final int COLOURS = 6;

    private final StringBuilder body = new StringBuilder();
    private final String title;

    /**
     * Begins a page.
     *
     * @param title its title
     * @param introduction what it is about
     */
    Page(String title, String introduction) {
        this.title = title;
        body.append("<h1>").append(Html.escape(title)).append("</h1>\n");
        paragraph(introduction);
    }

    /** A chart and what stands above it. */
    record Figure(String caption, String svg) {}

    /** {@return the class of the colour of a line; after some lines they begin anew} */
    static String colour(int line) {
        return "c" + (line % COLOURS + 1);
    }

    /** {@return a resource of this package as text} */
    static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Page heading(String text) {
        body.append("\n<h2>").append(Html.escape(text)).append("</h2>\n");
        return this;
    }

    Page paragraph(String text) {
        body.append("<p>").append(Html.escape(text)).append("</p>\n");
        return this;
    }

    /**
     * Adds a table of numbers.
     *
     * @param rows its rows; the first is the head
     */
    Page table(List<List<String>> rows) {
        body.append("<div class=\"scroll\"><table>\n");
        row(rows.get(0), "th");
        rows.stream().skip(1).forEach(row -> row(row, "td"));
        body.append("</table></div>\n");
        return this;
    }

    /**
     * Adds a table of text without a head.
     *
     * @param rows its rows
     */
    Page facts(List<List<String>> rows) {
        body.append("<div class=\"scroll\"><table class=\"facts\">\n");
        rows.forEach(row -> row(row, "td"));
        body.append("</table></div>\n");
        return this;
    }

    private void row(List<String> cells, String element) {
        body.append(cells.stream()
                .map(text -> "<" + element + ">" + Html.escape(text) + "</" + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n")));
    }

    Page charts(List<Figure> figures) {
        body.append("<div class=\"charts\">\n");
        for (Figure figure : figures) {
            body.append("<figure><figcaption>")
                    .append(Html.escape(figure.caption()))
                    .append("</figcaption>\n")
                    .append(figure.svg())
                    .append("</figure>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /** {@return the page} */
    String html() throws IOException {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>""" + Html.escape(title) + "</title>\n<style>\n" + resource("style.css")
                + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    /** Writes the page to a file, whole or not at all. */
    void write(Path file, Shell shell) throws IOException {
        byte[] html = html().getBytes(StandardCharsets.UTF_8);
        shell.save(() -> AtomicFile.write(file, out -> out.write(html)));
    }
}
