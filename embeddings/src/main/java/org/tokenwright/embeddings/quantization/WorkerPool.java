package org.tokenwright.embeddings.quantization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Does numbered tasks that do not depend on one another, in the calling thread and in others. */
final class WorkerPool implements AutoCloseable {
    private final @Nullable ExecutorService executor;
    private final int helpers;

    /**
     * Starts no thread if there is to be one only.
     *
     * @param threads how many threads work, the calling one included
     */
    WorkerPool(int threads) {
        helpers = threads - 1;
        executor = helpers == 0
                ? null
                : Executors.newFixedThreadPool(
                        helpers,
                        Thread.ofPlatform()
                                .name("tokenwright-quantizer-", 1)
                                .daemon()
                                .factory());
    }

    /** Does the tasks 0 to count - 1, and returns when all of them are done. */
    void run(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i; (i = next.getAndIncrement()) < count; ) {
                task.accept(i);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        if (executor != null) {
            for (int i = 0; i < Math.min(helpers, count - 1); i++) {
                others.add(executor.submit(worker));
            }
        }
        try {
            worker.run();
        } finally {
            next.set(count);
            others.forEach(WorkerPool::await);
        }
    }

    private static void await(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                switch (Objects.requireNonNull(e.getCause(), "a task that failed has a cause")) {
                    case Error error -> throw error;
                    case RuntimeException exception -> throw exception;
                    default -> throw new AssertionError("a task throws no checked exception", e);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdown();
        }
    }
}
