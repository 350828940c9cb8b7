package org.tokenwright.boundary;

import java.io.IOException;
import java.io.Reader;

/** Leads a scanner over what a reader gives. For one thread. */
final class ReaderStream implements BoundaryStream.Receiver {
    private static final int STEP = 1 << 13;

    private final SentenceSink sink;
    private final BoundaryStream stream;

    ReaderStream(BoundaryScanner scanner, SentenceSink sink) {
        this.sink = sink;
        stream = new BoundaryStream(scanner, this, BoundaryStream.Offsets.UNITS, 2 * STEP);
    }

    void detect(Reader text) throws IOException {
        try {
            for (int count; (count = text.read(stream.reserve(STEP), stream.length(), STEP)) >= 0; ) {
                stream.advance(count);
            }
            stream.finish();
        } catch (SinkFailure e) {
            throw e.failure;
        }
    }

    @Override
    public void sentence(long start, long end, long mappedStart, long mappedEnd, double confidence) {
        try {
            sink.sentence(start, end, confidence);
        } catch (IOException e) {
            throw new SinkFailure(e);
        }
    }

    @Override
    public long keepFrom(long openFrom) {
        return Long.MAX_VALUE;
    }

    @Override
    public void look(BoundaryStream window, boolean complete) {}

    /** Carries a failure of the sink through the scanner. */
    private static final class SinkFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        SinkFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
