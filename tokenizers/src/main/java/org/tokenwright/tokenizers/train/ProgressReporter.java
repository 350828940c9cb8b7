package org.tokenwright.tokenizers.train;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.tokenwright.text.ProgressListener;
import org.tokenwright.text.ProgressListener.Progress;

/** Tells a listener of the progress, but not more often than it cares to know, and only in the thread that began the phase. */
final class ProgressReporter {
    private static final long INTERVAL_NANOS = 100_000_000;

    private final ProgressListener listener;
    private final AtomicLong sum = new AtomicLong();
    private volatile boolean cancelled;
    private volatile Thread teller = Thread.currentThread();
    private String phase = "";
    private String unit = "";
    private long total;
    private long lastReport;

    ProgressReporter(ProgressListener listener) {
        this.listener = listener;
    }

    /** {@return a reporter for what goes on beside a phase: says nothing, and stops when the listener has cancelled} */
    ProgressReporter silent() {
        return new ProgressReporter(progress -> throwIfCancelled());
    }

    void begin(String newPhase, String newUnit, long newTotal) {
        teller = Thread.currentThread();
        phase = newPhase;
        unit = newUnit;
        total = newTotal;
        sum.set(0);
        report(0);
    }

    void advance(long done) {
        if (System.nanoTime() - lastReport >= INTERVAL_NANOS) {
            report(done);
        }
    }

    /** Counts what one of several threads has done. */
    void add(long more) {
        long done = sum.addAndGet(more);
        if (Thread.currentThread() == teller) {
            advance(done);
        } else {
            throwIfCancelled();
        }
    }

    void end(long done) {
        report(done);
    }

    private void throwIfCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled in another thread");
        }
    }

    private void report(long done) {
        lastReport = System.nanoTime();
        try {
            listener.onProgress(new Progress(phase, unit, done, total));
        } catch (RuntimeException | Error e) {
            cancelled = true;
            throw e;
        }
    }
}
