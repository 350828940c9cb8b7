package org.tokenwright.tokenizers.packing;

import java.util.Arrays;

/** Numbers, appended one by one. For one thread. */
final class IntList {
    private int[] elements = new int[16];
    private int size;

    void add(int number) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, Math.toIntExact(size + (size >> 1) + 16L));
        }
        elements[size++] = number;
    }

    int get(int index) {
        return elements[index];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(elements, size);
    }
}
