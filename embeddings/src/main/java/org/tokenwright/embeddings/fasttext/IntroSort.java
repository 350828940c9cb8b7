package org.tokenwright.embeddings.fasttext;

/** Sorts as {@code std::sort} of libstdc++ does: not stable, but equal elements land where the C++ program has them. */
final class IntroSort {
    /*
     * Quicksort with the median of the second, the middle and the last element as pivot, down to pieces of 16; heapsort for
     * pieces that were cut 2 log2(n) times; at the end one insertion sort over everything. (D. R. Musser, "Introspective sorting
     * and selection algorithms", 1997.)
     */
    private static final int SMALL = 16;

    private final int[] items;
    private final Order order;

    private IntroSort(int[] items, Order order) {
        this.items = items;
        this.order = order;
    }

    /** A strict weak order; anything else makes the sort leave the array. */
    @FunctionalInterface
    interface Order {
        boolean less(int a, int b);
    }

    static void sort(int[] items, Order order) {
        int count = items.length;
        if (count > 1) {
            IntroSort sort = new IntroSort(items, order);
            sort.cut(0, count, 2 * (31 - Integer.numberOfLeadingZeros(count)));
            sort.finish(count);
        }
    }

    private void cut(int from, int to, int budget) {
        int last = to;
        int left = budget;
        while (last - from > SMALL) {
            if (left == 0) {
                heapSort(from, last);
                return;
            }
            left--;
            int cut = partition(from, last);
            cut(cut, last, left);
            last = cut;
        }
    }

    private int partition(int from, int to) {
        medianToFirst(from, from + 1, from + (to - from) / 2, to - 1);
        int pivot = items[from];
        int low = from + 1;
        int high = to;
        while (true) {
            while (order.less(items[low], pivot)) {
                low++;
            }
            high--;
            while (order.less(pivot, items[high])) {
                high--;
            }
            if (low >= high) {
                return low;
            }
            swap(low, high);
            low++;
        }
    }

    private void medianToFirst(int first, int a, int b, int c) {
        if (order.less(items[a], items[b])) {
            if (order.less(items[b], items[c])) {
                swap(first, b);
            } else {
                swap(first, order.less(items[a], items[c]) ? c : a);
            }
        } else if (order.less(items[a], items[c])) {
            swap(first, a);
        } else {
            swap(first, order.less(items[b], items[c]) ? c : b);
        }
    }

    private void finish(int count) {
        int guarded = Math.min(SMALL, count);
        for (int i = 1; i < guarded; i++) {
            if (order.less(items[i], items[0])) {
                int item = items[i];
                System.arraycopy(items, 0, items, 1, i);
                items[0] = item;
            } else {
                sink(i);
            }
        }
        for (int i = guarded; i < count; i++) {
            sink(i);
        }
    }

    private void sink(int from) {
        int item = items[from];
        int at = from;
        for (; order.less(item, items[at - 1]); at--) {
            items[at] = items[at - 1];
        }
        items[at] = item;
    }

    private void heapSort(int from, int to) {
        int count = to - from;
        for (int parent = (count - 2) / 2; parent >= 0; parent--) {
            adjust(from, parent, count, items[from + parent]);
        }
        for (int length = count - 1; length > 0; length--) {
            int item = items[from + length];
            items[from + length] = items[from];
            adjust(from, 0, length, item);
        }
    }

    private void adjust(int from, int top, int length, int item) {
        int hole = top;
        int child = top;
        while (child < (length - 1) / 2) {
            child = 2 * (child + 1);
            if (order.less(items[from + child], items[from + child - 1])) {
                child--;
            }
            items[from + hole] = items[from + child];
            hole = child;
        }
        if ((length & 1) == 0 && child == (length - 2) / 2) {
            child = 2 * (child + 1);
            items[from + hole] = items[from + child - 1];
            hole = child - 1;
        }
        while (hole > top) {
            int parent = (hole - 1) / 2;
            if (!order.less(items[from + parent], item)) {
                break;
            }
            items[from + hole] = items[from + parent];
            hole = parent;
        }
        items[from + hole] = item;
    }

    private void swap(int a, int b) {
        int item = items[a];
        items[a] = items[b];
        items[b] = item;
    }
}
