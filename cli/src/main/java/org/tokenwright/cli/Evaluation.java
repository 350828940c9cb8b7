package org.tokenwright.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tokenwright.text.Document;
import org.tokenwright.text.DocumentReader;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.ProgressListener.Progress;
import org.tokenwright.text.TextSource;

/**
 * What some models make of a text.
 *
 * @param candidates the models, which have counted their tokens
 * @param all what was counted of all documents
 * @param labels what was counted by label, the largest first; empty if no document has one
 * @param sources what was counted by file or stream, the largest first
 * @param skipped number of malformed documents that were passed over
 * @param sample a part of the text
 * @param speeds by candidate: megabytes of the sample that it encodes in a second
 * @param stabilities by candidate: what an edit of the sample changes
 */
record Evaluation(
        List<Candidate> candidates,
        Tally all,
        Map<String, Tally> labels,
        Map<String, Tally> sources,
        long skipped,
        List<byte[]> sample,
        List<Double> speeds,
        List<Stability> stabilities) {
    /** The order of the Rényi entropy that predicts best how a vocabulary serves a model (Zouhar et al. 2023). */
    static final double ALPHA = 2.5;

    private static final long REPORT_NANOS = 100_000_000;

    static Evaluation of(List<Candidate> candidates, TextSource source, long seed, ProgressListener progress)
            throws IOException {
        Tally all = new Tally(candidates.size());
        Map<String, Tally> labels = new LinkedHashMap<>();
        Map<String, Tally> sources = new LinkedHashMap<>();
        TextSample sample = new TextSample(seed);
        long skipped;
        long reported = System.nanoTime();
        try (DocumentReader reader = source.open()) {
            for (Document document = reader.next(); document != null; document = reader.next()) {
                Tally bySource = sources.computeIfAbsent(document.source(), name -> new Tally(candidates.size()));
                Tally byLabel = labels.computeIfAbsent(document.label(), name -> new Tally(candidates.size()));
                count(document, candidates, all, bySource, byLabel);
                sample.offer(document);
                if (System.nanoTime() - reported > REPORT_NANOS) {
                    reported = System.nanoTime();
                    progress.onProgress(
                            new Progress("evaluating", "bytes", reader.storedBytesRead(), reader.storedBytes()));
                }
            }
            skipped = reader.skipped();
        }
        if (labels.size() == 1 && labels.containsKey("")) {
            labels.clear();
        }
        List<byte[]> pieces = sample.pieces();
        List<Double> speeds = new ArrayList<>();
        List<Stability> stabilities = new ArrayList<>();
        for (Candidate candidate : candidates) {
            speeds.add(EncodingSpeed.of(candidate, pieces));
            stabilities.add(Stability.of(candidate, pieces, seed));
        }
        return new Evaluation(
                candidates, all, largestFirst(labels), largestFirst(sources), skipped, pieces, speeds, stabilities);
    }

    /** {@return the code length by each candidate; empty if it was not measured} */
    List<BitsPerByte> bitsPerByte() {
        return candidates.stream()
                .map(candidate -> BitsPerByte.of(candidate, all.bytes()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void count(Document document, List<Candidate> candidates, Tally... tallies) {
        long words = words(document);
        for (Tally tally : tallies) {
            tally.addDocument(document.length(), words);
        }
        for (int i = 0; i < candidates.size(); i++) {
            candidates.get(i).count(document.bytes(), document.start(), document.end(), i, tallies);
        }
    }

    /** Number of stretches without white space. */
    private static long words(Document document) {
        long words = 0;
        boolean inside = false;
        String text = document.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
            words += !space && !inside ? 1 : 0;
            inside = !space;
        }
        return words;
    }

    private static Map<String, Tally> largestFirst(Map<String, Tally> tallies) {
        return tallies.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparingLong(Tally::bytes).reversed()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }
}
