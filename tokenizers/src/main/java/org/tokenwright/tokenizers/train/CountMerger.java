package org.tokenwright.tokenizers.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/** Adds up sorted counts, in the memory of one entry of each. */
final class CountMerger implements CountSource {
    private final PriorityQueue<CountSource> heads = new PriorityQueue<>(CountMerger::compare);
    private final CountSource[] equal;
    private int equals;
    private long count;

    CountMerger(List<? extends CountSource> sources) throws IOException {
        equal = sources.toArray(new CountSource[0]);
        equals = equal.length;
    }

    private static int compare(CountSource one, CountSource other) {
        return Arrays.compareUnsigned(one.bytes(), one.start(), one.end(), other.bytes(), other.start(), other.end());
    }

    /**
     * Goes to the next.
     *
     * @throws ArithmeticException if its counts have a sum of 2^63 or more
     */
    @Override
    public boolean next() throws IOException {
        while (equals > 0) {
            CountSource source = equal[--equals];
            if (source.next()) {
                heads.add(source);
            }
        }
        if (heads.isEmpty()) {
            return false;
        }
        count = 0;
        do {
            CountSource source = heads.remove();
            count = Math.addExact(count, source.count());
            equal[equals++] = source;
        } while (!heads.isEmpty() && compare(equal[0], heads.element()) == 0);
        return true;
    }

    @Override
    public byte[] bytes() {
        return equal[0].bytes();
    }

    @Override
    public int start() {
        return equal[0].start();
    }

    @Override
    public int end() {
        return equal[0].end();
    }

    @Override
    public long count() {
        return count;
    }
}
