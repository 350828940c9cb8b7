package org.tokenwright.embeddings.fasttext;

import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.ProgressListener.Progress;

/** Tells a listener of one phase of work, some ten times a second at most. For one thread. */
final class Reports {
    private static final long INTERVAL_NANOS = 100_000_000;

    private final String phase;
    private final String unit;
    private final long total;
    private final ProgressListener listener;
    private long last;

    Reports(String phase, String unit, long total, ProgressListener listener) {
        this.phase = phase;
        this.unit = unit;
        this.total = total;
        this.listener = listener;
        last = System.nanoTime();
        listener.onProgress(new Progress(phase, unit, 0, total));
    }

    void report(long done) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL_NANOS) {
            last = now;
            end(Math.min(done, total));
        }
    }

    void end(long done) {
        listener.onProgress(new Progress(phase, unit, done, total));
    }
}
