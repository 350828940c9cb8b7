package org.tokenwright.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokenwright.tokenizers.bpe.BpeModel;

/**
 * What the demo found.
 *
 * @param corpus the text
 * @param plain the model without superwords
 * @param boundless the model with superwords
 * @param heldOutBytes UTF-8 bytes of the text held out
 * @param plainTokens how many tokens it is without superwords
 * @param boundlessTokens how many tokens it is with them
 * @param superwords the most frequent superwords, as text
 * @param examples sentences of the text held out in both tokenizations
 * @param plainCurve bytes per token of the text held out by size of vocabulary
 * @param boundlessCurve the same with superwords
 * @param supermergeCurve number of superwords by size of vocabulary
 */
record DemoResult(
        DemoCorpus corpus,
        DemoModel plain,
        DemoModel boundless,
        long heldOutBytes,
        long plainTokens,
        long boundlessTokens,
        List<DemoSuperword> superwords,
        List<DemoExample> examples,
        List<LineChart.Point> plainCurve,
        List<LineChart.Point> boundlessCurve,
        List<LineChart.Point> supermergeCurve) {
    private static final int SUPERWORDS = 60;
    private static final int SMALLEST_SIZE = 1024;
    private static final int CURVE_POINTS = 100;

    /**
     * A superword.
     *
     * @param text the token
     * @param count how often it occurred when it was made
     */
    record DemoSuperword(String text, long count) {}

    static DemoResult compare(DemoCorpus corpus, DemoModel plain, DemoModel boundless) {
        long bytes = corpus.heldOut().stream()
                .mapToLong(document -> document.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        BpeModel model = boundless.model();
        Superwords superwords = new Superwords(model);
        return new DemoResult(
                corpus,
                plain,
                boundless,
                bytes,
                plain.tokens(corpus.heldOut()),
                boundless.tokens(corpus.heldOut()),
                superwords.mostFrequent(SUPERWORDS).stream()
                        .map(superword -> new DemoSuperword(
                                new String(model.vocabulary().bytes(superword.id()), StandardCharsets.UTF_8),
                                superword.count()))
                        .toList(),
                DemoExample.of(corpus, plain.model(), model, superwords),
                compressionCurve(plain, corpus.heldOut(), bytes),
                compressionCurve(boundless, corpus.heldOut(), bytes),
                supermergeCurve(model, superwords));
    }

    private static List<LineChart.Point> compressionCurve(DemoModel model, List<String> documents, long bytes) {
        List<LineChart.Point> curve = new ArrayList<>();
        int full = model.model().vocabulary().size();
        for (int size = SMALLEST_SIZE; size < full; size *= 2) {
            curve.add(new LineChart.Point(
                    size, (double) bytes / model.atSize(size).tokens(documents)));
        }
        curve.add(new LineChart.Point(full, (double) bytes / model.tokens(documents)));
        return curve;
    }

    private static List<LineChart.Point> supermergeCurve(BpeModel model, Superwords superwords) {
        List<LineChart.Point> curve = new ArrayList<>();
        int full = model.vocabulary().size();
        int found = 0;
        int step = Math.max(1, full / CURVE_POINTS);
        for (int id = 0; id < full; id++) {
            if (superwords.contains(id)) {
                found++;
            }
            if ((id + 1) % step == 0 || id == full - 1) {
                curve.add(new LineChart.Point(id + 1, found));
            }
        }
        return curve;
    }

    double plainBytesPerToken() {
        return (double) heldOutBytes / plainTokens;
    }

    double boundlessBytesPerToken() {
        return (double) heldOutBytes / boundlessTokens;
    }

    /** {@return by how much more bytes a token holds with superwords, in percent} */
    double gain() {
        return 100.0 * plainTokens / boundlessTokens - 100;
    }
}
