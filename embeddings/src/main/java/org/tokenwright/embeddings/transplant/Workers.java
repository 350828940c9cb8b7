package org.tokenwright.embeddings.transplant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Some threads that do numbered pieces of work together. Closed after use. */
final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService pool;

    /**
     * Starts threads.
     *
     * @throws IllegalArgumentException if there are none
     */
    Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, expected at least 1");
        }
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads);
    }

    /** Does pieces 0 to count-1, in any order, and waits for all of them. */
    void run(int count, IntConsumer work) {
        if (threads == 1 || count <= 1) {
            for (int piece = 0; piece < count; piece++) {
                work.accept(piece);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Callable<Object>> parts = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            parts.add(Executors.callable(() -> {
                for (int piece = next.getAndIncrement(); piece < count; piece = next.getAndIncrement()) {
                    work.accept(piece);
                }
            }));
        }
        try {
            for (Future<Object> part : pool.invokeAll(parts)) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
