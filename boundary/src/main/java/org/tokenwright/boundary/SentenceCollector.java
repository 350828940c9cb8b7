package org.tokenwright.boundary;

import java.util.Arrays;

/** Collects the sentences of a whole text and finds where paragraphs end. For one thread. */
final class SentenceCollector implements BoundaryStream.Receiver {
    private int size;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private long[] unitEnds = new long[16];
    private double[] confidences = new double[0];
    private boolean[] paragraphEnds = new boolean[16];

    /** Number of sentences for which it is known whether they end a paragraph. */
    private int decided;

    @Override
    public void sentence(long start, long end, long mappedStart, long mappedEnd, double confidence) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            unitEnds = Arrays.copyOf(unitEnds, 2 * size);
            paragraphEnds = Arrays.copyOf(paragraphEnds, 2 * size);
        }
        starts[size] = (int) mappedStart;
        ends[size] = (int) mappedEnd;
        unitEnds[size] = end;
        if (confidence != 1 || confidences.length > 0) {
            keep(confidence);
        }
        size++;
    }

    @Override
    public long keepFrom(long openFrom) {
        return decided < size ? unitEnds[decided] : Long.MAX_VALUE;
    }

    @Override
    public void look(BoundaryStream window, boolean complete) {
        for (; decided < size; decided++) {
            long end = unitEnds[decided];
            if (!complete && end + BoundaryStream.PARAGRAPH_REACH > window.end()) {
                return;
            }
            paragraphEnds[decided] = window.endsParagraph(end);
        }
    }

    Sentences sentences(int length) {
        if (size > 0) {
            paragraphEnds[size - 1] = true;
        }
        return new Sentences(
                length,
                Arrays.copyOf(starts, size),
                Arrays.copyOf(ends, size),
                confidences.length == 0 ? confidences : Arrays.copyOf(confidences, size),
                Arrays.copyOf(paragraphEnds, size));
    }

    private void keep(double confidence) {
        int known = confidences.length;
        if (size >= known) {
            confidences = Arrays.copyOf(confidences, Math.max(2 * known, starts.length));
            Arrays.fill(confidences, known, confidences.length, 1);
        }
        confidences[size] = confidence;
    }
}
