package org.tokenwright.tokenizers.bytes;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.SplittableRandom;

/**
 * The pre-training task of ByT5: spans of a text are masked, and a model writes them. Immutable, safe for any number of threads.
 *
 * <p>Each span becomes a sentinel in the input; the target holds each sentinel with its span, and a last sentinel that ends them.
 * Sentinels count down from 258, so that they are the ids of the bytes 0xFF, 0xFE and so on, and not those of
 * {@code <extra_id_0>}; the first 11 of them are bytes that UTF-8 never has. Both end with {@code </s>}, 1.
 *
 * <pre>{@code
 * SpanMasking masking = SpanMasking.of(0.15, 20, seed);                  // 15 % of the bytes, in spans of 20 on the average
 * SpanMasking.Example example = masking.mask(document, tokenizer.encode(text));
 * train(example.input(), example.target());
 * }</pre>
 */
public final class SpanMasking {
    /** The most spans of a text: 255, since the bytes have 256 ids and one sentinel stands behind the last span. */
    public static final int MAX_SPANS = 255;

    private static final int FIRST_SENTINEL = 258;
    private static final int END = 1;

    private final double density;
    private final double meanLength;
    private final long seed;

    private SpanMasking(double density, double meanLength, long seed) {
        this.density = density;
        this.meanLength = meanLength;
        this.seed = seed;
    }

    /** What a model reads and what it is to write. Immutable. */
    public static final class Example {
        private final int[] input;
        private final int[] target;

        private Example(int[] input, int[] target) {
            this.input = input;
            this.target = target;
        }

        /**
         * {@return a copy of the ids in which spans are masked}
         */
        public int[] input() {
            return input.clone();
        }

        /**
         * {@return a copy of the ids of the spans, each behind its sentinel}
         */
        public int[] target() {
            return target.clone();
        }
    }

    /**
     * {@return a masking that draws spans as T5 does: a share of the ids is masked, in as many spans as make their mean length, of random
     * lengths with random gaps between them; a text never begins with a span}
     *
     * @param density the share of ids that is masked, above 0 and below 1; 0.15 in ByT5
     * @param meanLength the mean number of ids in a span, 1 or more; 20 in ByT5
     * @param seed decides which; a document is masked in one way for one seed and number
     * @throws IllegalArgumentException if one is outside its range
     */
    public static SpanMasking of(double density, double meanLength, long seed) {
        if (!(density > 0 && density < 1)) {
            throw new IllegalArgumentException("the density is " + density + ", expected above 0 and below 1");
        }
        if (!(meanLength >= 1)) {
            throw new IllegalArgumentException("the mean length is " + meanLength + ", expected 1 or more");
        }
        return new SpanMasking(density, meanLength, seed);
    }

    /**
     * Masks spans of a document. Those of one with fewer than two ids are none; where the mean length would need more than
     * {@link #MAX_SPANS} spans, they are longer.
     *
     * @param document its number
     * @param ids its ids, without {@code </s>}
     * @return input and target
     */
    public Example mask(long document, int... ids) {
        if (ids.length < 2) {
            return mask(ids, new int[0], new int[0]);
        }
        SplittableRandom random = random(document);
        int masked = Math.clamp(Math.round(ids.length * density), 1, ids.length - 1);
        int most = Math.min(Math.min(masked, ids.length - masked), MAX_SPANS);
        int spans = Math.clamp(Math.round(masked / meanLength), 1, most);
        int[] lengths = parts(masked, spans, random);
        int[] gaps = parts(ids.length - masked, spans, random);
        int[] starts = new int[spans];
        int[] ends = new int[spans];
        int at = 0;
        for (int i = 0; i < spans; i++) {
            starts[i] = at + gaps[i];
            ends[i] = starts[i] + lengths[i];
            at = ends[i];
        }
        return mask(ids, starts, ends);
    }

    /** {@return a source for one document, whose seed is drawn: seeds in a row would give the same numbers, shifted} */
    private SplittableRandom random(long document) {
        long drawn = new SplittableRandom(new SplittableRandom(seed).nextLong() + document).nextLong();
        return new SplittableRandom(drawn);
    }

    /** Splits a number into so many parts of at least 1, every way as likely as another. */
    private static int[] parts(int total, int count, SplittableRandom random) {
        int[] parts = new int[count];
        int part = 0;
        int from = 0;
        for (int at = 1; at < total; at++) {
            if (random.nextInt(total - at) < count - 1 - part) {
                parts[part++] = at - from;
                from = at;
            }
        }
        parts[part] = total - from;
        return parts;
    }

    /**
     * Masks given spans.
     *
     * @param ids the ids of a text, without {@code </s>}
     * @param starts index of the first id of each span, ascending
     * @param ends index behind the last
     * @return input and target
     * @throws IllegalArgumentException if the spans are not as many starts as ends, more than {@link #MAX_SPANS}, empty, overlapping
     *     or outside {@code ids}
     */
    public static Example mask(int[] ids, int[] starts, int[] ends) {
        if (starts.length != ends.length || starts.length > MAX_SPANS) {
            throw new IllegalArgumentException(
                    starts.length + " starts and " + ends.length + " ends, expected as many, at most " + MAX_SPANS);
        }
        IntArrayList input = new IntArrayList(ids.length + 1);
        IntArrayList target = new IntArrayList();
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            if (starts[i] < at || ends[i] <= starts[i] || ends[i] > ids.length) {
                throw new IllegalArgumentException("span " + i + " is from " + starts[i] + " to " + ends[i]
                        + ", expected one that is not empty between " + at + " and " + ids.length);
            }
            input.addElements(input.size(), ids, at, starts[i] - at);
            input.add(FIRST_SENTINEL - i);
            target.add(FIRST_SENTINEL - i);
            target.addElements(target.size(), ids, starts[i], ends[i] - starts[i]);
            at = ends[i];
        }
        input.addElements(input.size(), ids, at, ids.length - at);
        input.add(END);
        target.add(FIRST_SENTINEL - starts.length);
        target.add(END);
        return new Example(input.toIntArray(), target.toIntArray());
    }
}
