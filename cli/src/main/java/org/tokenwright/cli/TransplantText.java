package org.tokenwright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tokenwright.embeddings.transplant.TransplantReport;

/** The report of a transplant, for people and programs. */
final class TransplantText {
    private static final int PERCENT = 100;

    private TransplantText() {}

    static void print(TransplantReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d tokens: %d copied (%d of them special), %d made, %d empty%n",
                report.rows(),
                report.shared(),
                report.sharedSpecial(),
                report.made(),
                report.empty());
        for (TransplantReport.Matrix matrix : report.matrices()) {
            out.println(matrix.name() + ": from " + matrix.anchors() + " shared tokens");
            List<Double> residuals = matrix.residuals();
            if (!residuals.isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "  left of a vector: %.1f %% (median; from %.1f to %.1f %%)%n",
                        PERCENT * residuals.get(residuals.size() / 2),
                        PERCENT * residuals.get(0),
                        PERCENT * residuals.get(residuals.size() - 1));
                out.println("  mean by number of atoms: "
                        + matrix.sweep().entrySet().stream()
                                .map(entry -> String.format(
                                        Locale.ROOT, "%d: %.1f %%", entry.getKey(), PERCENT * entry.getValue()))
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    static void writeJson(TransplantReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeNumberField("rows", report.rows());
            json.writeNumberField("shared", report.shared());
            json.writeNumberField("sharedSpecial", report.sharedSpecial());
            json.writeNumberField("made", report.made());
            json.writeNumberField("empty", report.empty());
            json.writeArrayFieldStart("matrices");
            for (TransplantReport.Matrix matrix : report.matrices()) {
                json.writeStartObject();
                json.writeStringField("name", matrix.name());
                json.writeNumberField("anchors", matrix.anchors());
                json.writeArrayFieldStart("residualQuantiles");
                for (double quantile : matrix.residuals()) {
                    json.writeNumber(quantile);
                }
                json.writeEndArray();
                json.writeObjectFieldStart("meanResidualByAtoms");
                for (Map.Entry<Integer, Double> entry : matrix.sweep().entrySet()) {
                    json.writeNumberField(entry.getKey().toString(), entry.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("warnings");
            for (String warning : report.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
