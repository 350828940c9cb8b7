package org.tokenwright.text;

/**
 * Hears how far a long piece of work has come. It is called on the thread that started the work, some ten times a
 * second at most while a phase goes on, once when it begins and once when it ends.
 *
 * <p>A listener cancels the work by throwing {@link java.util.concurrent.CancellationException}: it reaches the caller
 * unchanged, after all threads of the work have ended; nothing is written.
 */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing and never cancels. */
    ProgressListener NONE = progress -> {};

    /**
     * Called as work advances.
     *
     * @param progress the state of the work
     * @throws java.util.concurrent.CancellationException to cancel the work
     */
    void onProgress(Progress progress);

    /**
     * The state of a piece of work.
     *
     * @param phase what is being done, for people: "counting pretokens"
     * @param unit what is counted, plural: "bytes", "merges"
     * @param done how many are done
     * @param total how many there will be, or -1 if that is unknown
     */
    record Progress(String phase, String unit, long done, long total) {}
}
