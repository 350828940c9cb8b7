package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tokenwright.tokenizers.packing.MegatronDataset;
import org.tokenwright.tokenizers.packing.PackingReport;

/** What a packing came to, as text and as JSON. */
final class PackingText {
    private final long documents;
    private final long emptyDocuments;
    private final long tokens;
    private final double seconds;
    private final List<Path> files;

    /** What there is to say of rows, or null if there are none. */
    private final @Nullable PackingReport report;

    PackingText(MegatronDataset.Size size, double seconds, List<Path> files) {
        documents = size.documents();
        emptyDocuments = size.emptyDocuments();
        tokens = size.tokens();
        this.seconds = seconds;
        this.files = files;
        report = null;
    }

    PackingText(PackingReport report, double seconds, List<Path> files) {
        documents = report.documents();
        emptyDocuments = report.emptyDocuments();
        tokens = report.tokens();
        this.seconds = seconds;
        this.files = files;
        this.report = report;
    }

    void print(PrintWriter out) {
        print(
                out,
                "%,d document%s%s, %,d token%s",
                documents,
                plural(documents),
                emptyDocuments == 0 ? "" : String.format(Locale.ROOT, " (%,d empty)", emptyDocuments),
                tokens,
                plural(tokens));
        if (report != null) {
            print(
                    out,
                    "%,d row%s of %,d: fill %.4f %%, %,d more than concat",
                    report.rows(),
                    plural(report.rows()),
                    report.sequenceLength(),
                    100 * report.fill(),
                    report.extraRows());
            print(
                    out,
                    "%,d document%s cut (%.2f %%), %,d of them shorter than a row; %,d token%s left out",
                    report.cutDocuments(),
                    plural(report.cutDocuments()),
                    documents == 0 ? 0.0 : 100.0 * report.cutDocuments() / documents,
                    report.needlesslyCutDocuments(),
                    report.truncatedTokens(),
                    plural(report.truncatedTokens()));
            printHistogram(out, report);
        }
        print(
                out,
                "wrote %s in %.1f s",
                files.stream().map(Path::toString).collect(Collectors.joining(" and ")),
                seconds);
    }

    /** Prints one line for each power of two. */
    private static void printHistogram(PrintWriter out, PackingReport report) {
        List<Long> rows = report.documentsPerRow();
        if (rows.size() < 2) {
            return;
        }
        print(out, "documents in a row        rows");
        for (int from = 1; from < rows.size(); from = 2 * from) {
            int to = Math.min(2 * from, rows.size());
            long sum =
                    rows.subList(from, to).stream().mapToLong(Long::longValue).sum();
            String range = to - 1 == from ? "" + from : from + " to " + (to - 1);
            if (sum > 0) {
                print(out, "%18s%,12d", range, sum);
            }
        }
    }

    private static String plural(long number) {
        return number == 1 ? "" : "s";
    }

    @FormatMethod
    private static void print(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    void writeJson(OutputStream out) throws IOException {
        try (JsonGenerator json = Json.pretty(out)) {
            json.writeStartObject();
            json.writeNumberField("documents", documents);
            json.writeNumberField("emptyDocuments", emptyDocuments);
            json.writeNumberField("tokens", tokens);
            if (report != null) {
                json.writeNumberField("sequenceLength", report.sequenceLength());
                json.writeNumberField("rows", report.rows());
                json.writeNumberField("fill", report.fill());
                json.writeNumberField("extraRows", report.extraRows());
                json.writeNumberField("cutDocuments", report.cutDocuments());
                json.writeNumberField("needlesslyCutDocuments", report.needlesslyCutDocuments());
                json.writeNumberField("truncatedTokens", report.truncatedTokens());
                json.writeArrayFieldStart("documentsPerRow");
                for (long rows : report.documentsPerRow()) {
                    json.writeNumber(rows);
                }
                json.writeEndArray();
            }
            json.writeNumberField("seconds", seconds);
            json.writeArrayFieldStart("files");
            for (Path file : files) {
                json.writeString(file.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
