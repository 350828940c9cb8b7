package org.tokenwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tokenwright.cli.LineChart.Point;
import org.tokenwright.cli.LineChart.Scale;
import org.tokenwright.cli.LineChart.Series;
import org.tokenwright.tokenizers.bpe.BpeModel;
import org.tokenwright.tokenizers.bpe.MergeCounts;
import org.tokenwright.tokenizers.formats.LoadedModel;
import org.tokenwright.vocab.MergeTable;
import org.tokenwright.vocab.Vocabulary;

/** What a model holds and how it came to be, as a page with plots. */
final class ModelPage {
    private static final int POINTS = 200;
    private static final int LONGEST_SHOWN = 32;

    private final LoadedModel loaded;
    private final Vocabulary vocabulary;
    private final Superwords superwords;

    ModelPage(LoadedModel loaded) {
        this.loaded = loaded;
        vocabulary = loaded.tokenizer().vocabulary();
        superwords = new Superwords(loaded.model());
    }

    Page page() {
        ModelReport report = new ModelReport(loaded);
        Page page = new Page(
                "A vocabulary of " + String.format(Locale.ROOT, "%,d", vocabulary.size()) + " tokens",
                "What the model holds, and how it came to be.");
        page.facts(report.facts().stream()
                .map(fact -> List.of(fact.name(), fact.value()))
                .toList());
        page.heading("Plots").charts(figures());
        page.heading("The longest tokens").table(report.longestTokens());
        if (superwords.size() > 0) {
            page.heading("Superwords").table(report.superwords());
        }
        return page;
    }

    private List<Page.Figure> figures() {
        List<Page.Figure> figures = new ArrayList<>();
        BpeModel model = loaded.model();
        if (model != null) {
            addTraining(figures, model);
        }
        figures.add(new Page.Figure(
                "Lengths of the tokens",
                LineChart.of(
                        "Number of tokens by length",
                        "bytes (the last point has all longer ones)",
                        List.of(new Series("tokens", Page.colour(0), lengths())),
                        Scale.LINEAR,
                        Scale.LINEAR)));
        return figures;
    }

    private void addTraining(List<Page.Figure> figures, BpeModel model) {
        figures.add(new Page.Figure(
                "Merges and supermerges over time",
                LineChart.of(
                        "Merges and supermerges over time",
                        "tokens in the order of training",
                        overTime(),
                        Scale.LINEAR,
                        Scale.LINEAR)));
        @Nullable MergeCounts counts = model.counts();
        if (counts != null && model.merges().size() > 0) {
            figures.add(new Page.Figure(
                    "How often a pair occurred when it was merged",
                    LineChart.of(
                            "Occurrences of merged pairs over time",
                            "merges, and supermerges, in their order",
                            occurrences(model, counts),
                            Scale.DECADES,
                            Scale.DECADES)));
        }
    }

    /** How many tokens up to each are superwords, and how many not. Ids are given in the order of training. */
    private List<Series> overTime() {
        List<Point> merged = new ArrayList<>();
        List<Point> supermerged = new ArrayList<>();
        int words = 0;
        int found = 0;
        int step = Math.max(1, vocabulary.idBound() / POINTS);
        for (int id = 0; id < vocabulary.idBound(); id++) {
            if (superwords.contains(id)) {
                found++;
            } else if (vocabulary.contains(id) && vocabulary.length(id) > 1) {
                words++;
            }
            if ((id + 1) % step == 0 || id == vocabulary.idBound() - 1) {
                merged.add(new Point(id + 1, words));
                supermerged.add(new Point(id + 1, found));
            }
        }
        Series merges = new Series("merges", Page.colour(0), merged);
        return superwords.size() == 0
                ? List.of(merges)
                : List.of(merges, new Series("supermerges", Page.colour(1), supermerged));
    }

    private static List<Series> occurrences(BpeModel model, MergeCounts counts) {
        List<Series> series = new ArrayList<>();
        series.add(new Series("merges", Page.colour(0), falling(model.merges().size(), counts::merge)));
        @Nullable MergeTable supermerges = model.supermerges();
        if (supermerges != null && supermerges.size() > 0) {
            series.add(new Series("supermerges", Page.colour(1), falling(supermerges.size(), counts::supermerge)));
        }
        return series;
    }

    /** Gives how often the pair of a merge occurred. */
    private interface Count {
        long of(int rank);
    }

    private static List<Point> falling(int size, Count count) {
        List<Point> points = new ArrayList<>();
        for (double at = 1; at <= size; at *= Math.pow(size, 1.0 / POINTS) + 1e-9) {
            int rank = (int) at;
            if (points.isEmpty() || points.getLast().x() < rank) {
                points.add(new Point(rank, Math.max(1, count.of(rank - 1))));
            }
            if (size == 1) {
                break;
            }
        }
        return points;
    }

    private List<Point> lengths() {
        long[] counts = new long[LONGEST_SHOWN + 1];
        IntStream.range(0, vocabulary.idBound())
                .filter(vocabulary::contains)
                .forEach(id -> counts[Math.min(vocabulary.length(id), LONGEST_SHOWN)]++);
        return IntStream.rangeClosed(1, LONGEST_SHOWN)
                .mapToObj(length -> new Point(length, counts[length]))
                .toList();
    }
}
