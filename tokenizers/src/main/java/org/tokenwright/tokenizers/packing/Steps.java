package org.tokenwright.tokenizers.packing;

import org.tokenwright.text.ProgressListener;

/** Tells a listener of one phase, some ten times a second. For one thread. */
final class Steps {
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final int LOOK_EVERY = 8;

    private final ProgressListener listener;
    private final String phase;
    private final String unit;
    private int calls;
    private long last;

    Steps(ProgressListener listener, String phase, String unit) {
        this.listener = listener;
        this.phase = phase;
        this.unit = unit;
    }

    /** Says, if it is time to, how much is done. */
    void at(long done, long total) {
        if (++calls % LOOK_EVERY == 1 && System.nanoTime() - last >= INTERVAL_NANOS) {
            end(done, total);
        }
    }

    /** Says how much is done. */
    void end(long done, long total) {
        listener.onProgress(new ProgressListener.Progress(phase, unit, done, total));
        last = System.nanoTime();
    }
}
