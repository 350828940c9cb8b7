package org.tokenwright.tokenizers.train;

import java.util.function.IntPredicate;

/**
 * The runs of a corpus: maximal sequences of two or more pretokens in a document that may take part in supermerges. They can be
 * read as often as they are needed. For any number of threads.
 */
interface RunSource {
    /** Takes one run after the other. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes a run.
         *
         * @param pretokens holds the ids of its pretokens from index 0 on; not to be kept
         * @param length how many they are
         * @param weight how many times the run counts
         */
        void run(int[] pretokens, int length, long weight);
    }

    /** {@return in how many parts the runs can be read} */
    int parts();

    /** {@return about how many pretokens there are in all runs} */
    long pretokens();

    /**
     * Hands over the runs of a part.
     *
     * @param eligible which pretokens take part; every other one ends a run
     * @throws java.io.UncheckedIOException if the runs are in a file that cannot be read
     */
    void forEach(int part, IntPredicate eligible, ProgressReporter progress, Sink sink);
}
