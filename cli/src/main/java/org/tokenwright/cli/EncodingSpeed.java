package org.tokenwright.cli;

import java.util.List;
import org.tokenwright.tokenizers.Encoder;

/** How fast a candidate encodes, in one thread. */
final class EncodingSpeed {
    /** Enough for the compiler to have done its work before the last passes. */
    private static final long NANOS = 1_000_000_000L;

    /** Enough for the encoder to remember what it remembers. */
    private static final int LEAST_PASSES = 3;

    private EncodingSpeed() {}

    /** {@return megabytes a second, of the fastest of some passes over a text; 0 if that is empty} */
    static double of(Candidate candidate, List<byte[]> text) {
        long bytes = text.stream().mapToLong(piece -> piece.length).sum();
        Encoder encoder = candidate.newEncoder();
        long begin = System.nanoTime();
        long fastest = Long.MAX_VALUE;
        long start = begin;
        int passes = 0;
        do {
            for (byte[] piece : text) {
                encoder.encode(piece, 0, piece.length);
            }
            long end = System.nanoTime();
            fastest = Math.min(fastest, Math.max(end - start, 1));
            start = end;
            passes++;
        } while (passes < LEAST_PASSES || start - begin < NANOS);
        return bytes * 1e3 / fastest;
    }
}
