package org.tokenwright.embeddings.fasttext;

/** The generator {@code std::minstd_rand} with the distributions of libstdc++. For one thread. */
final class Minstd {
    private static final long MODULUS = 2147483647;
    private static final long MULTIPLIER = 48271;
    private static final long VALUES = MODULUS - 1;
    private static final double TWO_DRAWS = (double) VALUES * VALUES;

    private long state;

    Minstd(long seed) {
        long state = Long.remainderUnsigned(seed, MODULUS);
        this.state = state == 0 ? 1 : state;
    }

    /** {@return a draw, counted from 0} */
    private long next() {
        state = state * MULTIPLIER % MODULUS;
        return state - 1;
    }

    /** {@return a number of at least 0 and below 1} */
    double uniform() {
        double low = next();
        double high = next();
        double value = (low + high * VALUES) / TWO_DRAWS;
        return value < 1 ? value : Math.nextDown(1.0);
    }

    /** {@return a number from one bound to the other, both included} */
    int uniform(int least, int most) {
        long range = (long) most - least + 1;
        long scale = (VALUES - 1) / range;
        long past = range * scale;
        long draw;
        do {
            draw = next();
        } while (draw >= past);
        return (int) (draw / scale) + least;
    }

    /** Shuffles an array as {@code std::shuffle} does. */
    void shuffle(int[] items) {
        int count = items.length;
        if (count == 0) {
            return;
        }
        if ((VALUES - 1) / count < count) {
            for (int i = 1; i < count; i++) {
                swap(items, i, uniform(0, i));
            }
            return;
        }
        int i = 1;
        if (count % 2 == 0) {
            swap(items, i, uniform(0, 1));
            i++;
        }
        for (; i < count; i += 2) {
            int both = uniform(0, (i + 1) * (i + 2) - 1);
            swap(items, i, both / (i + 2));
            swap(items, i + 1, both % (i + 2));
        }
    }

    private static void swap(int[] items, int a, int b) {
        int item = items[a];
        items[a] = items[b];
        items[b] = item;
    }
}
