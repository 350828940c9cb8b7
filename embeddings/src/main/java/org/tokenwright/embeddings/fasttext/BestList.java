package org.tokenwright.embeddings.fasttext;

import java.util.Arrays;

/** The greatest values so far and what they belong to. For one thread. */
final class BestList {
    /*
     * A binary heap with the smallest value on top, which moves its elements as std::push_heap, std::pop_heap and
     * std::sort_heap of libstdc++ do: with equal values, which one is kept and the final order are those of the C++ program.
     */
    private final int most;
    private int size;
    private float[] values;
    private int[] items;
    private double[] extras;

    /**
     * Creates an empty list.
     *
     * @param most how many values are kept at most, at least 1
     */
    BestList(int most) {
        this.most = most;
        int capacity = Math.min(most, 63) + 1;
        values = new float[capacity];
        items = new int[capacity];
        extras = new double[capacity];
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** {@return whether a value would be dropped: the list is full of greater ones} */
    boolean rejects(float value) {
        return size == most && value < values[0];
    }

    /**
     * Adds a value, and drops the smallest if they are too many.
     *
     * @param value the value
     * @param item what it belongs to
     * @param extra a further number that goes with it
     */
    void add(float value, int item, double extra) {
        if (size == values.length) {
            int capacity = (int) Math.min(most + 1L, 2L * size);
            values = Arrays.copyOf(values, capacity);
            items = Arrays.copyOf(items, capacity);
            extras = Arrays.copyOf(extras, capacity);
        }
        size++;
        rise(size - 1, value, item, extra);
        if (size > most) {
            removeSmallest(size);
            size--;
        }
    }

    /** Orders the list: greatest values first. */
    void sort() {
        for (int length = size; length > 1; length--) {
            removeSmallest(length);
        }
    }

    float value(int index) {
        return values[index];
    }

    int item(int index) {
        return items[index];
    }

    double extra(int index) {
        return extras[index];
    }

    /** Puts the top of a heap behind the rest of it. */
    private void removeSmallest(int length) {
        int last = length - 1;
        float value = values[last];
        int item = items[last];
        double extra = extras[last];
        move(0, last);
        int hole = 0;
        int child = 0;
        while (child < (last - 1) / 2) {
            child = 2 * (child + 1);
            if (values[child] > values[child - 1]) {
                child--;
            }
            move(child, hole);
            hole = child;
        }
        if ((last & 1) == 0 && child == (last - 2) / 2) {
            child = 2 * (child + 1);
            move(child - 1, hole);
            hole = child - 1;
        }
        rise(hole, value, item, extra);
    }

    private void rise(int from, float value, int item, double extra) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!(values[parent] > value)) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        values[hole] = value;
        items[hole] = item;
        extras[hole] = extra;
    }

    private void move(int from, int to) {
        values[to] = values[from];
        items[to] = items[from];
        extras[to] = extras[from];
    }
}
