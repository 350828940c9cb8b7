package org.tokenwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tokenwright.cli.LineChart.Point;
import org.tokenwright.cli.LineChart.Scale;
import org.tokenwright.cli.LineChart.Series;
import org.tokenwright.tokenizers.Encoder;
import org.tokenwright.tokenizers.SpecialTokenPolicy;
import org.tokenwright.tokenizers.Tokenizer;
import org.tokenwright.tokenizers.bpe.BpeModel;

/** An evaluation as a page with plots. */
final class EvaluationPage {
    private static final int LONGEST_SHOWN = 32;
    private static final int SMALLEST_SIZE = 1024;

    /** How many points there are for each doubling of the rank. */
    private static final double POINTS_PER_DOUBLING = 8;

    private final Evaluation evaluation;

    EvaluationPage(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    Page page() {
        Tally all = evaluation.all();
        Page page = new Page(
                "Tokenizers compared",
                String.format(
                        Locale.ROOT,
                        "What %s made of %,d documents, %,d bytes, %,d words.",
                        evaluation.candidates().size() == 1
                                ? "a vocabulary"
                                : evaluation.candidates().size() + " vocabularies",
                        all.documents(),
                        all.bytes(),
                        all.words()));
        List<EvaluationTable.Table> tables = new EvaluationTable(evaluation).tables();
        page.table(tables.get(0).rows());
        page.heading("Plots").charts(figures());
        page.paragraph(
                "A vocabulary's smaller sizes are its beginnings, in the order of training, on a sample of the text;"
                        + " vocabularies with deletions have one size only.");
        tables.stream().skip(1).forEach(table -> page.heading(table.title()).table(table.rows()));
        page.heading("What is what");
        if (!evaluation.bitsPerByte().isEmpty()) {
            page.paragraph(
                    "The code length is what an ideal coder needs that predicts each token from those before it in its document,"
                            + " by an adaptive n-gram model of an order (interpolated, Witten and Bell), which learns as it goes."
                            + " The bits of the vocabulary are two ids for each merge. It says how predictable the tokens are"
                            + " for n-grams, and nothing of language models.");
        }
        page.paragraph(
                "Words are stretches without white space. The R\u00e9nyi efficiency is the entropy of order 2.5 of"
                        + " the tokens' shares over the logarithm of the size of the vocabulary: higher means that tokens are"
                        + " used more evenly. An edit replaces, deletes or inserts one character of the text; what it changes"
                        + " are the tokens that the text before and after it do not share at its beginning and end.");
        return page;
    }

    private List<Page.Figure> figures() {
        return List.of(
                new Page.Figure(
                        "Bytes per token by size of vocabulary",
                        LineChart.of(
                                "Bytes per token by size of vocabulary",
                                "tokens in the vocabulary",
                                series(this::compression),
                                Scale.DOUBLINGS,
                                Scale.LINEAR)),
                new Page.Figure(
                        "How often tokens are used, by rank",
                        LineChart.of(
                                "Occurrences of tokens by rank",
                                "rank",
                                series(EvaluationPage::rankFrequency),
                                Scale.DECADES,
                                Scale.DECADES)),
                new Page.Figure(
                        "Lengths of the tokens in the text",
                        LineChart.of(
                                "Share of tokens by length",
                                "bytes (the last point has all longer ones)",
                                series(EvaluationPage::lengths),
                                Scale.LINEAR,
                                Scale.LINEAR)));
    }

    /** Makes the points of a line. */
    private interface Line {
        List<Point> of(Candidate candidate);
    }

    private List<Series> series(Line line) {
        return IntStream.range(0, evaluation.candidates().size())
                .mapToObj(i -> new Series(
                        evaluation.candidates().get(i).name(),
                        Page.colour(i),
                        line.of(evaluation.candidates().get(i))))
                .filter(series -> !series.points().isEmpty())
                .toList();
    }

    private List<Point> compression(Candidate candidate) {
        BpeModel model = candidate.model();
        int full = candidate.vocabulary().size();
        List<Point> points = new ArrayList<>();
        if (model != null && Truncation.isPossible(model)) {
            for (int size = SMALLEST_SIZE; size < full; size *= 2) {
                Tokenizer smaller = Truncation.of(model, size).tokenizer();
                points.add(new Point(size, bytesPerToken(smaller.newEncoder(SpecialTokenPolicy.IGNORE))));
            }
        }
        points.add(new Point(full, bytesPerToken(candidate.newEncoder())));
        return points;
    }

    private double bytesPerToken(Encoder encoder) {
        long bytes = 0;
        long tokens = 0;
        for (byte[] piece : evaluation.sample()) {
            bytes += piece.length;
            tokens += encoder.encode(piece, 0, piece.length);
        }
        return (double) bytes / Math.max(tokens, 1);
    }

    private static List<Point> rankFrequency(Candidate candidate) {
        long[] ranked = candidate.ranked();
        List<Point> points = new ArrayList<>();
        for (double rank = 1; rank <= ranked.length; rank *= Math.pow(2, 1 / POINTS_PER_DOUBLING)) {
            int whole = (int) rank;
            if (points.isEmpty() || points.getLast().x() < whole) {
                points.add(new Point(whole, ranked[whole - 1]));
            }
        }
        return points;
    }

    private static List<Point> lengths(Candidate candidate) {
        double[] shares = candidate.lengthShares();
        List<Point> points = new ArrayList<>();
        double longer = 0;
        for (int length = 1; length < shares.length; length++) {
            if (length < LONGEST_SHOWN) {
                points.add(new Point(length, shares[length]));
            } else {
                longer += shares[length];
            }
        }
        if (longer > 0) {
            points.add(new Point(LONGEST_SHOWN, longer));
        }
        return points;
    }
}
