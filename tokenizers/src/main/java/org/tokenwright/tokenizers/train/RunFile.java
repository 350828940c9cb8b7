package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.tokenwright.text.CorruptInputException;
import org.tokenwright.tokenizers.train.CountFile.Totals;

/** The runs of a count file; what stands for a pretoken is the id of its token in the model of words. */
final class RunFile implements RunSource {
    /** The most bytes of an id. */
    private static final int LONGEST_ID = 5;

    private static final int PROGRESS_STEP = 1 << 16;

    private final Path path;
    private final int tokens;
    private final long pretokens;
    private final Totals totals;

    /**
     * Reads a file to its end.
     *
     * @param tokens bound of the ids
     * @throws CorruptInputException if it is damaged, or an entry is not two or more ids below the bound
     */
    RunFile(Path path, int tokens) throws IOException {
        this.path = path;
        this.tokens = tokens;
        long sum = 0;
        int[] run = new int[1 << 10];
        try (CountReader reader = new CountReader(path)) {
            while (reader.next()) {
                run = ensureRoom(run, reader.end());
                sum = Math.addExact(sum, read(reader, run));
            }
            totals = reader.totals();
        } catch (ArithmeticException e) {
            throw new CorruptInputException(path.toString(), "all entries", "2^63 tokens or more", "fewer");
        }
        pretokens = sum;
    }

    Totals totals() {
        return totals;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public long pretokens() {
        return pretokens;
    }

    @Override
    public void forEach(int part, IntPredicate eligible, ProgressReporter progress, Sink sink) {
        int[] run = new int[1 << 10];
        int done = 0;
        try (CountReader reader = new CountReader(path)) {
            while (reader.next()) {
                run = ensureRoom(run, reader.end());
                int length = read(reader, run);
                done += length;
                if (done >= PROGRESS_STEP) {
                    progress.add(done);
                    done = 0;
                }
                sink.run(run, length, reader.count());
            }
            progress.add(done);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] ensureRoom(int[] run, int ids) {
        return ids <= run.length ? run : new int[Math.max(ids, 2 * run.length)];
    }

    private int read(CountReader reader, int[] run) throws CorruptInputException {
        byte[] bytes = reader.bytes();
        int end = reader.end();
        int length = 0;
        for (int at = 0; at < end; ) {
            long id = 0;
            int shift = 0;
            while (at < end && bytes[at] < 0 && shift < Integer.SIZE) {
                id |= (long) (bytes[at++] & 0x7F) << shift;
                shift += 7;
            }
            if (at == end) {
                throw reader.corruptEntry("an id that does not end", "two or more ids");
            }
            if (bytes[at] == 0 && shift > 0) {
                throw reader.corruptEntry("an id with a zero at its end", "the shortest form");
            }
            id |= (long) bytes[at++] << shift;
            if (id < 0 || id >= tokens) {
                throw reader.corruptEntry("the id " + id, "ids from 0 to " + (tokens - 1));
            }
            run[length++] = (int) id;
        }
        if (length < 2) {
            throw reader.corruptEntry("one id", "two or more");
        }
        return length;
    }

    /** Makes room for an id in a run. */
    static byte[] ensureRoom(byte[] run, int end) {
        if (run.length - end >= LONGEST_ID) {
            return run;
        }
        if (end > CountFile.MAX_ENTRY_BYTES - LONGEST_ID) {
            throw new IllegalStateException("a run has more than " + CountFile.MAX_ENTRY_BYTES + " bytes");
        }
        return Arrays.copyOf(run, 2 * run.length);
    }

    /** Writes an id and returns where the next goes. */
    static int put(byte[] run, int end, int token) {
        int at = end;
        int value = token;
        while (value >= 0x80) {
            run[at++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        run[at++] = (byte) value;
        return at;
    }
}
