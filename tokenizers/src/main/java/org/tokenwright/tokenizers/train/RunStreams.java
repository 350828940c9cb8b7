package org.tokenwright.tokenizers.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** The runs of a corpus, read from the streams of ids that its pretokens have left, a part for each thread. */
final class RunStreams implements RunSource {
    /** The most pretokens of a run. */
    private static final int LONGEST = (Integer.MAX_VALUE - 63) / Integer.BYTES;

    private static final int PROGRESS_STEP = 1 << 16;

    private final List<IdStream> streams;
    private final List<int[]> globalIds;

    /**
     * Creates the runs.
     *
     * @param globalIds by stream and id in it: the id of a pretoken
     */
    RunStreams(List<IdStream> streams, List<int[]> globalIds) {
        this.streams = streams;
        this.globalIds = globalIds;
    }

    @Override
    public int parts() {
        return streams.size();
    }

    @Override
    public long pretokens() {
        return streams.stream().mapToLong(IdStream::size).sum();
    }

    @Override
    public void forEach(int part, IntPredicate eligible, ProgressReporter progress, Sink sink) {
        int[] ids = globalIds.get(part);
        IdStream.Reader reader = streams.get(part).reader();
        int[] run = new int[1 << 10];
        int length = 0;
        int read = 0;
        for (int id = reader.next(); id != IdStream.Reader.END; id = reader.next()) {
            int pretoken = id == IdStream.Reader.BREAK ? -1 : ids[id];
            if (++read == PROGRESS_STEP) {
                progress.add(read);
                read = 0;
            }
            if (pretoken >= 0 && eligible.test(pretoken)) {
                if (length == run.length) {
                    run = Arrays.copyOf(run, longer(length));
                }
                run[length++] = pretoken;
            } else {
                hand(run, length, reader.weight(), sink);
                length = 0;
            }
        }
        hand(run, length, reader.weight(), sink);
        progress.add(read);
    }

    private static void hand(int[] run, int length, int weight, Sink sink) {
        if (length > 1) {
            sink.run(run, length, weight);
        }
    }

    /** The next capacity of a run. */
    static int longer(int capacity) {
        if (capacity == LONGEST) {
            throw new IllegalStateException("a run has more pretokens than the " + LONGEST + " that fit");
        }
        return (int) Math.min(LONGEST, 2L * capacity);
    }
}
