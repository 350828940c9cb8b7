package org.tokenwright.tokenizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;

/**
 * Encodes many texts, or a long one, in several threads. The ids are the same for any number of threads, and in order. Safe for
 * any number of threads.
 *
 * <pre>{@code
 * try (ExecutorService executor = Executors.newFixedThreadPool(7)) {
 *     ParallelEncoder encoder = ParallelEncoder.of(tokenizer, SpecialTokenPolicy.IGNORE, executor, 8);
 *     int[][] ids = encoder.encodeAll(texts);
 *     int[] book = encoder.encode(Files.readAllBytes(path));
 * }
 * }</pre>
 *
 * <p>The calling thread does a part of the work. So nothing waits for an executor that is busy, and a call from one of its own
 * threads cannot lock it up; where it refuses a task, fewer threads work.
 */
public final class ParallelEncoder {
    private static final int LEAST_PART = 1 << 15;
    private static final int MOST_PART = 1 << 20;
    private static final int PARTS_PER_THREAD = 4;

    private final Tokenizer tokenizer;
    private final SpecialTokenPolicy policy;
    private final Executor executor;
    private final int threads;
    private final ArrayBlockingQueue<Encoder> idle;

    private ParallelEncoder(Tokenizer tokenizer, SpecialTokenPolicy policy, Executor executor, int threads) {
        this.tokenizer = tokenizer;
        this.policy = policy;
        this.executor = executor;
        this.threads = threads;
        idle = new ArrayBlockingQueue<>(threads);
        idle.add(tokenizer.newEncoder(policy));
    }

    /**
     * {@return an encoder}
     *
     * @param tokenizer gives the ids
     * @param policy what is done with special tokens in texts
     * @param executor runs the tasks of all threads but the calling one
     * @param threads how many threads at most work at a call, the calling one included; 1 or more
     * @throws IllegalArgumentException if {@code threads} is below 1, or {@code policy} names a special token that the tokenizer
     *     does not have
     */
    public static ParallelEncoder of(Tokenizer tokenizer, SpecialTokenPolicy policy, Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + ", expected 1 or more");
        }
        return new ParallelEncoder(tokenizer, policy, Objects.requireNonNull(executor), threads);
    }

    /**
     * Encodes texts, each in one thread.
     *
     * @param texts the texts; the list is read by several threads
     * @return the ids of each, in order
     * @throws IllegalArgumentException as {@link Encoder#encode(CharSequence)} does for the first text for which it does
     */
    public int[][] encodeAll(List<? extends CharSequence> texts) {
        int[][] ids = new int[texts.size()][];
        run(ids.length, (encoder, i) -> ids[i] = ids(encoder, encoder.encode(texts.get(i))));
        return ids;
    }

    /**
     * Encodes a text in several threads, as far as {@link Encoder#lastCut} knows places to cut it.
     *
     * @param utf8 the text
     * @return its ids
     * @throws IllegalArgumentException as {@link Encoder#encode(byte[], int, int)} does
     */
    public int[] encode(byte[] utf8) {
        int[] ends = cut(utf8);
        int[][] ids = new int[ends.length][];
        try {
            run(ids.length, (encoder, i) -> {
                int count = encoder.encode(utf8, i == 0 ? 0 : ends[i - 1], ends[i]);
                ids[i] = ids(encoder, count);
            });
        } catch (IllegalArgumentException e) {
            if (ends.length == 1) {
                throw e;
            }
            Encoder whole = tokenizer.newEncoder(policy); // whose exception counts bytes from the beginning of the text
            return ids(whole, whole.encode(utf8, 0, utf8.length));
        }
        return concatenate(ids);
    }

    /**
     * Encodes a text in several threads, as far as {@link Encoder#lastCut} knows places to cut it.
     *
     * @param text the text
     * @return its ids
     * @throws IllegalArgumentException if the text holds an unpaired surrogate or has more bytes than an array can, or as
     *     {@link Encoder#encode(byte[], int, int)} does
     */
    public int[] encode(CharSequence text) {
        return encode(Utf8Chars.encode(text));
    }

    /** The ends of parts that are encoded independently. */
    private int[] cut(byte[] utf8) {
        if (threads == 1) {
            return new int[] {utf8.length};
        }
        int usual = Math.clamp(utf8.length / ((long) threads * PARTS_PER_THREAD), LEAST_PART, MOST_PART);
        List<Integer> ends = new ArrayList<>();
        Encoder encoder = borrow();
        int from = 0;
        for (long end = usual; end < utf8.length; ) {
            int cut = encoder.lastCut(utf8, from, (int) end);
            if (cut == from) {
                end += end - from;
            } else {
                ends.add(cut);
                from = cut;
                end = (long) cut + usual;
            }
        }
        idle.offer(encoder);
        ends.add(utf8.length);
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] concatenate(int[][] parts) {
        long length = Arrays.stream(parts).mapToLong(part -> part.length).sum();
        int[] all = new int[Math.toIntExact(length)];
        int end = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, all, end, part.length);
            end += part.length;
        }
        return all;
    }

    private static int[] ids(Encoder encoder, int count) {
        return Arrays.copyOf(encoder.ids(), count);
    }

    private Encoder borrow() {
        Encoder encoder = idle.poll();
        return encoder == null ? tokenizer.newEncoder(policy) : encoder;
    }

    /** Encodes one of many. */
    @FunctionalInterface
    private interface Task {
        void encode(Encoder encoder, int number);
    }

    private void run(int count, Task task) {
        Parallel.run(executor, threads, count, pieces -> {
            Encoder encoder = borrow();
            boolean more = true;
            while (more) {
                more = pieces.next(number -> task.encode(encoder, number));
            }
            idle.offer(encoder);
        });
    }
}
