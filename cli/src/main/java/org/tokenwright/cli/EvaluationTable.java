package org.tokenwright.cli;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** An evaluation as tables: the first row has the names of the models, the first column what is measured. */
final class EvaluationTable {
    private static final int MOST_GROUPS = 100;

    private final Evaluation evaluation;

    EvaluationTable(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * A table.
     *
     * @param title what it is about
     * @param rows the cells; the first row is the head
     */
    record Table(String title, List<List<String>> rows) {}

    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        tables.add(new Table("All documents", overall()));
        if (!evaluation.bitsPerByte().isEmpty()) {
            tables.add(new Table("Code length in bits per byte", codeLength(evaluation.bitsPerByte())));
        }
        if (!evaluation.labels().isEmpty()) {
            addGroups(tables, "label", evaluation.labels());
        }
        if (evaluation.sources().size() > 1) {
            addGroups(tables, "source", evaluation.sources());
        }
        return tables;
    }

    /** A measure of a group of documents by a model. */
    private interface Measure {
        double of(Tally group, int model);
    }

    private void addGroups(List<Table> tables, String name, Map<String, Tally> groups) {
        tables.add(new Table("Bytes per token by " + name, groups(name, groups, Tally::bytesPerToken)));
        tables.add(new Table("Tokens per word by " + name, groups(name, groups, Tally::tokensPerWord)));
    }

    private List<List<String>> overall() {
        List<Candidate> candidates = evaluation.candidates();
        Tally all = evaluation.all();
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", i -> candidates.get(i).name()));
        rows.add(row(
                "tokens in the vocabulary",
                i -> number(candidates.get(i).vocabulary().size())));
        rows.add(row("tokens", i -> number(all.tokens(i))));
        rows.add(row("bytes per token", i -> format("%.4f", all.bytesPerToken(i))));
        rows.add(row("tokens per word", i -> format("%.4f", all.tokensPerWord(i))));
        rows.add(row(
                format("R\u00e9nyi efficiency (%.1f)", Evaluation.ALPHA),
                i -> format("%.4f", candidates.get(i).renyiEfficiency(Evaluation.ALPHA))));
        rows.add(row("superwords among tokens", i -> percent(all.superwordShare(i))));
        rows.add(row("tokens never used", i -> {
            int unused = candidates.get(i).unused();
            return number(unused) + " ("
                    + percent((double) unused / candidates.get(i).vocabulary().size()) + ")";
        }));
        rows.add(row(
                "tokens changed by an edit",
                i -> format("%.2f", evaluation.stabilities().get(i).tokens())));
        rows.add(row(
                "bytes changed by an edit",
                i -> format("%.2f", evaluation.stabilities().get(i).bytes())));
        rows.add(row("MB/s, one thread", i -> format("%.1f", evaluation.speeds().get(i))));
        return rows;
    }

    private List<List<String>> codeLength(List<BitsPerByte> bits) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", i -> evaluation.candidates().get(i).name()));
        for (int k = 0; k <= bits.get(0).order(); k++) {
            int order = k;
            rows.add(row("order " + k, i -> format("%.4f", bits.get(i).ofText(order))));
        }
        rows.add(row("vocabulary", i -> format("%.4f", bits.get(i).ofVocabulary())));
        rows.add(row("best order", i -> number(bits.get(i).bestOrder())));
        rows.add(row("best and vocabulary", i -> format("%.4f", bits.get(i).best())));
        if (bits.stream().anyMatch(BitsPerByte::isFull)) {
            rows.add(row("contexts learned", i -> bits.get(i).isFull() ? "not all" : "all"));
        }
        return rows;
    }

    private List<List<String>> groups(String title, Map<String, Tally> groups, Measure measure) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(title, "bytes"));
        evaluation.candidates().forEach(candidate -> head.add(candidate.name()));
        rows.add(head);
        groups.entrySet().stream().limit(MOST_GROUPS).forEach(group -> {
            List<String> row = new ArrayList<>();
            row.add(group.getKey().isEmpty() ? "(none)" : group.getKey());
            row.add(number(group.getValue().bytes()));
            for (int i = 0; i < evaluation.candidates().size(); i++) {
                row.add(format("%.4f", measure.of(group.getValue(), i)));
            }
            rows.add(row);
        });
        if (groups.size() > MOST_GROUPS) {
            rows.add(List.of("and " + (groups.size() - MOST_GROUPS) + " more, which --json has"));
        }
        return rows;
    }

    private List<String> row(String name, IntFunction<String> cell) {
        List<String> row = new ArrayList<>(List.of(name));
        IntStream.range(0, evaluation.candidates().size()).mapToObj(cell).forEach(row::add);
        return row;
    }

    /** {@return the tables for a terminal or a file: columns are padded with spaces} */
    String text() {
        Tally all = evaluation.all();
        StringBuilder text = new StringBuilder();
        text.append(format("%,d documents, %,d bytes, %,d words%n", all.documents(), all.bytes(), all.words()));
        if (evaluation.skipped() > 0) {
            text.append(format("%,d malformed documents passed over%n", evaluation.skipped()));
        }
        for (Table table : tables()) {
            text.append('\n').append(table.title()).append('\n');
            append(text, table.rows());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() && row.size() == columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String padding = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
                line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String number(long value) {
        return format("%,d", value);
    }

    private static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    @FormatMethod
    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
