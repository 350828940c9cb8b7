package org.tokenwright.tokenizers.train;

import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.ProgressListener.Progress;

/** Tells a listener of the progress, but not more often than it cares to know. */
final class ProgressReporter {
    private static final long INTERVAL_NANOS = 100_000_000;

    private final ProgressListener listener;
    private String phase = "";
    private String unit = "";
    private long total;
    private long lastReport;

    ProgressReporter(ProgressListener listener) {
        this.listener = listener;
    }

    void begin(String newPhase, String newUnit, long newTotal) {
        phase = newPhase;
        unit = newUnit;
        total = newTotal;
        report(0);
    }

    void advance(long done) {
        if (System.nanoTime() - lastReport >= INTERVAL_NANOS) {
            report(done);
        }
    }

    void end(long done) {
        report(done);
    }

    private void report(long done) {
        lastReport = System.nanoTime();
        listener.onProgress(new Progress(phase, unit, done, total));
    }
}
