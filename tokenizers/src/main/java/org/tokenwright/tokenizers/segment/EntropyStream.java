package org.tokenwright.tokenizers.segment;

import java.util.Arrays;
import java.util.Objects;

/** Cuts into patches where the next byte is uncertain. For one thread. */
final class EntropyStream implements SegmentStream {
    private static final int PART = 1 << 12;

    private final EntropyRule rule;
    private final ByteEntropy model;
    private final EndBuffer ends = new EndBuffer();
    private final double[] part = new double[PART];
    private long length;
    private double before;

    /** All entropies of the text so far, if the rule needs them. */
    private double[] all = new double[0];

    EntropyStream(EntropyRule rule, ByteEntropy model) {
        this.rule = rule;
        this.model = model;
        model.begin();
    }

    @Override
    public void add(byte[] utf8, int start, int end, BoundarySink sink) {
        Objects.checkFromToIndex(start, end, utf8.length);
        for (int from = start, to; from < end; from = to) {
            to = from + Math.min(PART, end - from);
            model.add(utf8, from, to, part);
            check(to - from);
            if (rule.needsAll()) {
                keep(to - from);
            } else {
                cut(to - from, sink);
            }
        }
        ends.flush(sink);
    }

    private void check(int count) {
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(part[i])) {
                throw new IllegalArgumentException("the entropy of byte " + (length + i) + " is " + part[i]);
            }
        }
    }

    private void cut(int count, BoundarySink sink) {
        for (int i = 0; i < count; i++) {
            if (length > 0 && rule.begins(length, part[i], before)) {
                end(length, sink);
            }
            before = part[i];
            length++;
        }
        limit(length, sink);
    }

    private void keep(int count) {
        if (count > all.length - length) {
            if (length > Integer.MAX_VALUE - 8 - count) {
                throw new IllegalArgumentException("the text has " + (length + count)
                        + " bytes, more than can be kept until its end, which this rule needs");
            }
            long more = Math.max(length + count, all.length + (all.length >> 1));
            all = Arrays.copyOf(all, (int) Math.min(more, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(part, 0, all, (int) length, count);
        length += count;
    }

    private void end(long place, BoundarySink sink) {
        limit(place, sink);
        ends.add(place, sink);
    }

    /** Cuts what is longer than a patch may be, up to a place before which no other patch ends. */
    private void limit(long place, BoundarySink sink) {
        while (place - ends.last() > rule.maxLength()) {
            ends.add(ends.last() + rule.maxLength(), sink);
        }
    }

    @Override
    public void finish(BoundarySink sink) {
        if (rule.needsAll() && length > 0) {
            for (int place : LargestValues.places(all, 1, (int) length, rule.count(length + 1))) {
                end(place, sink);
            }
        }
        limit(length, sink);
        ends.finish(length, sink);
        length = 0;
        model.begin();
    }
}
