package org.tokenwright.boundary;

import java.util.List;

/** Passes on what a scanner finds in blocks of a text, and adds that they end sentences. For one thread. */
final class BlockSink implements BoundarySink {
    private static final int NONE = -1;

    private final BoundarySink sink;
    private int lastEnd = NONE;

    BlockSink(BoundarySink sink) {
        this.sink = sink;
    }

    /** Lets a scanner go to the end of its text and reports that end. */
    void endBlock(BoundaryScanner scanner, char[] text, int end, String why) {
        lastEnd = NONE;
        scanner.scan(text, end, true, this);
        if (sink.detail() != Detail.ENDS) {
            sink.decision(new Decision(end, end, true, 1, List.of(why)));
        }
        if (lastEnd != end) {
            sink.boundary(end, 1);
        }
    }

    @Override
    public void boundary(int end, double confidence) {
        lastEnd = end;
        sink.boundary(end, confidence);
    }

    @Override
    public Detail detail() {
        return sink.detail();
    }

    @Override
    public void decision(Decision decision) {
        sink.decision(decision);
    }
}
