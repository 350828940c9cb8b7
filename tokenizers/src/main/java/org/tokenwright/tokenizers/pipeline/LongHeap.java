package org.tokenwright.tokenizers.pipeline;

import java.util.Arrays;

/** A queue that gives the smallest number first. For one thread. */
final class LongHeap {
    private long[] heap = new long[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(long value) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent] <= value) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = value;
    }

    /** Takes the smallest number; there must be one. */
    long take() {
        long smallest = heap[0];
        long value = heap[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (value <= heap[child]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = value;
        return smallest;
    }

    /** Gives memory back if more is held than a number of longs; only when it is empty. */
    void release(int longs) {
        if (heap.length > longs) {
            heap = new long[64];
        }
    }
}
