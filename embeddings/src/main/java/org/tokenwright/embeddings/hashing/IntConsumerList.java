package org.tokenwright.embeddings.hashing;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.IntConsumer;

/** Keeps what it is told. */
final class IntConsumerList implements IntConsumer {
    private final IntArrayList values = new IntArrayList();

    @Override
    public void accept(int value) {
        values.add(value);
    }

    int[] toArray() {
        return values.toIntArray();
    }
}
